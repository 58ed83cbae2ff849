import type { Turn } from "../dialect";
import type { Sampling } from "../trace";
import type { Flavour } from "./flavour";
import type { ImagePart } from "./images";

/** A function that a model may call, as the protocol describes it. */
export interface Tool {
  readonly type: "function";
  readonly function: { readonly name: string; readonly description?: string; readonly parameters?: unknown };
}

/** What a run asks of a model; the same shape as the runner's request. */
export interface RemoteRequest {
  readonly turns: readonly Turn[];
  readonly open: boolean;
  readonly sampling: Sampling;
  readonly maxTokens: number;
  readonly alternatives: number;
  /** Words that end a turn of this request; those of the model where left out. */
  readonly stop?: readonly string[];
}

export type ContentPart =
  | { readonly type: "text"; readonly text: string }
  | { readonly type: "image_url"; readonly image_url: { readonly url: string } };

export interface Message {
  readonly role: Turn["role"];
  readonly content: string | readonly ContentPart[];
}

/** What a model that cannot be continued in place is asked instead. */
export const GO_ON = "Go on from exactly where you stopped. Do not repeat what you wrote.";

/** The conversation as the protocol has it. `urlOf` gives an image as an address, as a rule one that holds its bytes. */
export function messagesOf(
  turns: readonly Turn[],
  open: boolean,
  flavour: Pick<Flavour, "continues" | "assistantImages">,
  urlOf: (part: ImagePart) => string,
): readonly Message[] {
  const messages = turns.flatMap((turn) =>
    turn.role === "assistant" && !flavour.assistantImages
      ? splitTurn(turn, urlOf)
      : [messageOf(turn.role, turn.parts, urlOf)],
  );
  // Where a picture ended the model's turn, what comes next is a turn of its own.
  const continued = open && messages.at(-1)?.role === "assistant";
  return continued && flavour.continues === "asked" ? [...messages, { role: "user", content: GO_ON }] : messages;
}

type Parts = Turn["parts"];

/** Plain text where there are no pictures: some chat templates know nothing else. */
function messageOf(role: Turn["role"], parts: Parts, urlOf: (part: ImagePart) => string): Message {
  if (parts.every((part) => part.kind === "text")) return { role, content: parts.map(({ text }) => text).join("") };
  const content = parts.map(
    (part): ContentPart =>
      part.kind === "text" ? { type: "text", text: part.text } : { type: "image_url", image_url: { url: urlOf(part) } },
  );
  return { role, content };
}

/** A turn of the model's in which it was shown pictures: they go into messages of the person's in between. */
function splitTurn(turn: Turn, urlOf: (part: ImagePart) => string): readonly Message[] {
  const runs: { kind: "text" | "image"; parts: Parts }[] = [];
  for (const part of turn.parts) {
    const last = runs.at(-1);
    if (last?.kind === part.kind) last.parts = [...last.parts, part];
    else runs.push({ kind: part.kind, parts: [part] });
  }
  return runs.map(({ kind, parts }) => messageOf(kind === "text" ? "assistant" : "user", parts, urlOf));
}

export interface BodyOptions {
  readonly model: string;
  readonly flavour: Flavour;
  readonly stop: readonly string[];
  readonly tools: readonly Tool[];
  /** Fields that the server has turned down before. */
  readonly refused: ReadonlySet<string>;
}

/** Fields that may be left out where a server does not know them; without the others the answer would be to something else. */
const DISPENSABLE = [
  "logprobs",
  "top_logprobs",
  "stream_options",
  "seed",
  "temperature",
  "top_p",
  "top_k",
  "min_p",
  "repetition_penalty",
  "repeat_penalty",
  "stop",
  "include_stop_str_in_output",
  "no_stop_trim",
  "max_tokens",
] as const;

/** Which fields of a request the words of a refusal name. */
export function fieldsNamed(body: Readonly<Record<string, unknown>>, said: string): readonly string[] {
  const isNamed = (field: string): boolean => field in body && new RegExp(`\\b${field}\\b`).test(said);
  // Of these two, one is of no use without the other.
  const isPair = (field: string): boolean => field === "logprobs" || field === "top_logprobs";
  const pair = isNamed("logprobs") || isNamed("top_logprobs");
  return DISPENSABLE.filter((field) => (isPair(field) ? pair : isNamed(field)));
}

/** The request's body, without what the server is known to turn down. */
export function bodyOf(
  request: RemoteRequest,
  messages: readonly Message[],
  options: BodyOptions,
): Readonly<Record<string, unknown>> {
  const { refused } = options;
  const fields = { model: options.model, messages, stream: true, ...fieldsOf(request, messages, options) };
  const body = Object.fromEntries(Object.entries(fields).filter(([field]) => !refused.has(field)));
  // A limit there must be, under the newer of its two names.
  return refused.has("max_tokens") ? { ...body, max_completion_tokens: request.maxTokens } : body;
}

function fieldsOf(
  { open, sampling, maxTokens, alternatives }: RemoteRequest,
  messages: readonly Message[],
  { flavour, stop, tools }: BodyOptions,
): Record<string, unknown> {
  const told = flavour.alternatives;
  const inPlace = open && flavour.continues === "in-place" && messages.at(-1)?.role === "assistant";
  return {
    temperature: sampling.temperature,
    top_p: sampling.topP,
    seed: sampling.seed,
    ...extrasOf(sampling, flavour),
    [flavour.limitField]: maxTokens,
    // Of none asked for, llama.cpp's server tells no probability at all, not even that of the token itself.
    ...(told === null ? {} : { logprobs: true, top_logprobs: Math.max(1, Math.min(told, alternatives)) }),
    ...usageOf(flavour),
    // Where the words that end a turn are cut off, the reader would miss a closing mark: the run stops there by itself.
    ...(stop.length > 0 && flavour.keepStopField ? { stop, [flavour.keepStopField]: true } : {}),
    ...(tools.length > 0 ? { tools } : {}),
    ...(inPlace ? { continue_final_message: true, add_generation_prompt: false } : {}),
  };
}

function extrasOf(sampling: Sampling, flavour: Flavour): Record<string, number> {
  // Sent even where they are off: a server may have other values of its own, taken from the model's files.
  return Object.fromEntries(
    flavour.extras.map(({ setting, field, off }) => [
      field,
      off !== undefined && sampling[setting] === 0 ? off : sampling[setting],
    ]),
  );
}

function usageOf({ usage }: Flavour): Record<string, unknown> {
  if (usage === "unasked") return {};
  const each = usage === "each" ? { continuous_usage_stats: true } : {};
  return { stream_options: { include_usage: true, ...each } };
}
