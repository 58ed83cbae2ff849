import { imagesOf } from "./content";
import { continued } from "./continuation";
import { conversationIn, recordOf } from "./conversation";
import { field } from "./json";
import type { LogRecord } from "./record";
import { tokensIn, withTokens } from "./tokens";

/** The runs of a value that holds a list of messages, under the name of that form; null where it holds none. */
export function chatRecords(value: unknown, place: string, form: string): readonly LogRecord[] | null {
  const list = conversationIn(value);
  if (!list) return null;
  const named = imagesOf(value);
  return continued(value, list, named).map(({ name, messages }) =>
    recordOf(value, withTokens(messages, tokensIn(field(value, "logprobs"))), {
      place: name === "" ? place : `${place}, ${name}`,
      form,
      images: named,
    }),
  );
}
