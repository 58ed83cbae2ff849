import type { Token } from "../trace";
import { type Chunk, parseChunk } from "./chunk";
import { isAbort, parseJson, RemoteError, remoteFailure } from "./failure";
import { type CallWords, Fold } from "./fold";
import { type Exchange, partsOf } from "./http";
import { type SseEvent, SseReader } from "./sse";
import { type TokenIds, TokenMaker } from "./tokens";

/** The same events as the runner's, so that a server's model runs like one in the page. */
export type RemoteEvent =
  | { readonly kind: "prompt"; readonly promptTokens: number; readonly reusedTokens: number }
  | { readonly kind: "token"; readonly token: Token }
  | { readonly kind: "end"; readonly reason: "stop-token" | "length" | "context-full" };

/** An answer as events. The prompt's cost is told when the answer begins, and again when the server knows better. */
export async function* eventsOf(
  response: Response,
  exchange: Exchange,
  words: CallWords,
  ids: TokenIds,
  signal: AbortSignal,
): AsyncGenerator<RemoteEvent> {
  const writer = new AnswerWriter(new Fold(words), new TokenMaker(ids));
  for await (const chunk of chunksOf(response, exchange, signal)) yield* writer.take(chunk);
  yield* writer.end();
}

class AnswerWriter {
  private readonly fold: Fold;
  private readonly maker: TokenMaker;
  private prompt: { promptTokens: number; reusedTokens: number } | null = null;
  private finish: string | null = null;

  constructor(fold: Fold, maker: TokenMaker) {
    this.fold = fold;
    this.maker = maker;
  }

  *take(chunk: Chunk): Generator<RemoteEvent> {
    const usage = chunk.usage ?? this.prompt ?? { promptTokens: 0, reusedTokens: 0 };
    if (usage.promptTokens !== this.prompt?.promptTokens || usage.reusedTokens !== this.prompt.reusedTokens) {
      this.prompt = usage;
      yield { kind: "prompt", ...usage };
    }
    let { tokens } = chunk;
    // What ends the turn is not part of it.
    if (chunk.finish !== null && chunk.content === "" && chunk.reasoning === "") tokens = [];
    const said = this.fold.take(chunk);
    const ownless = !said.some(({ own }) => own);
    for (const { text, own } of ownless && tokens.length > 0 ? [...said, { text: "", own: true }] : said) {
      const made = own ? this.maker.make(text, tokens) : [this.maker.untold(text)];
      if (own) tokens = [];
      for (const token of made) yield { kind: "token", token };
    }
    this.finish ??= chunk.finish;
  }

  *end(): Generator<RemoteEvent> {
    if (this.finish === "content_filter") throw new RemoteError(remoteFailure("server-filtered"));
    if (this.finish === "length") return yield { kind: "end", reason: "length" };
    for (const { text } of this.fold.close()) yield { kind: "token", token: this.maker.untold(text) };
    yield { kind: "end", reason: "stop-token" };
  }
}

/** The chunks of an answer, streamed or all at once. Throws where it breaks off before it says that it is done. */
async function* chunksOf(response: Response, exchange: Exchange, signal: AbortSignal): AsyncGenerator<Chunk> {
  if (!/event-stream/.test(response.headers.get("content-type") ?? ""))
    return yield await wholeAnswer(response, signal);
  let finished = false;
  for await (const { data } of serverEvents(response, exchange, signal)) {
    if (data.trim() === "[DONE]") return;
    const chunk = chunkOf(data);
    finished ||= chunk.finish !== null;
    yield chunk;
  }
  if (!finished) throw new RemoteError(remoteFailure("server-cut"));
}

async function* serverEvents(response: Response, exchange: Exchange, signal: AbortSignal): AsyncGenerator<SseEvent> {
  const reader = new SseReader();
  for await (const bytes of partsOf(response, exchange, signal)) yield* read(() => reader.push(bytes));
  yield* read(() => reader.end());
}

/** A server that does not stream says all of it in one JSON; anything else is not this protocol. */
async function wholeAnswer(response: Response, signal: AbortSignal): Promise<Chunk> {
  const body = await response.text().catch((thrown: unknown) => {
    if (isAbort(thrown) || signal.aborted) throw thrown;
    throw new RemoteError(remoteFailure("server-cut"));
  });
  if (parseJson(body) === undefined) throw new RemoteError(remoteFailure("server-not-json", body.slice(0, 200)));
  const chunk = chunkOf(body);
  return { ...chunk, finish: chunk.finish ?? "stop" };
}

function chunkOf(data: string): Chunk {
  const parsed = parseChunk(data);
  if (!parsed.ok) throw new RemoteError(parsed.error);
  return parsed.value;
}

function read<T>(work: () => T): T {
  try {
    return work();
  } catch (thrown) {
    if (thrown instanceof RangeError) throw new RemoteError(remoteFailure("server-not-json", thrown.message));
    throw thrown;
  }
}
