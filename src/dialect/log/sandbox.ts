import { imagesOf, partsOfText } from "./content";
import { recordOf } from "./conversation";
import { asked, said } from "./form";
import { field, isFields, textField } from "./json";
import type { ImageReference, LogRecord, Message } from "./record";

/** The run of a value in which one turn holds what the model said and what its sandbox answered; null where none is. */
export function sandboxedRecords(value: unknown, place: string, form: string): readonly LogRecord[] | null {
  const response = textField(value, "model_response", "response");
  if (response === null || !hasSandbox(response)) return null;
  const original = field(value, "original_item");
  const asks = isFields(original) ? { ...original, ...(isFields(value) ? value : {}) } : value;
  const [first, ...processed] = imagesOf(asks);
  const question =
    textField(asks, "question", "question_reasoning", "question_instruction", "question_perception") ?? "";
  const images = first ? [first] : [];
  const messages = [asked(question, images, "question"), ...sandboxMessages(response, processed)];
  return [recordOf(asks, messages, { place, form, images })];
}

/** Whether words hold programs, or what came of them. */
export const hasSandbox = (words: string): boolean => /<sandbox_output>|<code>|\[IMAGE: /.test(words);

const SANDBOX = /<sandbox_output>([\s\S]*?)(?:<\/sandbox_output>|$)/g;

/** One growing turn as what the model said and what it was shown in between. */
export function sandboxMessages(response: string, bank: ImageReference[]): readonly Message[] {
  const messages: Message[] = [];
  let taken = 0;
  const speak = (to: number): void => {
    if (to > taken)
      messages.push(said("assistant", [{ kind: "text", text: response.slice(taken, to) }], `character ${taken}`));
  };
  for (const match of response.matchAll(SANDBOX)) {
    speak(match.index);
    messages.push(said("observation", partsOfText(match[1] ?? "", bank), `character ${match.index}`));
    taken = match.index + match[0].length;
  }
  speak(response.length);
  return messages;
}
