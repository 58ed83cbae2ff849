import { createRng } from "../../base";
import type { Sampling } from "../contract/model";
import { largestId, largestIds, logSumExp } from "./distribution";

/**
 * Chooses the next token, in the order of transformers' processors: repetition penalty, temperature, top-k, top-p, min-p.
 * The draw depends on the seed and the position alone, so that a run that was stopped goes on as if it had not been.
 *
 * @param logits one row, left as it is
 * @param seen ids of the prompt and of what was generated since
 * @param position how many tokens stand before the one to choose
 */
export function chooseToken(
  logits: Float32Array,
  sampling: Sampling,
  seen: ReadonlySet<number>,
  position: number,
): number {
  const penalised = penalise(logits, sampling.repetitionPenalty, seen);
  if (sampling.temperature <= 0) return largestId(penalised);
  const kept = keep(penalised, sampling);
  const draw = createRng(`${sampling.seed}/${position}`).next();
  return pick(kept, draw);
}

/** Keskar et al. 2019, CTRL, as transformers does it: divide what is positive, multiply what is negative. */
function penalise(logits: Float32Array, penalty: number, seen: ReadonlySet<number>): Float32Array {
  if (penalty === 1) return logits;
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
function keep(logits: Float32Array, { temperature, topK, topP, minP }: Sampling): Weighted[] {
  const scaled = logits.map((value) => value / temperature);
  const ids = topK > 0 ? largestIds(scaled, topK) : idsThatCanMatter(scaled, topP);
  const total = logSumExp(scaled);
  const weighted = ids.map((id) => ({ id, weight: Math.exp(scaled[id]! - total) }));
  const inNucleus = topP < 1 ? nucleus(weighted, topP) : weighted;
  const floor = (inNucleus[0]?.weight ?? 0) * minP;
  return inNucleus.filter(({ weight }) => weight >= floor);
}

/**
 * All ids, likeliest first, without those that top-p cannot keep: V tokens of at most (1 − p) / V each
 * hold no more than 1 − p together, so the others reach p alone.
 */
function idsThatCanMatter(scaled: Float32Array, topP: number): number[] {
  const floor = topP < 1 ? logSumExp(scaled) + Math.log((1 - topP) / scaled.length) : Number.NEGATIVE_INFINITY;
  const ids: number[] = [];
  for (let id = 0; id < scaled.length; id++) if (scaled[id]! >= floor) ids.push(id);
  return ids.sort((a, b) => scaled[b]! - scaled[a]! || a - b);
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
