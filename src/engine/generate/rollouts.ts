// Several continuations of one prompt. Where the network takes a batch, each pass computes one token of all that are left,
// over copies of the prompt's keys and values; a sequence that ends is dropped from the next pass. What no batch can be
// made of, or does not fit in memory, is written one after another.
import { throwIfAborted } from "../contract/failure";
import type { RolloutEvent, RolloutsRequest } from "../contract/model";
import { type Continuation, createContinuation } from "../decode/loop";
import { decodeTogether } from "../decode/together";
import type { Prefilled, Sequences } from "../prompt/cachedDecoder";
import type { Prompt } from "../prompt/prompt";
import { createDetokenizer } from "../text/detokenizer";
import { decodeRequest, type Generator, generate, promptReport } from "./continue";

export interface RolloutSignals {
  readonly all: AbortSignal;
  /** Of one rollout; the others go on. */
  readonly each: readonly (AbortSignal | undefined)[];
}

export async function* writeRollouts(
  parts: Generator,
  request: RolloutsRequest,
  signals: RolloutSignals,
): AsyncGenerator<RolloutEvent> {
  const prompt = parts.prompts.make(request.messages, request.open);
  const started = parts.now();
  const prefilled = await parts.decoder.prefill(prompt, signals.all);
  const tokens = prompt.tokenIds.length + mostTokens(parts, prompt, request);
  const numbers = [...request.samplings.keys()];
  const together = Math.max(1, Math.min(numbers.length, parts.decoder.sequencesThatFit(tokens)));
  yield { ...promptReport(prompt, prefilled, parts.now() - started), together };
  const unpin = parts.kvCache.pin(prefilled.keys);
  const job: Job = { parts, prompt, request, signals };
  try {
    for (let first = 0; first < numbers.length; first += together) {
      const rollouts = numbers.slice(first, first + together);
      // A rollout written alone has moved the live path on; a whole prompt that is known costs nothing.
      const ready = first === 0 ? prefilled : await parts.decoder.prefill(prompt, signals.all);
      yield* together > 1 ? writeTogether(job, ready, rollouts) : writeAlone(job, ready, rollouts[0]!);
    }
  } finally {
    unpin();
  }
}

interface Job {
  readonly parts: Generator;
  readonly prompt: Prompt;
  readonly request: RolloutsRequest;
  readonly signals: RolloutSignals;
}

type AfterPrompt = Exclude<RolloutEvent, { kind: "prompt" }>;

const mostTokens = ({ card }: Generator, { tokenIds }: Prompt, { maxTokens }: RolloutsRequest): number =>
  Math.max(1, Math.min(maxTokens, card.contextLength - tokenIds.length));

async function* writeAlone(job: Job, ready: Prefilled, rollout: number): AsyncGenerator<AfterPrompt> {
  const { parts, prompt, request, signals } = job;
  const own = signals.each[rollout];
  const signal = own === undefined ? signals.all : AbortSignal.any([signals.all, own]);
  const sampling = request.samplings[rollout]!;
  const started = parts.now();
  let generatedTokens = 0;
  try {
    for await (const event of generate(parts, prompt, ready, { ...request, sampling }, signal)) {
      if (event.kind === "token") generatedTokens++;
      yield { ...event, rollout };
    }
  } catch (thrown) {
    throwIfAborted(signals.all);
    if (own?.aborted !== true) throw thrown;
    yield { kind: "end", rollout, reason: "stopped", generatedTokens, decodeMillis: parts.now() - started };
  }
}

async function* writeTogether(job: Job, ready: Prefilled, rollouts: readonly number[]): AsyncGenerator<AfterPrompt> {
  const { parts, prompt, request, signals } = job;
  const { codec, decoder, now } = parts;
  const started = now();
  const continuations = rollouts.map((rollout): Continuation => {
    const sampling = request.samplings[rollout]!;
    const ports = { readNext: createDetokenizer(codec), textOf: codec.textOf };
    return createContinuation(decodeRequest(parts, prompt, { ...request, sampling }), ports);
  });
  const written = rollouts.map((): number[] => []);
  const batch: { sequences: Sequences | null } = { sequences: null };
  const ports = {
    async forward(places: readonly number[], tokenIds: readonly number[]) {
      const opened = batch.sequences;
      if (opened !== null) return opened.append(places, tokenIds);
      // The first token of each is chosen before there is anything to copy, so who ended there takes no memory.
      const length = prompt.tokenIds.length + mostTokens(parts, prompt, request);
      batch.sequences = decoder.openSequences(places.length, length);
      if (batch.sequences === null) throw new Error("Sequences fit that cannot be computed together");
      return batch.sequences.append([...places.keys()], tokenIds);
    },
    leave: (place: number, index: number) => batch.sequences?.keep(place, [...ready.keys, ...written[index]!]),
    isStopped: (index: number) => signals.each[rollouts[index]!]?.aborted === true,
  };
  try {
    for await (const advance of decodeTogether(ready.logits, continuations, ports, signals.all)) {
      const rollout = rollouts[advance.index]!;
      if ("token" in advance) {
        written[advance.index]!.push(advance.token.id);
        yield { kind: "token", rollout, token: advance.token };
      } else {
        const { generatedTokens } = continuations[advance.index]!;
        yield { kind: "end", rollout, reason: advance.ended, generatedTokens, decodeMillis: now() - started };
      }
    }
  } finally {
    batch.sequences?.close();
  }
}
