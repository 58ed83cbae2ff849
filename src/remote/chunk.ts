import * as z from "zod/mini";
import { err, ok, type Result } from "../base";
import { failureOfWords, parseJson, type RemoteFailure, remoteFailure } from "./failure";

/** How likely a server found one token, and what else was likely. */
export interface ToldToken {
  readonly id: number | null;
  readonly text: string;
  /** The bytes of its text, which may be a part of a character; null where they are not told. */
  readonly bytes: readonly number[] | null;
  readonly logProbability: number;
  readonly alternatives: readonly Omit<ToldToken, "alternatives">[];
}

export interface CallDelta {
  readonly index: number;
  readonly id: string;
  readonly name: string;
  readonly arguments: string;
}

/** What one event of a stream adds. */
export interface Chunk {
  readonly reasoning: string;
  readonly content: string;
  readonly calls: readonly CallDelta[];
  readonly tokens: readonly ToldToken[];
  readonly finish: string | null;
  /** Null where the server did not count. */
  readonly usage: { readonly promptTokens: number; readonly reusedTokens: number } | null;
}

const words = z._default(z.nullish(z.string()), "");
const count = z.int().check(z.nonnegative());
const finite = z.number().check(z.refine(Number.isFinite));

const toldFields = {
  token: z.string(),
  logprob: finite,
  id: z.nullish(z.int()),
  bytes: z.nullish(z.array(z.int().check(z.minimum(0), z.maximum(255)))),
};
const told = z.object({
  ...toldFields,
  top_logprobs: z.nullish(z.array(z.object(toldFields)).check(z.maxLength(100))),
});
const logprobs = z.object({ content: z.nullish(z.array(told)) });

const call = z.object({
  index: z.nullish(count),
  id: z.nullish(z.string()),
  function: z.nullish(z.object({ name: z.nullish(z.string()), arguments: z.nullish(z.unknown()) })),
});

const message = z.object({
  content: z.nullish(z.string()),
  reasoning_content: z.nullish(z.string()),
  reasoning: z.nullish(z.string()),
  tool_calls: z.nullish(z.array(call)),
});

const choice = z.object({
  delta: z.nullish(message),
  // A server that does not stream says it all at once.
  message: z.nullish(message),
  finish_reason: z.nullish(z.string()),
  logprobs: z.optional(z.unknown()),
});

const chunk = z.object({
  object: z.nullish(z.string()),
  message: z.optional(z.unknown()),
  choices: z.nullish(z.array(choice)),
  error: z.optional(z.unknown()),
  usage: z.optional(z.unknown()),
  timings: z.optional(z.unknown()),
});

const usage = z.object({
  prompt_tokens: count,
  prompt_tokens_details: z.nullish(z.object({ cached_tokens: z.nullish(count) })),
});
/** llama.cpp's own count: tokens of the prompt that were computed, and that were there already. */
const timings = z.object({ prompt_n: count, cache_n: count });

const errorWords = z.union([z.string(), z.object({ message: words })]);

/** One event's data. An error that the server put into the stream is a failure; what is not needed may be malformed. */
export function parseChunk(data: string): Result<Chunk, RemoteFailure> {
  const parsed = chunk.safeParse(parseJson(data));
  if (!parsed.success) return err(remoteFailure("server-not-json", data.slice(0, 200)));
  const { object, message, choices } = parsed.data;
  // An error is a record of its own, or the event itself.
  const error = parsed.data.error ?? (object === "error" ? { message } : null);
  if (error !== null) return err(failureOfWords(wordsOf(error)));
  const [first] = choices ?? [];
  const said = first?.delta ?? first?.message;
  return ok({
    reasoning: said?.reasoning_content ?? said?.reasoning ?? "",
    content: said?.content ?? "",
    calls: (said?.tool_calls ?? []).map(callOf),
    tokens: tokensIn(first?.logprobs),
    finish: first?.finish_reason ?? null,
    usage: usageIn(parsed.data.usage) ?? timingsIn(parsed.data.timings),
  });
}

function wordsOf(error: unknown): string {
  const parsed = errorWords.safeParse(error);
  if (!parsed.success) return JSON.stringify(error);
  return typeof parsed.data === "string" ? parsed.data : (parsed.data.message ?? "");
}

const callOf = (given: z.infer<typeof call>, position: number): CallDelta => ({
  index: given.index ?? position,
  id: given.id ?? "",
  name: given.function?.name ?? "",
  arguments: argumentsOf(given.function?.arguments),
});

/** Text as a rule; some servers hand over the record itself. */
const argumentsOf = (given: unknown): string =>
  typeof given === "string" ? given : given === null || given === undefined ? "" : JSON.stringify(given);

function tokensIn(given: unknown): readonly ToldToken[] {
  const parsed = logprobs.safeParse(given);
  if (!parsed.success) return [];
  return (parsed.data.content ?? []).map(({ top_logprobs, ...token }) => ({
    ...toldOf(token),
    alternatives: (top_logprobs ?? []).map(toldOf),
  }));
}

const toldOf = (given: Omit<z.infer<typeof told>, "top_logprobs">): Omit<ToldToken, "alternatives"> => ({
  id: given.id ?? null,
  text: given.token,
  bytes: given.bytes ?? null,
  logProbability: given.logprob,
});

function usageIn(given: unknown): Chunk["usage"] {
  const parsed = usage.safeParse(given);
  if (!parsed.success) return null;
  const { prompt_tokens, prompt_tokens_details } = parsed.data;
  return { promptTokens: prompt_tokens, reusedTokens: prompt_tokens_details?.cached_tokens ?? 0 };
}

function timingsIn(given: unknown): Chunk["usage"] {
  const parsed = timings.safeParse(given);
  if (!parsed.success) return null;
  const { prompt_n, cache_n } = parsed.data;
  return { promptTokens: prompt_n + cache_n, reusedTokens: cache_n };
}
