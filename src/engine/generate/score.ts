import { breathe } from "../../base";
import { refuse, throwIfAborted } from "../contract/failure";
import type { TokenReport } from "../contract/model";
import { type Distribution, distributionOf } from "../decode/distribution";
import { report } from "../decode/loop";
import type { Sequences } from "../prompt/cachedDecoder";
import type { Prompt } from "../prompt/prompt";
import { createDetokenizer } from "../text/detokenizer";
import type { Generator } from "./continue";

/** What is scored behind one prompt. */
export interface Continuations {
  readonly continuations: readonly string[];
  /** What all of them end with and is not scored; empty where all is. */
  readonly ending: string;
}

/** What the model thinks of each continuation: one report a token, with what it holds for likeliest beside it. */
export async function scoreAll(
  parts: Generator,
  prompt: Prompt,
  { continuations, ending }: Continuations,
  signal: AbortSignal,
): Promise<readonly (readonly TokenReport[])[]> {
  const whole = continuations.map((continuation) => tokensOf(parts, continuation));
  const ids = ending === "" ? whole : withoutEnding(whole, ending.length, parts);
  const most = Math.max(0, ...ids.map(({ length }) => length));
  if (most === 0) return ids.map(() => []);
  const { logits } = await parts.decoder.prefill(prompt, signal);
  const first = distributionOf(logits);
  const together = parts.decoder.sequencesThatFit(prompt.tokenIds.length + most);
  const rows =
    isCheaperTogether(ids) && together > 1
      ? await rowsTogether(parts, prompt, { ids, first, most, together }, signal)
      : await rowsAlone(parts, prompt, ids, first, signal);
  return ids.map((tokenIds, answer) => {
    const readNext = createDetokenizer(parts.codec);
    return tokenIds.map((id, index) => report(rows[answer]![index]!, id, readNext(id), 1, parts.codec));
  });
}

function tokensOf({ codec, family }: Generator, continuation: string): readonly number[] {
  const tokenIds = codec.encode(continuation);
  if (tokenIds.includes(family.imageTokenId)) refuse("bad-request", "Words to be scored cannot hold an image.");
  return tokenIds;
}

/**
 * Without the tokens that lie wholly within the last `characters`; as they were where one would then be the beginning of
 * another, since only what comes behind tells "a cup" from "a cup of tea".
 */
function withoutEnding(
  ids: readonly (readonly number[])[],
  characters: number,
  { codec }: Pick<Generator, "codec">,
): readonly (readonly number[])[] {
  const cut = ids.map((tokenIds) => {
    const texts = tokenIds.map(createDetokenizer(codec));
    const counted = texts.join("").length - characters;
    return tokenIds.filter((_, index) => texts.slice(0, index).join("").length < counted);
  });
  const isApart = cut.every((answer, i) =>
    cut.every((other, j) => i === j || answer.some((id, index) => id !== other[index])),
  );
  return isApart ? cut : ids;
}

/** Of each answer, what the model holds before each of its tokens. */
type AnswerRows = readonly (readonly Distribution[])[];

/**
 * What a pass costs besides its tokens, in tokens. At SmolVLM-256M's shape on WASM one row and four take the same time, and
 * eight 1.3 to 1.6 times as much (8-bit and 16-bit weights); on a GPU a pass costs more still.
 */
const PASS_TOKENS = 6;

/**
 * GroupQueryAttention takes several tokens of one sequence or one token of several, never several of several. So answers
 * are computed either whole, one after another, or together, token by token, and what they begin with alike only once.
 */
function isCheaperTogether(ids: readonly (readonly number[])[]): boolean {
  const levels = levelsOf(ids);
  const computed = ids.filter(({ length }) => length > 1);
  const alone = computed.reduce((sum, { length }) => sum + PASS_TOKENS + length - 1, 0);
  const together = levels.reduce((sum, width) => sum + PASS_TOKENS + width, 0);
  return computed.length > 1 && together < alone;
}

/** How many different beginnings of one token, of two, … are followed by another token. */
function levelsOf(ids: readonly (readonly number[])[]): readonly number[] {
  const most = Math.max(...ids.map(({ length }) => length));
  return Array.from({ length: most - 1 }, (_, level) => {
    const begun = ids.filter(({ length }) => length > level + 1).map((answer) => answer.slice(0, level + 1).join());
    return new Set(begun).size;
  });
}

async function rowsAlone(
  { decoder }: Generator,
  prompt: Prompt,
  ids: readonly (readonly number[])[],
  first: Distribution,
  signal: AbortSignal,
): Promise<AnswerRows> {
  const rows: Distribution[][] = [];
  for (const tokenIds of ids) {
    await breathe();
    throwIfAborted(signal);
    // Back to the prompt, which the answer before has left.
    if (tokenIds.length > 1 && rows.length > 0) await decoder.prefill(prompt, signal);
    const after = tokenIds.length > 1 ? await decoder.append(tokenIds.slice(0, -1), "all") : [];
    rows.push([first, ...after.map(distributionOf)]);
  }
  return rows;
}

interface Answers {
  readonly ids: readonly (readonly number[])[];
  /** After the prompt. */
  readonly first: Distribution;
  /** Tokens of the longest. */
  readonly most: number;
  /** How many sequences fit. */
  readonly together: number;
}

async function rowsTogether(
  parts: Generator,
  prompt: Prompt,
  { ids, first, most, together }: Answers,
  signal: AbortSignal,
): Promise<AnswerRows> {
  const rows = ids.map((): Distribution[] => [first]);
  for (let from = 0; from < ids.length; from += together) {
    const group = ids.map((_, answer) => answer).slice(from, from + together);
    let sequences: Sequences | null = null;
    // The answers of each sequence: those that have begun alike.
    let shared: readonly (readonly number[])[] = [group];
    try {
      for (let level = 0; level + 1 < most && shared.length > 0; level++) {
        await breathe();
        throwIfAborted(signal);
        const next = shared.flatMap((answers, place) => forksOf(ids, answers, place, level));
        if (next.length === 0) break;
        const places = next.map(({ place }) => place);
        const isFirst = sequences === null;
        sequences ??= parts.decoder.openSequences(next.length, prompt.tokenIds.length + most);
        if (sequences === null) throw new Error("Sequences fit that cannot be computed together");
        const tokenIds = next.map(({ tokenId }) => tokenId);
        const found = await sequences.append(isFirst ? [...places.keys()] : places, tokenIds);
        for (const [place, { answers }] of next.entries()) {
          const told = distributionOf(found[place]!);
          for (const answer of answers) rows[answer]!.push(told);
        }
        shared = next.map(({ answers }) => answers);
      }
    } finally {
      sequences?.close();
    }
  }
  return rows;
}

/** The next tokens of answers that have begun alike, where they are followed by another. */
function forksOf(ids: readonly (readonly number[])[], answers: readonly number[], place: number, level: number) {
  const going = answers.filter((answer) => ids[answer]!.length > level + 1);
  const tokens = new Set(going.map((answer) => ids[answer]![level]!));
  return [...tokens].map((tokenId) => ({
    place,
    tokenId,
    answers: going.filter((answer) => ids[answer]![level] === tokenId),
  }));
}
