import { imageReference, imagesOf, partsOf, partsOfText } from "./content";
import { conversationIn, messagesOf, recordOf, splitChatMarkup } from "./conversation";
import { asked, said, type ValueForm } from "./form";
import { field, isFields, listField, textField } from "./json";
import type { ImageReference, LogRecord, Message } from "./record";

/** A run whose words and pictures take turns in one list, as a notebook prints it. */
const transcript: ValueForm = {
  kind: "value",
  form: "transcript",
  priority: 120,
  read(value, place) {
    const parts = listField(value, "parts");
    if (!parts) return null;
    const images = imagesOf(value);
    const messages = parts.map((part, i): Message => {
      const file = textField(part, "file");
      const where = `part ${i + 1}`;
      if (textField(part, "type") === "image" || file !== null)
        return said("observation", [{ kind: "image", image: imageReference(file ?? "") }], where);
      return said("assistant", partsOf([part], []), where);
    });
    return [
      recordOf(value, [asked(textField(value, "question") ?? "", images, "question"), ...messages], {
        place,
        form: "transcript",
      }),
    ];
  },
};

/** OpenAI's Chat Completions: the answer, and the question where the request was kept with it. */
const completion: ValueForm = {
  kind: "value",
  form: "openai-chat",
  priority: 100,
  read(value, place) {
    const choices = listField(field(value, "response"), "choices") ?? listField(value, "choices");
    if (!choices) return null;
    const request = conversationIn(value) ?? conversationIn(field(value, "request")) ?? [];
    return choices.map((choice, i) => {
      const answer = field(choice, "message") ?? { role: "assistant", content: textField(choice, "text") ?? "" };
      const list = [...request, isFields(answer) ? { role: "assistant", ...answer } : answer];
      const where = choices.length === 1 ? place : `${place}, choice ${i + 1}`;
      return recordOf(value, messagesOf(list, imagesOf(value)), { place: where, form: "openai-chat" });
    });
  },
};

/** Prompt and response as one text with the marks of a chat template: logs of reinforcement learning. */
const rollout: ValueForm = {
  kind: "value",
  form: "rollout",
  priority: 20,
  read(value, place) {
    const prompt = textField(value, "prompt", "initial_prompt");
    const response = textField(value, "response", "sequence");
    if (prompt === null || response === null) return null;
    const bank = imagesOf(value);
    const opening = splitChatMarkup(prompt, "user", bank);
    const lines = [
      ...opening.filter((message) => message.role !== "assistant"),
      ...splitChatMarkup(response, "assistant", bank),
    ];
    return [recordOf(value, spoken(lines), { place, form: "rollout", images: [] })];
  },
};

/** What a person says once the model has spoken is what the model is shown. */
function spoken(messages: readonly Message[]): readonly Message[] {
  const first = messages.findIndex((message) => message.role === "assistant");
  return messages.map((message, i) =>
    first >= 0 && i > first && message.role === "user" ? { ...message, role: "observation" as const } : message,
  );
}

/** A list of messages in a field of its own. */
const conversation: ValueForm = {
  kind: "value",
  form: "messages",
  priority: 90,
  read: (value, place) => chatRecords(value, place, "messages"),
};

/** The run of a value that holds a list of messages, under the name of that form; null where it holds none. */
export function chatRecords(value: unknown, place: string, form: string): readonly LogRecord[] | null {
  const list = conversationIn(value);
  if (!list) return null;
  const named = imagesOf(value);
  return [recordOf(value, messagesOf(list, [...named]), { place, form, images: named })];
}

/** A question and one answer, under the names that such fields usually have. */
const plain: ValueForm = {
  kind: "value",
  form: "question-and-answer",
  priority: 10,
  read(value, place) {
    const question = textField(value, "question", "problem", "query", "prompt", "text");
    const output = textField(
      value,
      "response",
      "model_output",
      "output",
      "prediction",
      "pred_ans",
      "completion",
      "model_response",
    );
    if (output === null) return null;
    const messages = [
      asked(question ?? "", imagesOf(value), "question"),
      said("assistant", partsOfText(output, []), "response"),
    ];
    return [recordOf(value, messages, { place, form: "question-and-answer", images: imagesOf(value) })];
  },
};

/** The run of a value in which one turn holds what the model said and what its sandbox answered; null where none is. */
export function sandboxedRecords(value: unknown, place: string, form: string): readonly LogRecord[] | null {
  const response = textField(value, "model_response", "response");
  if (response === null || !/<sandbox_output>|<code>|\[IMAGE: /.test(response)) return null;
  const original = field(value, "original_item");
  const asks = isFields(original) ? { ...original, ...(isFields(value) ? value : {}) } : value;
  const [first, ...processed] = imagesOf(asks);
  const question =
    textField(asks, "question", "question_reasoning", "question_instruction", "question_perception") ?? "";
  const images = first ? [first] : [];
  const messages = [asked(question, images, "question"), ...sandboxMessages(response, processed)];
  return [recordOf(asks, messages, { place, form, images })];
}

const SANDBOX = /<sandbox_output>([\s\S]*?)(?:<\/sandbox_output>|$)/g;

/** One growing turn as what the model said and what it was shown in between. */
function sandboxMessages(response: string, bank: ImageReference[]): readonly Message[] {
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

/** Forms that many systems keep their runs in. */
export const COMMON_FORMS: readonly ValueForm[] = [transcript, completion, conversation, rollout, plain];
