import type { ImageId } from "../action";
import { err, ok, type Result } from "../base";
import { type RemoteFailure, remoteFailureOf } from "./failure";
import type { ImageSource } from "./images";
import { createRemoteModel, type RemoteModelOptions } from "./model";

/** What a first word from a server's model showed. */
export interface Probed {
  readonly firstTokenMillis: number;
  /** It told how likely its words were. */
  readonly tellsProbabilities: boolean;
  readonly refusedFields: readonly string[];
  /** Null where it takes pictures. */
  readonly imageFailure: RemoteFailure | null;
}

// Not the hash of anything: the name only has to be the same in the request and where its pixels are asked for.
const PICTURE = "probe" as ImageId;

/** Asks a model for one word about a small picture, and where that is turned down, for one word without it. */
export async function probe(
  options: Omit<RemoteModelOptions, "images">,
  picture: ImageSource,
  signal: AbortSignal,
): Promise<Result<Probed, RemoteFailure>> {
  const seen = await oneWord({ ...options, images: picture }, true, signal);
  if (seen.ok || seen.error.code !== "server-refused-image") return seen;
  const unseen = await oneWord({ ...options, images: picture }, false, signal);
  return unseen.ok ? ok({ ...unseen.value, imageFailure: seen.error }) : unseen;
}

async function oneWord(
  options: RemoteModelOptions,
  withPicture: boolean,
  signal: AbortSignal,
): Promise<Result<Probed, RemoteFailure>> {
  const model = createRemoteModel({ ...options, tries: 1 });
  const { clock } = options.network;
  const startMillis = clock.nowMillis();
  let firstTokenMillis: number | null = null;
  let tellsProbabilities = false;
  try {
    for await (const event of model.continue(questionOf(withPicture), signal)) {
      if (event.kind !== "token") continue;
      firstTokenMillis ??= clock.nowMillis() - startMillis;
      tellsProbabilities ||= event.token.alternatives.length > 0;
    }
  } catch (thrown) {
    return err(remoteFailureOf(thrown));
  }
  return ok({
    firstTokenMillis: firstTokenMillis ?? clock.nowMillis() - startMillis,
    tellsProbabilities,
    refusedFields: model.refusedFields(),
    imageFailure: null,
  });
}

const questionOf = (withPicture: boolean) => ({
  turns: [
    {
      role: "user" as const,
      parts: [
        ...(withPicture ? [{ kind: "image" as const, image: PICTURE }] : []),
        { kind: "text" as const, text: "Which colour is this? One word." },
      ],
    },
  ],
  open: false,
  sampling: { temperature: 0, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed: 0 },
  maxTokens: 4,
  alternatives: 1,
});
