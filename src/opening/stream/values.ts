import type { Result } from "../../base";
import { unread } from "../contents";
import { readLogLine } from "../readLog";
import { itemsOfContents, type LogItem, type LogSource, nthAt } from "./item";

/** A value of a log that is kept by itself, as a sample in an archive: the text of its JSON, read when it is wanted. */
export interface KeptValue {
  readonly place: string;
  readonly bytes: number;
  /** Refuses with a kebab-case code. */
  read(): Promise<Result<string, string>>;
}

/** A log whose values are kept apart. Never more than one of them is held. */
export const openValues = (values: readonly KeptValue[]): LogSource => ({
  async *items(onBytes = () => {}) {
    let read = 0;
    for (const [which, value] of values.entries()) {
      yield* itemsOfValue(value, which);
      read += value.bytes;
      onBytes(read);
    }
  },
  async recordAt(at) {
    const value = at.kind === "value" ? values[at.which] : undefined;
    const text = await value?.read();
    return value && text?.ok ? (readLogLine(text.value, value.place).records[nthAt(at)] ?? null) : null;
  },
  async rawAt(at) {
    const text = at.kind === "value" ? await values[at.which]?.read() : undefined;
    return text?.ok ? text.value : null;
  },
});

async function* itemsOfValue(value: KeptValue, which: number): AsyncGenerator<LogItem> {
  const text = await value.read();
  if (!text.ok) {
    yield { kind: "unread", unread: unread(value.place, text.error, "") };
    return;
  }
  yield* itemsOfContents(readLogLine(text.value, value.place), (nth, kind) => ({
    kind: "value",
    which,
    nth: kind === "record" ? nth : 0,
  }));
}
