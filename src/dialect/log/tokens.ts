import { field, isFields, listField, textField } from "./json";
import type { LogToken, Message, MessagePart } from "./record";

// Tokens with their log-probabilities, as servers tell them beside the words: OpenAI's Chat Completions and Responses
// (openai-python 3.57.0; vLLM, SGLang, LMDeploy and ms-swift write the same), the Completions API, Gemini's
// `logprobsResult`, llama.cpp's `completion_probabilities`, TGI's `details.tokens`, SGLang's `output_token_logprobs`.

const LEAST = -1e9;

/** The tokens that a field of log-probabilities tells, in their order; none where it is of no form that is known. */
export function tokensIn(held: unknown): readonly LogToken[] {
  const list = Array.isArray(held) ? held : listField(held, "content", "chosenCandidates", "chosen_candidates");
  if (list) return inOrder(list, listField(held, "topCandidates", "top_candidates"));
  const [texts, numbers] = [listField(held, "tokens"), listField(held, "token_logprobs")];
  if (!texts || !numbers) return [];
  const tops = listField(held, "top_logprobs");
  // Of the Completions API: lists of the same length, and a record of texts for the likeliest.
  return inOrder(
    texts.map((token, i) => ({ token, logprob: numbers[i] ?? null, top_logprobs: tops?.[i] ?? null })),
    null,
  );
}

function inOrder(list: readonly unknown[], likeliest: readonly unknown[] | null): readonly LogToken[] {
  const decoder = new TextDecoder();
  const tokens = list.map((item, i): LogToken | null => {
    const told = tokenIn(item);
    if (!told) return null;
    const others = likeliest
      ? listField(likeliest[i], "candidates")
      : field(item, "top_logprobs", "top_probs", "top_tokens");
    const bytes = listField(item, "bytes");
    // What one token begins of a character, another ends.
    const text = bytes?.every((byte) => typeof byte === "number")
      ? decoder.decode(new Uint8Array(bytes), { stream: true })
      : told.text;
    const spelled = text === told.text ? {} : { spelled: told.text };
    return { ...told, text, ...spelled, alternatives: alternativesIn(others) };
  });
  return tokens.every((token) => token !== null) ? tokens : [];
}

function tokenIn(item: unknown): Omit<LogToken, "alternatives"> | null {
  // SGLang's: the number, the id, and the text where it was asked for.
  const [logprob, , text] = Array.isArray(item) ? item : [];
  const told = typeof text === "string" ? text : textField(item, "token", "text", "tok_str");
  const number = Array.isArray(item) ? logprob : field(item, "logprob", "logProbability", "log_probability");
  if (told === null || (number !== null && typeof number !== "number")) return null;
  return { text: told, logProbability: number === null ? null : bounded(number) };
}

const bounded = (number: number): number => (Number.isFinite(number) ? Math.min(0, Math.max(LEAST, number)) : LEAST);

function alternativesIn(held: unknown): LogToken["alternatives"] {
  const list = Array.isArray(held)
    ? held
    : isFields(held)
      ? Object.entries(held).map(([token, logprob]) => ({ token, logprob }))
      : [];
  return list.flatMap((item) => {
    const told = tokenIn(item);
    return told && told.logProbability !== null ? [{ text: told.text, logProbability: told.logProbability }] : [];
  });
}

/**
 * The messages with these tokens beside the model's last words that they make, and beside what it thought before them:
 * all of them, or those in a row that make just these. Where they make no words, nothing is guessed, and the ledger tells
 * of them.
 */
export function withTokens(messages: readonly Message[], tokens: readonly LogToken[]): readonly Message[] {
  if (tokens.length === 0) return messages;
  for (let i = messages.length - 1; i >= 0; i--) {
    const message = messages[i];
    const parts = message?.role === "assistant" ? partsWithTokens(message.parts, tokens) : null;
    if (message && parts) return messages.with(i, { ...message, parts });
  }
  return messages;
}

type TextPart = Extract<MessagePart, { readonly kind: "text" }>;

const isBare = (part: MessagePart | undefined): part is TextPart => part?.kind === "text" && !part.tokens;

/** The parts of a turn with tokens beside what was thought and the last words that they make; null where they make none. */
function partsWithTokens(parts: readonly MessagePart[], tokens: readonly LogToken[]): readonly MessagePart[] | null {
  const at = parts.findIndex((part) => isBare(part) && THOUGHT.test(part.text));
  const thought = parts[at];
  const row = isBare(thought) ? rowOfThought(thought.text, tokens) : null;
  const known = isBare(thought) && row ? parts.with(at, { ...thought, ...row.beside }) : parts;
  // What was said was sampled behind what was thought.
  const rest = row ? tokens.slice(row.end) : tokens;
  for (let i = known.length - 1; i >= 0; i--) {
    const part = known[i];
    const found = isBare(part) ? rowOf(part.text, rest) : null;
    if (isBare(part) && found) return known.with(i, { ...part, tokens: withEnd(found, rest) });
  }
  return row ? known : null;
}

/** Thinking that a log keeps apart from the words, marked as a model would have. */
const THOUGHT = /^<think>[\s\S]*<\/think>\n$/;
const [OPENS, CLOSES] = ["<think>", "</think>"];

interface Row {
  readonly tokens: readonly LogToken[];
  readonly start: number;
  readonly end: number;
}

/** The tokens of a thought: of all of its text where the model wrote it so, else of its words and the marks around them. */
function rowOfThought(
  text: string,
  tokens: readonly LogToken[],
): { readonly beside: Pick<TextPart, "tokens" | "tokensFrom">; readonly end: number } | null {
  const whole = rowOf(text, tokens);
  if (whole) return { beside: { tokens: whole.tokens }, end: whole.end };
  const words = rowOf(text.slice(OPENS.length, text.lastIndexOf(CLOSES)), tokens);
  if (!words) return null;
  const before = tokens.slice(0, words.start).findLastIndex((token) => !isSpace(token));
  const after = tokens.findIndex((token, i) => i >= words.end && !isSpace(token));
  const isOpened = tokens[before]?.text === OPENS;
  const isClosed = tokens[after]?.text === CLOSES;
  const end = isClosed ? after + 1 : words.end;
  const marks = (from: number, to: number): readonly LogToken[] =>
    tokens.slice(from, to).map((token) => (isSpace(token) ? withoutText(token) : token));
  return {
    beside: {
      tokens: [...(isOpened ? marks(before, words.start) : []), ...words.tokens, ...marks(words.end, end)],
      ...(isOpened ? {} : { tokensFrom: OPENS.length }),
    },
    end,
  };
}

const isSpace = ({ text }: LogToken): boolean => text.trim() === "";

/** A token that adds nothing to the text. */
const withoutText = (token: LogToken): LogToken => cut(token, "");

const cut = (token: LogToken, text: string): LogToken =>
  text === token.text ? token : { ...token, text, spelled: token.spelled ?? token.text };

/**
 * Those of the tokens, in a row, that make these words; null where none do, or where it could be one row or another.
 * White space that a server cut off at either end is none of the words.
 */
function rowOf(words: string, tokens: readonly LogToken[]): Row | null {
  const all = tokens.map(({ text }) => text).join("");
  const from = words.trim() === "" ? -1 : all.indexOf(words);
  if (from < 0 || all.indexOf(words, from + 1) >= 0) return null;
  const to = from + words.length;
  let told = 0;
  const spans = tokens.map(({ text }) => {
    const start = told;
    told += text.length;
    return { start, end: told };
  });
  // One without text begins a character that the next ends.
  const start = spans.findIndex((span) => span.start >= from || span.end > from);
  const end = spans.findLastIndex((span) => span.start < Math.min(span.end, to)) + 1;
  const isCut = (outside: string): boolean => outside.trim() === "";
  const [first, last] = [spans[start], spans[end - 1]];
  if (!first || !last || !isCut(all.slice(first.start, from)) || !isCut(all.slice(to, last.end))) return null;
  const own = tokens.slice(start, end).map((token, i) => {
    const span = spans[start + i] ?? first;
    return cut(token, all.slice(Math.max(from, span.start), Math.min(to, span.end)));
  });
  return { tokens: own, start, end };
}

/** What ends a turn is none of its words, and has none. */
function withEnd({ tokens: own, end }: Row, tokens: readonly LogToken[]): readonly LogToken[] {
  const rest = tokens.slice(end);
  const isEnd = rest.every((token) => isSpace(token) || ENDS_TURN.test(token.text));
  return isEnd ? [...own, ...rest.map(withoutText)] : own;
}

/** `<|im_end|>`, `</s>`, `<｜end▁of▁sentence｜>`. */
const ENDS_TURN = /^<[|｜/][\w▁|]{1,40}[|｜]?>$/u;

/** The texts of tokens and of what else there could have been, for the ledger. */
export const textsOfTokens = (tokens: readonly LogToken[]): readonly string[] =>
  tokens.flatMap(({ text, spelled, alternatives }) => [spelled ?? text, ...alternatives.map((other) => other.text)]);
