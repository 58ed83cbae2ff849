import { marksOfChat, shownOnceSpoken, splitChat } from "./chatText";
import { imageReference, imagesOf, partsOf, partsOfText } from "./content";
import { continued, preferenceIn, rowsOf } from "./continuation";
import { conversationIn, messagesOf, recordOf } from "./conversation";
import { asked, said, type ValueForm } from "./form";
import { field, isFields, listField, textField } from "./json";
import type { ImageReference, LogRecord, Message } from "./record";

/** A run whose words and pictures take turns in one list, as a notebook prints it. */
const transcript: ValueForm = {
  kind: "value",
  form: "transcript",
  known: ["coordinates"],
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
    // Questions have choices, too: those are texts.
    if (!choices?.every((choice) => field(choice, "message") !== null || textField(choice, "text") !== null))
      return null;
    if (choices.length === 0) return null;
    const request = conversationIn(value) ?? conversationIn(field(value, "request")) ?? [];
    return choices.map((choice, i) => {
      const answer = field(choice, "message") ?? { role: "assistant", content: textField(choice, "text") ?? "" };
      const list = [...request, isFields(answer) ? { role: "assistant", ...answer } : answer];
      const where = choices.length === 1 ? place : `${place}, choice ${i + 1}`;
      return recordOf(value, messagesOf(list, imagesOf(value)), { place: where, form: "openai-chat" });
    });
  },
};

/** Two runs of one problem, as trainers of preferences keep them. */
const preference: ValueForm = {
  kind: "value",
  form: "preference",
  priority: 98,
  read(value, place) {
    const named = imagesOf(value);
    const others = imagesOf({ images: field(value, "rejected_images") });
    const found = preferenceIn(value, named, others.length > 0 ? others : named);
    if (!found) return null;
    const record = recordOf(value, found.chosen, { place, form: "preference", images: named });
    const { chosenField, field: rejectedField, rejected } = found;
    return [{ ...record, rejected: { messages: shownOnceSpoken(rejected), field: rejectedField, chosenField } }];
  },
};

/** A step of training whose fields are columns. */
const columns: ValueForm = {
  kind: "value",
  form: "columns",
  priority: 97,
  read(value, place) {
    const rows = rowsOf(value);
    if (!rows) return null;
    const records = rows.map((row, i) => {
      const where = `${place}, row ${i + 1}`;
      return conversation.read(row, where) ?? rollout.read(row, where) ?? plain.read(row, where);
    });
    return records.every((found) => found !== null) ? records.flat() : null;
  },
};

const PROMPTS = ["prompt", "initial_prompt", "input"];
const RESPONSES = ["response", "sequence", "output", "completion", "predict", "prediction"];

/** Prompt and response as texts with the marks of a chat template, or with its roles: logs of reinforcement learning. */
const rollout: ValueForm = {
  kind: "value",
  form: "rollout",
  priority: 20,
  read: (value, place) => rolloutRecords(value, place, "rollout"),
};

/** The run of a value whose prompt and response are chats as text, under the name of that form; null where they are not. */
export function rolloutRecords(value: unknown, place: string, form: string): readonly LogRecord[] | null {
  const prompt = textField(value, ...PROMPTS);
  const response = textField(value, ...RESPONSES);
  if (prompt === null || response === null) return null;
  const marks = marksOfChat(prompt) ?? marksOfChat(response);
  if (marks === null) return null;
  const bank = imagesOf(value);
  const opening = splitChat(prompt, marks, "user", bank);
  const lines = [
    ...opening.filter((message) => message.role !== "assistant"),
    ...splitChat(response, marks, "assistant", bank),
  ];
  return [recordOf(value, shownOnceSpoken(lines), { place, form, images: bank })];
}

/** A run as we write it ourselves: the file that it came from, and the system whose words it is in. */
const written: ValueForm = {
  kind: "value",
  form: "written",
  known: ["input", "system"],
  priority: 99,
  read(value, place) {
    const isOurs = isFields(value) && Object.keys(value).sort().join() === "id,images,input,messages,system";
    return isOurs && typeof value.input === "string" ? chatRecords(value, place, "written") : null;
  },
};

/** A list of messages in a field of its own. */
const conversation: ValueForm = {
  kind: "value",
  form: "messages",
  priority: 90,
  read: (value, place) => chatRecords(value, place, "messages"),
};

/** The runs of a value that holds a list of messages, under the name of that form; null where it holds none. */
export function chatRecords(value: unknown, place: string, form: string): readonly LogRecord[] | null {
  const list = conversationIn(value);
  if (!list) return null;
  const named = imagesOf(value);
  return continued(value, list, named).map(({ name, messages }) =>
    recordOf(value, messages, { place: name === "" ? place : `${place}, ${name}`, form, images: named }),
  );
}

/** lmms-eval's samples: the model's words, or what a filter left of them. */
const samples: ValueForm = {
  kind: "value",
  form: "lmms-eval",
  known: ["filtered_resps", "arguments", "prompt_hash", "target_hash"],
  priority: 45,
  read(value, place) {
    const question = textField(value, "input");
    const words = innermost(field(value, "resps")) ?? innermost(field(value, "filtered_resps"));
    if (question === null || words === null) return null;
    const bank = imagesOf(value);
    const messages = [
      said("user", partsOfText(question, bank), "input"),
      said("assistant", partsOfText(words, bank), "resps"),
    ];
    return [recordOf(value, messages, { place, form: "lmms-eval", images: imagesOf(value) })];
  },
};

/** The first text in lists of lists: one list for each request, in it one for each repetition. */
function innermost(held: unknown): string | null {
  let inner = held;
  for (let depth = 0; depth < 4 && Array.isArray(inner); depth++) inner = inner[0];
  return typeof inner === "string" ? inner : null;
}

/** A question and one answer, under the names that such fields usually have. */
const plain: ValueForm = {
  kind: "value",
  form: "question-and-answer",
  priority: 10,
  read(value, place) {
    const question = textField(value, "question", "problem", "query", "prompt", "initial_prompt", "input", "text");
    const output = textField(value, ...RESPONSES, "model_output", "pred_ans", "model_response", "generated_text");
    if (output === null) return null;
    const named = imagesOf(value);
    const bank = [...named];
    const asks = partsOfText(question ?? "", bank);
    const marked = asks.some((part) => part.kind === "image");
    const messages = [
      marked ? said("user", asks, "question") : asked(question ?? "", named, "question"),
      said("assistant", partsOfText(output, marked ? bank : []), "response"),
    ];
    return [recordOf(value, messages, { place, form: "question-and-answer", images: named })];
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
export const COMMON_FORMS: readonly ValueForm[] = [
  transcript,
  completion,
  written,
  preference,
  columns,
  conversation,
  samples,
  rollout,
  plain,
];
