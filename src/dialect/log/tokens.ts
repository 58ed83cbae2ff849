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
 * The messages with these tokens beside the model's last words that they make: all of them, or those in a row that make
 * just these. Where they make no words, nothing is guessed, and the ledger tells of them.
 */
export function withTokens(messages: readonly Message[], tokens: readonly LogToken[]): readonly Message[] {
  if (tokens.length === 0) return messages;
  for (let i = messages.length - 1; i >= 0; i--) {
    const message = messages[i];
    if (message?.role !== "assistant") continue;
    for (let at = message.parts.length - 1; at >= 0; at--) {
      const part = message.parts[at];
      const own = part?.kind === "text" && !part.tokens ? tokensOf(part.text, tokens) : null;
      if (part?.kind !== "text" || !own) continue;
      const parts = message.parts.with(at, { ...part, tokens: own } satisfies MessagePart);
      return messages.with(i, { ...message, parts });
    }
  }
  return messages;
}

/**
 * Those of the tokens, in a row, that make these words; null where none do, or where it could be one row or another. What
 * ends a turn is none of its words, and has none.
 */
function tokensOf(words: string, tokens: readonly LogToken[]): readonly LogToken[] | null {
  const all = tokens.map(({ text }) => text).join("");
  const from = words === "" ? -1 : all.indexOf(words);
  if (from < 0 || all.indexOf(words, from + 1) >= 0) return null;
  let end = 0;
  const spans = tokens.map(({ text }) => {
    const start = end;
    end += text.length;
    return { start, end };
  });
  // One without text begins a character that the next ends.
  const first = spans.findIndex(({ start }) => start >= from);
  const last = spans.findLastIndex(({ start, end }) => start < end && end <= from + words.length);
  const own = tokens.slice(first, last + 1);
  if (own.map(({ text }) => text).join("") !== words) return null;
  const rest = tokens.slice(last + 1);
  if (!rest.every(({ text }) => text === "" || ENDS_TURN.test(text))) return own;
  return [...own, ...rest.map((token) => ({ ...token, text: "", spelled: token.spelled ?? token.text }))];
}

/** `<|im_end|>`, `</s>`, `<｜end▁of▁sentence｜>`. */
const ENDS_TURN = /^<[|｜/][\w▁|]{1,40}[|｜]?>$/u;

/** The texts of tokens and of what else there could have been, for the ledger. */
export const textsOfTokens = (tokens: readonly LogToken[]): readonly string[] =>
  tokens.flatMap(({ text, spelled, alternatives }) => [spelled ?? text, ...alternatives.map((other) => other.text)]);
