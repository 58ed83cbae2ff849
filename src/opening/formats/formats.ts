import { imageReference, imagesOf, partsOf, partsOfText } from "../content";
import { field, isFields, listField, textField } from "../json";
import type { ImageReference, Message, MessagePart } from "../record";
import { splitChatMarkup } from "./chatMarkup";
import { conversationIn, isConversation, messagesOf, recordOf } from "./conversation";
import { generated, planned } from "./drawn";
import { asked, type Format, one, said } from "./format";

/** A run whose words and pictures take turns in one list, as a notebook prints it. */
const transcript: Format = {
  form: "transcript",
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
    return one(
      recordOf(value, [asked(textField(value, "question") ?? "", images, "question"), ...messages], {
        place,
        form: "transcript",
      }),
    );
  },
};

/** The items of OpenAI's Responses API. */
const responses: Format = {
  form: "openai-responses",
  read(value, place) {
    const items = listField(value, "output") ?? (Array.isArray(value) ? value : null);
    if (!items?.some((item) => RESPONSE_TYPES.has(textField(item, "type") ?? ""))) return null;
    const input = field(value, "input");
    const before = isConversation(input)
      ? messagesOf(input, [])
      : typeof input === "string"
        ? [asked(input, [], "input")]
        : [];
    const messages = items.flatMap((item, i) => responseMessages(item, `output ${i + 1}`));
    return one(recordOf(value, [...before, ...messages], { place, form: "openai-responses", images: [] }));
  },
};

const RESPONSE_TYPES = new Set([
  "reasoning",
  "code_interpreter_call",
  "image_generation_call",
  "function_call",
  "message",
]);

function responseMessages(item: unknown, place: string): readonly Message[] {
  const words = (text: string): MessagePart[] => [{ kind: "text", text }];
  switch (textField(item, "type")) {
    case "reasoning": {
      const parts = [...(listField(item, "summary") ?? []), ...(listField(item, "content") ?? [])];
      const text = parts.map((part) => textField(part, "text") ?? "").join("\n\n");
      return text === "" ? [] : [said("assistant", words(`<think>${text}</think>`), place)];
    }
    case "code_interpreter_call": {
      const outputs = (listField(item, "outputs") ?? []).flatMap((output): readonly MessagePart[] => {
        const url = textField(output, "url");
        return url === null ? words(textField(output, "logs") ?? "") : [{ kind: "image", image: imageReference(url) }];
      });
      const call = said("assistant", words(`<code>\n${textField(item, "code") ?? ""}\n</code>`), place);
      return outputs.length === 0 ? [call] : [call, said("observation", outputs, place)];
    }
    case "image_generation_call":
      // The model drew it: it stands in its own turn.
      return [said("assistant", [{ kind: "image", image: imageReference(textField(item, "result") ?? "") }], place)];
    case "function_call": {
      const input = textField(item, "arguments") ?? "{}";
      const name = JSON.stringify(textField(item, "name") ?? "");
      return [said("assistant", words(`<tool_call>\n{"name": ${name}, "arguments": ${input}}\n</tool_call>`), place)];
    }
    case "function_call_output":
      return [said("observation", partsOf(field(item, "output"), []), place)];
    case "message": {
      const assistant = textField(item, "role") !== "user";
      return [said(assistant ? "assistant" : "user", partsOf(field(item, "content"), []), place)];
    }
    default:
      return [said("observation", words(JSON.stringify(item)), place)];
  }
}

/** OpenAI's Chat Completions: the answer, and the question where the request was kept with it. */
const completion: Format = {
  form: "openai-chat",
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

/** R1-V's evaluation file: many questions with one output each. */
const results: Format = {
  form: "r1-v",
  read(value, place) {
    const list = listField(value, "results");
    if (!list?.every((item) => isFields(item) && textField(item, "model_output") !== null) || list.length === 0)
      return null;
    return list.map((item, i) => {
      const question = field(item, "question");
      const asks = isFields(question) ? question : item;
      const messages = [
        asked(textField(asks, "question", "problem") ?? "", imagesOf(asks), "question"),
        said("assistant", partsOfText(textField(item, "model_output") ?? "", []), "model_output"),
      ];
      const record = recordOf(asks, messages, {
        place: `${place}, result ${i + 1}`,
        form: "r1-v",
        images: imagesOf(asks),
      });
      const truth = textField(item, "ground_truth");
      return truth === null ? record : { ...record, reference: { answer: truth, field: "ground_truth" } };
    });
  },
};

/** V-Thinker and Thyme: the model's turn holds what its sandbox said. */
const sandboxed: Format = {
  form: "sandbox",
  read(value, place) {
    const response = textField(value, "model_response", "response");
    if (response === null || !/<sandbox_output>|<code>|\[IMAGE: /.test(response)) return null;
    const original = field(value, "original_item");
    const asks = isFields(original) ? { ...original, ...(isFields(value) ? value : {}) } : value;
    const [first, ...processed] = imagesOf(asks);
    const question =
      textField(asks, "question", "question_reasoning", "question_instruction", "question_perception") ?? "";
    const messages = [asked(question, first ? [first] : [], "question"), ...sandboxMessages(response, processed)];
    return one(
      recordOf(asks, messages, {
        place,
        form: field(value, "model_response") === null ? "thyme" : "v-thinker",
        images: first ? [first] : [],
      }),
    );
  },
};

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

/** Prompt and response as one text with the marks of a chat template: logs of reinforcement learning. */
const rollout: Format = {
  form: "rollout",
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
    return one(recordOf(value, spoken(lines), { place, form: "rollout", images: [] }));
  },
};

/** What a person says once the model has spoken is what the model is shown. */
function spoken(messages: readonly Message[]): readonly Message[] {
  const first = messages.findIndex((message) => message.role === "assistant");
  return messages.map((message, i) =>
    first >= 0 && i > first && message.role === "user" ? { ...message, role: "observation" as const } : message,
  );
}

/** Pixel-Reasoner's `conv.json`: the messages, the prompt, and a list of images that says nothing more. */
const dumped: Format = {
  form: "pixel-reasoner",
  read(value, place) {
    if (!Array.isArray(value) || !isConversation(value[0]) || typeof value[1] !== "string") return null;
    return one(recordOf({}, messagesOf(value[0], []), { place, form: "pixel-reasoner" }));
  },
};

const conversation: Format = {
  form: "messages",
  read(value, place) {
    const list = conversationIn(value);
    if (!list) return null;
    const named = imagesOf(value);
    const form = field(value, "pred_output") === null ? "messages" : logForm(value);
    return one(recordOf(value, messagesOf(list, [...named]), { place, form, images: named }));
  },
};

/** DeepEyes and Chain-of-Focus keep the same fields; what stands where the pictures were tells them apart. */
const logForm = (value: unknown): string =>
  JSON.stringify(field(value, "pred_output")).includes("base64,base64_image") ? "chain-of-focus" : "deepeyes";

/** OpenThinkIMG's results: the conversation lies two levels down, beside what was asked. */
const openThink: Format = {
  form: "openthinkimg",
  read(value, place) {
    const outer = field(value, "results");
    const results = field(outer, "results") ?? outer;
    const list = conversationIn(field(results, "conversation"));
    if (!list) return null;
    const meta = field(results, "meta_data");
    const images = imagesOf(meta);
    const record = recordOf(meta, messagesOf(list, [...images]), { place, form: "openthinkimg", images });
    return one({ ...record, question: record.question || (textField(meta, "text", "question") ?? "") });
  },
};

/** A question and one answer, under the names that such fields usually have. */
const plain: Format = {
  form: "question-and-answer",
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
    return one(recordOf(value, messages, { place, form: "question-and-answer", images: imagesOf(value) }));
  },
};

/** In the order in which they are tried: the more a form asks for, the earlier. */
export const FORMATS: readonly Format[] = [
  transcript,
  dumped,
  completion,
  conversation,
  responses,
  results,
  sandboxed,
  generated,
  planned,
  openThink,
  rollout,
  plain,
];
