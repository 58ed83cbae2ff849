import { createRng } from "../../base";
import type { Sampling } from "../contract/model";
import { type Distribution, distributionOf, largestIds } from "./distribution";

/**
 * Chooses the next token, in the order of transformers' processors: repetition penalty, temperature, top-k, top-p, min-p.
 * The draw depends on the seed and the position alone, so that a run that was stopped goes on as if it had not been.
 *
 * @param told the model's own distribution
 * @param seen ids of the prompt and of what was generated since
 * @param position how many tokens stand before the one to choose
 */
export function chooseToken(
  told: Distribution,
  sampling: Sampling,
  seen: ReadonlySet<number>,
  position: number,
): number {
  const { temperature, topK, topP, minP, repetitionPenalty, seed } = sampling;
  const penalised = repetitionPenalty === 1 ? told : distributionOf(penalise(told.logits, repetitionPenalty, seen));
  if (temperature <= 0) return penalised.best;
  const draw = createRng(`${seed}/${position}`).next();
  const isWhole = topK <= 0 && topP >= 1;
  const scaled = temperature === 1 ? penalised : distributionOf(divided(penalised.logits, temperature));
  return isWhole ? pickFromWhole(scaled, minP, draw) : pick(keep(scaled, sampling), draw);
}

/** Without a call for each of fifty thousand. */
function divided(logits: Float32Array, by: number): Float32Array {
  const all = new Float32Array(logits.length);
  for (let id = 0; id < logits.length; id++) all[id] = logits[id]! / by;
  return all;
}

/** Tokens are laid in buckets by how far they are below the likeliest: 32 for each factor e, and one for all below e^-32. */
const BUCKETS_PER_NAT = 32;
const LAST_BUCKET = 32 * BUCKETS_PER_NAT;

const bucketOf = (depth: number): number =>
  depth * BUCKETS_PER_NAT < LAST_BUCKET ? Math.floor(depth * BUCKETS_PER_NAT) : LAST_BUCKET;

/**
 * What `pick` would take of all tokens, likeliest first, without sorting a vocabulary of fifty thousand: only the bucket
 * into which the draw falls is sorted, however flat the distribution is.
 */
function pickFromWhole(told: Distribution, minP: number, draw: number): number {
  const { logits, best, weights } = told;
  // What a model that was taught draws most often stands first, whoever else is there.
  if (minP <= 0 && draw * told.total < weights[best]!) return best;
  const largest = logits[best]!;
  const isKept = (weight: number): boolean => weight >= minP && weight > 0;
  const masses = new Float64Array(LAST_BUCKET + 1);
  let [total, last] = [0, 0];
  for (let id = 0; id < logits.length; id++) {
    const weight = weights[id]!;
    if (!isKept(weight)) continue;
    const bucket = bucketOf(largest - logits[id]!);
    masses[bucket]! += weight;
    total += weight;
    if (bucket > last) last = bucket;
  }
  let left = draw * total;
  let bucket = 0;
  // Sums in two orders may differ in their last digits: the last bucket that holds anything takes what is left over.
  while (bucket < last && left >= masses[bucket]!) left -= masses[bucket++]!;
  const ids: number[] = [];
  for (let id = 0; id < logits.length; id++) {
    if (bucketOf(largest - logits[id]!) === bucket && isKept(weights[id]!)) ids.push(id);
  }
  const sorted = likeliestFirst(logits, ids);
  for (const id of sorted) {
    left -= weights[id]!;
    if (left < 0) return id;
  }
  return sorted.at(-1) ?? 0;
}

/** Keskar et al. 2019, CTRL, as transformers does it: divide what is positive, multiply what is negative. */
function penalise(logits: Float32Array, penalty: number, seen: ReadonlySet<number>): Float32Array {
  const penalised = logits.slice();
  for (const id of seen) {
    const value = logits[id];
    if (value !== undefined) penalised[id] = value > 0 ? value / penalty : value * penalty;
  }
  return penalised;
}

interface Weighted {
  readonly id: number;
  readonly weight: number;
}

/** Candidates that pass every filter, likeliest first. Weights need not sum to one. */
function keep(scaled: Distribution, { topK, topP, minP }: Sampling): Weighted[] {
  const ids = topK > 0 ? largestIds(scaled.logits, topK) : idsThatCanMatter(scaled, topP);
  const weighted = ids.map((id) => ({ id, weight: scaled.weights[id]! }));
  const inNucleus = topP < 1 ? nucleus(weighted, topP) : weighted;
  const floor = (inNucleus[0]?.weight ?? 0) * minP;
  return inNucleus.filter(({ weight }) => weight >= floor);
}

/**
 * All ids, likeliest first, without those that top-p cannot keep: V tokens of at most (1 − p) / V each
 * hold no more than 1 − p together, so the others reach p alone.
 */
function idsThatCanMatter({ logits, weights, total }: Distribution, topP: number): number[] {
  const floor = topP < 1 ? (total * (1 - topP)) / logits.length : 0;
  const ids: number[] = [];
  for (let id = 0; id < logits.length; id++) if (weights[id]! >= floor) ids.push(id);
  return likeliestFirst(logits, ids);
}

/** Ids and orderable floats share one double: 32 bits of the one above 20 of the other. */
const ID_RANGE = 2 ** 20;

/**
 * By falling value; of equal ones the lower id first. Each becomes one number, since an array of numbers is sorted many
 * times faster than one that asks a function which comes first, and a vocabulary has fifty thousand and more.
 */
function likeliestFirst(values: Float32Array, ids: readonly number[]): number[] {
  if (values.length > ID_RANGE) return [...ids].sort((a, b) => values[b]! - values[a]! || a - b);
  // Minus nought equals nought, but has other bits.
  const bits = new Int32Array(Float32Array.from(ids, (id) => values[id]! + 0).buffer);
  const keys = Float64Array.from(ids, (id, place) => {
    const signed = bits[place]!;
    // The bits of floats below nought fall where the floats rise.
    const rising = signed < 0 ? ~signed >>> 0 : (signed | 0x80000000) >>> 0;
    return (2 ** 32 - 1 - rising) * ID_RANGE + id;
  });
  return Array.from(keys.sort(), (key) => key % ID_RANGE);
}

/** The shortest beginning whose share of the whole reaches `topP`; never empty. */
function nucleus(weighted: readonly Weighted[], topP: number): Weighted[] {
  const wanted = topP * weighted.reduce((sum, { weight }) => sum + weight, 0);
  let sum = 0;
  const end = weighted.findIndex(({ weight }) => {
    sum += weight;
    return sum >= wanted;
  });
  return weighted.slice(0, end < 0 ? weighted.length : end + 1);
}

function pick(kept: readonly Weighted[], draw: number): number {
  let left = draw * kept.reduce((sum, { weight }) => sum + weight, 0);
  for (const { id, weight } of kept) {
    left -= weight;
    if (left < 0) return id;
  }
  return kept.at(-1)?.id ?? 0;
}
