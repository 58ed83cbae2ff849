import type { Rng } from "../base";
import type { Turn } from "../dialect";
import type { Token } from "../trace";
import { type Chunk, parseChunk } from "./chunk";
import {
  isAbort,
  parseJson,
  RemoteError,
  type RemoteFailure,
  type RemoteFailureCode,
  remoteFailure,
  withoutKey,
} from "./failure";
import type { Flavour } from "./flavour";
import { type CallWords, Fold, TAGGED_CALLS } from "./fold";
import { type Exchange, partsOf, send } from "./http";
import { abbreviated, DataUrls, type ImageSource, imageKey } from "./images";
import { bodyOf, fieldsNamed, type Message, messagesOf, type RemoteRequest, type Tool } from "./request";
import { waitBeforeRetry } from "./retry";
import { SseReader } from "./sse";
import { TokenIds, TokenMaker, untold } from "./tokens";

/** The same events as the runner's, so that a server's model runs like one in the page. */
export type RemoteEvent =
  | { readonly kind: "prompt"; readonly promptTokens: number; readonly reusedTokens: number }
  | { readonly kind: "token"; readonly token: Token }
  | { readonly kind: "end"; readonly reason: "stop-token" | "length" | "context-full" };

export interface RemoteModelOptions extends Exchange {
  /** What a trace calls the model. */
  readonly id: string;
  /** What the server calls it. */
  readonly model: string;
  readonly flavour: Flavour;
  readonly images: ImageSource;
  readonly rng: Rng;
  /** Words that end a turn; sent only where the server leaves them in its answer. */
  readonly stop?: readonly string[];
  readonly tools?: readonly Tool[];
  /** How the dialect writes the calls that a server takes out of the words. */
  readonly callWords?: CallWords;
  readonly tries?: number;
}

export interface RemoteModel {
  readonly id: string;
  /** Throws `RemoteError` with a code, or an `AbortError` where the signal asks it to stop. */
  continue(request: RemoteRequest, signal: AbortSignal): AsyncGenerator<RemoteEvent>;
  /** The messages as they would be sent, pictures abbreviated. */
  messages(turns: readonly Turn[], open: boolean): Promise<readonly Message[]>;
  /** Fields that the server turned down and that are left out since. */
  refusedFields(): readonly string[];
}

const TRIES = 4;

/** A model behind a server that speaks chat completions. Nothing is asked of the server before `continue` is. */
export function createRemoteModel(options: RemoteModelOptions): RemoteModel {
  const { flavour } = options;
  const urls = new DataUrls(options.images);
  const ids = new TokenIds();
  const refused = new Set<string>();

  const written = async (turns: readonly Turn[], open: boolean): Promise<readonly Message[]> => {
    const known = await urls.of(turns);
    return messagesOf(turns, open, flavour, (part) => known.get(imageKey(part)) ?? "");
  };

  return {
    id: options.id,
    refusedFields: () => [...refused],
    async messages(turns, open) {
      return (await written(turns, open)).map(readable);
    },
    async *continue(request, signal) {
      signal.throwIfAborted();
      const messages = await written(request.turns, request.open);
      for (let triesMade = 1; ; triesMade++) {
        let begun = false;
        try {
          const response = await askDispensing(options, request, messages, refused, signal);
          for await (const event of eventsOf(response, options, ids, signal)) {
            begun ||= event.kind === "token";
            yield event;
          }
          return;
        } catch (thrown) {
          if (!(thrown instanceof RemoteError) || signal.aborted) throw thrown;
          const failure = withoutKey(thrown.failure, options.address.key);
          if (failure.code === "server-context-full" && !begun) return yield { kind: "end", reason: "context-full" };
          const wait = begun ? null : waitBeforeRetry(failure, triesMade, options.tries ?? TRIES, options.rng);
          if (wait === null) throw new RemoteError(failure);
          await options.network.clock.wait(wait, signal);
          signal.throwIfAborted();
        }
      }
    },
  };
}

const REFUSALS: readonly RemoteFailureCode[] = ["server-refused", "server-refused-image"];

/** Asks, and asks again without the fields that a refusal names. Each can be named once, so this ends. */
async function askDispensing(
  options: RemoteModelOptions,
  request: RemoteRequest,
  messages: readonly Message[],
  refused: Set<string>,
  signal: AbortSignal,
): Promise<Response> {
  const { model, flavour, tools = [] } = options;
  const stop = request.stop ?? options.stop ?? [];
  for (;;) {
    const body = bodyOf(request, messages, { model, flavour, stop, tools, refused });
    try {
      return await send(options, "/chat/completions", body, signal);
    } catch (thrown) {
      // A refusal that speaks of pictures may still be about a field: "no logprobs for vision models".
      if (!(thrown instanceof RemoteError) || !REFUSALS.includes(thrown.code)) throw thrown;
      const named = fieldsNamed(body, thrown.failure.detail ?? "");
      if (named.length === 0) throw thrown;
      for (const field of named) refused.add(field);
    }
  }
}

/** An answer as events. The prompt's cost is told when the answer begins, and again when the server knows better. */
async function* eventsOf(
  response: Response,
  options: RemoteModelOptions,
  ids: TokenIds,
  signal: AbortSignal,
): AsyncGenerator<RemoteEvent> {
  const writer = new AnswerWriter(new Fold(options.callWords ?? TAGGED_CALLS), new TokenMaker(ids));
  for await (const chunk of chunksOf(response, options, signal)) yield* writer.take(chunk);
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
      const made = own ? this.maker.make(text, tokens) : [untold(text)];
      if (own) tokens = [];
      for (const token of made) yield { kind: "token", token };
    }
    this.finish ??= chunk.finish;
  }

  *end(): Generator<RemoteEvent> {
    if (this.finish === "content_filter") throw new RemoteError(remoteFailure("server-filtered"));
    if (this.finish === "length") return yield { kind: "end", reason: "length" };
    for (const { text } of this.fold.close()) yield { kind: "token", token: untold(text) };
    yield { kind: "end", reason: "stop-token" };
  }
}

/** The chunks of an answer, streamed or all at once. Throws where it breaks off before it says that it is done. */
async function* chunksOf(response: Response, options: Exchange, signal: AbortSignal): AsyncGenerator<Chunk> {
  if (!/event-stream/.test(response.headers.get("content-type") ?? ""))
    return yield await wholeAnswer(response, signal);
  const reader = new SseReader();
  let finished = false;
  for await (const bytes of partsOf(response, options, signal)) {
    for (const { data } of read(() => reader.push(bytes))) {
      if (data.trim() === "[DONE]") return;
      const chunk = chunkOf(data);
      finished ||= chunk.finish !== null;
      yield chunk;
    }
  }
  for (const { data } of read(() => reader.end())) {
    if (data.trim() === "[DONE]") return;
    const chunk = chunkOf(data);
    finished ||= chunk.finish !== null;
    yield chunk;
  }
  if (!finished) throw new RemoteError(remoteFailure("server-cut"));
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

const readable = ({ role, content }: Message): Message => ({
  role,
  content:
    typeof content === "string"
      ? content
      : content.map((part) =>
          part.type === "text" ? part : { ...part, image_url: { url: abbreviated(part.image_url.url) } },
        ),
});

/** A thrown thing as a failure; an abort is none and is thrown on. */
export function remoteFailureOf(thrown: unknown): RemoteFailure {
  if (thrown instanceof RemoteError) return thrown.failure;
  throw thrown;
}
