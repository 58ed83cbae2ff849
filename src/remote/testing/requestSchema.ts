// What a chat completions request may hold, from the protocol's public reference and each server's own additions.
// Strict: a field that is not here, or of another type, is an error.
import * as z from "zod/mini";

const text = z.strictObject({ type: z.literal("text"), text: z.string() });
const image = z.strictObject({
  type: z.literal("image_url"),
  image_url: z.strictObject({
    url: z
      .string()
      .check(z.regex(/^data:image\/(png|jpeg);base64,(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/)),
    detail: z.optional(z.enum(["auto", "low", "high"])),
  }),
});

const nonEmpty = z.string().check(z.minLength(1));
const system = z.strictObject({ role: z.literal("system"), content: nonEmpty });
const user = z.strictObject({
  role: z.literal("user"),
  content: z.union([nonEmpty, z.array(z.union([text, image])).check(z.minLength(1))]),
});
const assistant = z.strictObject({ role: z.literal("assistant"), content: z.string() });
const assistantWithImages = z.strictObject({
  role: z.literal("assistant"),
  content: z.union([z.string(), z.array(z.union([text, image])).check(z.minLength(1))]),
});

const between = (low: number, high: number) => z.number().check(z.minimum(low), z.maximum(high));

const PROTOCOL = {
  model: nonEmpty,
  stream: z.optional(z.boolean()),
  stream_options: z.optional(z.strictObject({ include_usage: z.optional(z.boolean()) })),
  temperature: z.optional(between(0, 2)),
  top_p: z.optional(between(0, 1)),
  seed: z.optional(z.int()),
  max_tokens: z.optional(z.int().check(z.positive())),
  max_completion_tokens: z.optional(z.int().check(z.positive())),
  logprobs: z.optional(z.boolean()),
  top_logprobs: z.optional(z.int().check(z.minimum(0), z.maximum(20))),
  stop: z.optional(z.union([z.string(), z.array(z.string()).check(z.maxLength(4))])),
  tools: z.optional(
    z.array(
      z.strictObject({
        type: z.literal("function"),
        function: z.strictObject({
          name: nonEmpty,
          description: z.optional(z.string()),
          parameters: z.optional(z.unknown()),
        }),
      }),
    ),
  ),
};

const messages = z.array(z.union([system, user, assistant])).check(z.minLength(1));

const IN_PLACE = { continue_final_message: z.optional(z.boolean()), add_generation_prompt: z.optional(z.boolean()) };
const SAMPLERS = {
  top_k: z.optional(z.int().check(z.minimum(-1))),
  min_p: z.optional(between(0, 1)),
  repetition_penalty: z.optional(between(0.01, 2)),
};

/** What each server takes, by the name of its flavour. */
export const REQUEST_SCHEMAS = {
  openai: z.strictObject({ ...PROTOCOL, messages }),
  ollama: z.strictObject({ ...PROTOCOL, messages }),
  transformers: z.strictObject({
    ...PROTOCOL,
    messages,
    logprobs: z.optional(z.never()),
    stream_options: z.optional(z.never()),
  }),
  "lm-studio": z.strictObject({
    ...PROTOCOL,
    messages,
    top_k: z.optional(z.int()),
    repeat_penalty: z.optional(z.number()),
  }),
  "llama-cpp": z.strictObject({
    ...PROTOCOL,
    messages,
    top_k: z.optional(z.int()),
    min_p: z.optional(between(0, 1)),
    repeat_penalty: z.optional(z.number()),
  }),
  vllm: z.strictObject({
    ...PROTOCOL,
    ...IN_PLACE,
    ...SAMPLERS,
    messages: z.array(z.union([system, user, assistantWithImages])).check(z.minLength(1)),
    stream_options: z.optional(
      z.strictObject({ include_usage: z.optional(z.boolean()), continuous_usage_stats: z.optional(z.boolean()) }),
    ),
    include_stop_str_in_output: z.optional(z.boolean()),
  }),
  sglang: z.strictObject({ ...PROTOCOL, ...IN_PLACE, ...SAMPLERS, messages, no_stop_trim: z.optional(z.boolean()) }),
  other: z.strictObject({ ...PROTOCOL, messages }),
} as const;

export type ServedFlavour = keyof typeof REQUEST_SCHEMAS;

export interface ServedRequest {
  readonly model: string;
  readonly messages: readonly { readonly role: string; readonly content: unknown }[];
  readonly [field: string]: unknown;
}

/** The request, or what is wrong with it in the words of such servers. */
export function parseRequest(
  flavour: ServedFlavour,
  body: unknown,
): { readonly ok: true; readonly request: ServedRequest } | { readonly ok: false; readonly message: string } {
  const parsed = REQUEST_SCHEMAS[flavour].safeParse(body);
  if (!parsed.success) return { ok: false, message: z.prettifyError(parsed.error) };
  // The schema has more fields than the double looks at.
  const request = parsed.data as unknown as ServedRequest;
  const wrong = inconsistencyOf(request);
  return wrong ? { ok: false, message: wrong } : { ok: true, request };
}

function inconsistencyOf(request: ServedRequest): string | null {
  if (request.continue_final_message && request.add_generation_prompt !== false)
    return "Cannot set both `continue_final_message` and `add_generation_prompt` to True.";
  if (request.continue_final_message && request.messages.at(-1)?.role !== "assistant")
    return "continue_final_message needs a last message of the assistant's.";
  if (request.top_logprobs !== undefined && request.logprobs !== true) return "top_logprobs needs logprobs.";
  if (request.max_tokens !== undefined && request.max_completion_tokens !== undefined)
    return "max_tokens and max_completion_tokens are the same thing.";
  if (request.messages.slice(1).some(({ role }) => role === "system"))
    return "system message must be at the beginning.";
  return null;
}
