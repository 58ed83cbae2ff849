import { marksOfChat, shownOnceSpoken, splitChat } from "./chatText";
import { imagesOf, partsOfText, thoughtText } from "./content";
import { isConversation, messagesOf, recordOf } from "./conversation";
import { asked, said, type ValueForm } from "./form";
import { field, isFields, listField, textField } from "./json";
import type { ImageReference, LogRecord, LogToken, Message } from "./record";
import { tokensIn, withTokens } from "./tokens";

// What servers of models answer to a prompt that is a text, and the request where it was kept with it: llama.cpp's
// `/completion` (ggml-org/llama.cpp, tools/server/README.md), the Completions API as vLLM and others serve it, vLLM's
// `/generate`, SGLang's `/generate`, Text Generation Inference and Ollama's `/api/generate` and `/api/chat`.

const holdersOf = (value: unknown, name: string): readonly unknown[] => {
  const held = field(value, name);
  return [value, held, field(held, "body"), field(value, "body"), field(value, "params")].filter(isFields);
};

/** Fields of a response that say whose it is, beside the field that holds its words. */
const WORDS: readonly (readonly [words: string, beside: readonly string[]])[] = [
  ["content", ["tokens_predicted", "tokens_evaluated", "timings", "generation_settings", "stop_type"]],
  ["generated_text", ["details", "finish_reason"]],
  ["response", ["done", "done_reason", "eval_count"]],
  ["text", ["meta_info", "output_ids"]],
];

/** The words of each run of a response; null where it is no such response. */
function wordsOf(response: unknown): readonly string[] | null {
  const choices = listField(response, "choices")?.map((choice) => textField(choice, "text"));
  if (choices && choices.length > 0 && choices.every((text) => text !== null)) return choices;
  for (const [name, beside] of WORDS) {
    const text = field(response, name);
    if (typeof text === "string" && beside.some((key) => isFields(response) && key in response)) return [text];
  }
  // vLLM's `/generate` has a list of texts, each with the prompt before it.
  const texts = listField(response, "text");
  return texts && texts.length > 0 && texts.every((text) => typeof text === "string") ? texts : null;
}

/** A message that came alone, as Ollama's chat sends it; it is the model's, whatever it says of its role. */
const messageIn = (response: unknown): unknown => {
  const message = field(response, "message");
  const isAnswer = isFields(response) && "done" in response && isFields(message) && "content" in message;
  return isAnswer ? { ...message, role: "assistant" } : null;
};

interface Prompt {
  readonly text: string;
  readonly images: readonly ImageReference[];
}

/** The prompt of a request: a text, one of a list, or a text with its pictures beside it. */
function promptIn(value: unknown): Prompt | null {
  for (const holder of holdersOf(value, "request")) {
    const held = field(holder, "prompt", "inputs");
    const text = typeof held === "string" ? held : textField(held, "prompt_string", "prompt", "text");
    const first = Array.isArray(held) && held.length === 1 && typeof held[0] === "string" ? held[0] : null;
    const words = text ?? first ?? sglangPrompt(holder, value);
    if (words === null) continue;
    const beside = [...imagesOf(holder), ...imagesOf({ images: field(held, "multimodal_data") })];
    return { text: words, images: beside };
  }
  return null;
}

/** SGLang's prompt is a `text`, as its answer is: the request stands apart. */
const sglangPrompt = (holder: unknown, value: unknown): string | null =>
  holder === value ? null : textField(holder, "text");

function messagesOfPrompt(prompt: Prompt | null, bank: ImageReference[]): readonly Message[] {
  if (prompt === null) return [];
  const marks = marksOfChat(prompt.text);
  if (marks) return splitChat(prompt.text, marks, "user", bank).filter(({ role }) => role !== "assistant");
  const parts = partsOfText(prompt.text, bank);
  return parts.some(({ kind }) => kind === "image")
    ? [said("user", parts, "prompt")]
    : [asked(prompt.text, bank.splice(0), "prompt")];
}

export const completionBody: ValueForm = {
  kind: "value",
  form: "completion-body",
  // A choice may be a text in the Chat Completions API, too.
  priority: 101,
  known: [
    ...["generation_settings", "timings", "stop_type", "stopping_word", "slot_id", "id_slot", "weight_version"],
    ...["done_reason", "options", "parameters", "stream", "keep_alive", "prompt_logprobs", "raw", "suffix"],
    ...["prefill", "input_token_logprobs", "matched", "model_alias"],
  ],
  spoken: ["prompt_string"],
  read(value, place) {
    const responses = holdersOf(value, "response");
    const message = responses.map(messageIn).find((found) => found !== null) ?? null;
    const words = message === null ? (responses.map(wordsOf).find((found) => found !== null) ?? null) : null;
    if (message === null && words === null) return null;
    if (message !== null) return [chatRecord(value, message, place)];
    const prompt = promptIn(value);
    const images = prompt?.images ?? imagesOf(value);
    return (words ?? []).map((text, i): LogRecord => {
      const bank = [...images];
      const before = messagesOfPrompt(prompt, bank);
      // Servers repeat the prompt before the answer where they are asked to.
      const own =
        prompt !== null && prompt.text !== "" && text.startsWith(prompt.text) ? text.slice(prompt.text.length) : text;
      const thought = responses.map((response) => textField(response, "thinking")).find((held) => held) ?? "";
      const thinking = thought === "" ? [] : [{ kind: "text" as const, text: thoughtText(thought) }];
      const parts = [...thinking, ...partsOfText(own.replace(/<\|im_end\|>\s*$/, ""), bank)];
      const spoken = shownOnceSpoken([...before, said("assistant", parts, "completion")]);
      const messages = withTokens(spoken, responses.map((response) => toldTokens(response, i)).find(isTold) ?? []);
      const where = (words ?? []).length === 1 ? place : `${place}, completion ${i + 1}`;
      return recordOf(value, messages, { place: where, form: "completion-body", images });
    });
  },
};

/** The tokens of one completion of a response, wherever its server tells them. */
function toldTokens(response: unknown, i: number): readonly LogToken[] {
  const meta = field(response, "meta_info");
  const tops = listField(meta, "output_top_logprobs");
  const ofSglang = listField(meta, "output_token_logprobs")?.map((told, at) => {
    const [logprob, , token] = Array.isArray(told) ? told : [];
    return { logprob, token, top_logprobs: tops?.[at] ?? null };
  });
  const held = [
    field(listField(response, "choices")?.[i], "logprobs"),
    field(response, "completion_probabilities"),
    field(field(response, "details"), "tokens"),
    ofSglang,
    field(response, "logprobs"),
  ];
  return held.map(tokensIn).find(isTold) ?? [];
}

const isTold = (tokens: readonly LogToken[]): boolean => tokens.length > 0;

function chatRecord(value: unknown, message: unknown, place: string): LogRecord {
  const request =
    holdersOf(value, "request")
      .map((holder) => field(holder, "messages"))
      .find(isConversation) ?? [];
  const told = holdersOf(value, "response").map((response) => toldTokens(response, 0));
  const messages = withTokens(messagesOf([...request, message], imagesOf(value)), told.find(isTold) ?? []);
  return recordOf(value, messages, { place, form: "completion-body" });
}
