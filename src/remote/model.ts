import type { Rng } from "../base";
import type { Turn } from "../dialect";
import { eventsOf, type RemoteEvent } from "./answer";
import { RemoteError, type RemoteFailureCode, withoutKey } from "./failure";
import type { Flavour } from "./flavour";
import { type CallWords, TAGGED_CALLS } from "./fold";
import { type Exchange, send } from "./http";
import { abbreviated, DataUrls, type ImageSource, imageKey } from "./images";
import { bodyOf, fieldsNamed, type Message, messagesOf, type RemoteRequest, type Tool } from "./request";
import { waitBeforeRetry } from "./retry";
import { TokenIds } from "./tokens";

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
  const { flavour, callWords = TAGGED_CALLS } = options;
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
          for await (const event of eventsOf(response, options, callWords, ids, signal)) {
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

const readable = ({ role, content }: Message): Message => ({
  role,
  content:
    typeof content === "string"
      ? content
      : content.map((part) =>
          part.type === "text" ? part : { ...part, image_url: { url: abbreviated(part.image_url.url) } },
        ),
});
