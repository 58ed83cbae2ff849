// An answer as bytes: chunks of the protocol, wrapped as server-sent events in one of the ways that servers have.

/** What the served model says, and how the server puts it. */
export interface Saying {
  /** Token by token; a plain text is cut into tokens of a few characters. */
  readonly words?: string | readonly string[];
  readonly reasoning?: string;
  /** The field that reasoning comes in. */
  readonly reasoningField?: "reasoning_content" | "reasoning";
  readonly calls?: readonly { readonly name: string; readonly arguments: string }[];
  readonly finish?: string | null;
  readonly promptTokens?: number;
  readonly cachedTokens?: number;
  readonly newline?: "\n" | "\r\n" | "\r";
  readonly comments?: boolean;
  readonly done?: boolean;
  /** How many bytes are written at once; all of an event where left out. */
  readonly bytesPerWrite?: number;
  /** After this many events the connection is cut, or nothing more comes. */
  readonly cutAfter?: number;
  readonly stallAfter?: number;
  /** An error in the middle of the stream, after this many events. */
  readonly errorAfter?: { readonly events: number; readonly message: string };
}

export interface Asked {
  readonly model: string;
  readonly logprobs: boolean;
  readonly topLogprobs: number;
  readonly usage: "each" | "last" | "none";
}

/** The data of each event, without the `[DONE]` at the end. */
export function eventsFor(saying: Saying, asked: Asked): readonly string[] {
  const { words = "", reasoning, reasoningField = "reasoning_content", calls = [] } = saying;
  const finish = saying.finish === undefined ? (calls.length > 0 ? "tool_calls" : "stop") : saying.finish;
  const usage = usageOf(saying);
  const chunk = (delta: object, rest: object = {}): string =>
    JSON.stringify({
      id: "chatcmpl-1",
      object: "chat.completion.chunk",
      created: 1,
      model: asked.model,
      choices: [{ index: 0, delta, finish_reason: null, ...rest }],
      ...(asked.usage === "each" ? { usage } : {}),
    });
  const events = [chunk({ role: "assistant", content: "" })];
  for (const part of cut(reasoning ?? "")) events.push(chunk({ [reasoningField]: part }));
  for (const token of tokensOf(words))
    events.push(chunk({ content: token }, asked.logprobs ? { logprobs: logprobsOf(token, asked.topLogprobs) } : {}));
  for (const [index, call] of calls.entries()) events.push(...callChunks(call, index, chunk));
  if (finish !== null) events.push(chunk({}, { finish_reason: finish }));
  if (asked.usage === "last")
    events.push(JSON.stringify({ object: "chat.completion.chunk", model: asked.model, choices: [], usage }));
  return events;
}

function* callChunks(
  call: { readonly name: string; readonly arguments: string },
  index: number,
  chunk: (delta: object) => string,
): Generator<string> {
  const head = { index, id: `call_${index}`, type: "function", function: { name: call.name, arguments: "" } };
  yield chunk({ tool_calls: [head] });
  for (const part of cut(call.arguments)) yield chunk({ tool_calls: [{ index, function: { arguments: part } }] });
}

const usageOf = ({ promptTokens = 321, cachedTokens }: Saying): object => ({
  prompt_tokens: promptTokens,
  completion_tokens: 7,
  total_tokens: promptTokens + 7,
  ...(cachedTokens === undefined ? {} : { prompt_tokens_details: { cached_tokens: cachedTokens } }),
});

export const tokensOf = (words: string | readonly string[]): readonly string[] =>
  typeof words === "string" ? cut(words) : words;

const cut = (words: string): readonly string[] => words.match(/[\s\S]{1,4}/gu) ?? [];

function logprobsOf(token: string, top: number): object {
  const entry = (text: string, logprob: number) => ({
    token: text,
    logprob,
    bytes: [...new TextEncoder().encode(text)],
  });
  const others = Array.from({ length: Math.max(0, top - 1) }, (_, i) => entry(`other ${i}`, -2 - i));
  const top_logprobs = top > 0 ? [entry(token, -0.25), ...others] : [];
  return { content: [{ ...entry(token, -0.25), top_logprobs }] };
}

/** The events as bytes. */
export function encodeEvents(events: readonly string[], saying: Saying): Uint8Array {
  const { newline = "\n", comments = false, done = true } = saying;
  const lines = [...events, ...(done ? ["[DONE]"] : [])].flatMap((data) => [
    ...(comments ? [`: still here${newline}${newline}`, `event: message${newline}`, `retry: 100${newline}`] : []),
    `data: ${data}${newline}${newline}`,
  ]);
  return new TextEncoder().encode(lines.join(""));
}
