// A first mapping for logs that nobody knows, from the values in them that are of no known form.
import { basename } from "node:path";
import { draftMapping, type LogMapping } from "../../src/opening";
import { logsOf } from "./source";

/** As many values tell what fields there are. */
const MOST_VALUES = 100;

/** The mapping; null where no value in the inputs is of an unknown form. */
export async function draftFor(inputs: readonly string[]): Promise<LogMapping | null> {
  const values: unknown[] = [];
  for (const input of inputs)
    for (const log of (await logsOf(input)).logs)
      for await (const item of log.open().items()) {
        if (item.kind === "unread" && item.unknown) values.push(item.unknown.value);
        if (values.length >= MOST_VALUES) break;
      }
  const [first] = inputs;
  return values.length === 0 ? null : draftMapping(values, basename(first ?? ""));
}
