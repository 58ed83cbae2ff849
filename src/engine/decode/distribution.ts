/** One candidate for the next token. `logProbability` is a natural logarithm. */
export interface Candidate {
  readonly id: number;
  readonly logProbability: number;
}

/** A row of logits and what its readers need of it: taking the exponentials of a whole vocabulary costs the most of all. */
export interface Distribution {
  readonly logits: Float32Array;
  /** The id of the largest logit; of equal ones the lowest, as PyTorch's argmax picks on the CPU. */
  readonly best: number;
  /** exp(logit − the largest logit) of each id, so that nothing overflows. */
  readonly weights: Float64Array;
  /** Their sum. */
  readonly total: number;
}

export function distributionOf(logits: Float32Array): Distribution {
  const best = largestId(logits);
  const largest = logits[best]!;
  const weights = new Float64Array(logits.length);
  let total = 0;
  for (let id = 0; id < logits.length; id++) {
    const weight = Math.exp(logits[id]! - largest);
    weights[id] = weight;
    total += weight;
  }
  return { logits, best, weights, total };
}

/** What to take from a logit to get the natural logarithm of its probability: log Σ exp(logits). */
export const logTotal = ({ logits, best, total }: Distribution): number => logits[best]! + Math.log(total);

function largestId(logits: Float32Array): number {
  let best = 0;
  for (let id = 1; id < logits.length; id++) if (logits[id]! > logits[best]!) best = id;
  return best;
}

/** The ids of the `count` largest logits, largest first; of equal ones the lower id first. */
export function largestIds(logits: Float32Array, count: number): number[] {
  const kept: number[] = [];
  for (let id = 0; id < logits.length; id++) {
    const value = logits[id]!;
    if (kept.length >= count && value <= logits[kept.at(-1)!]!) continue;
    let place = kept.length;
    while (place > 0 && value > logits[kept[place - 1]!]!) place--;
    kept.splice(place, 0, id);
    if (kept.length > count) kept.pop();
  }
  return kept;
}

/** The likeliest tokens of the model's own distribution, before temperature and filters. */
export function likeliest(distribution: Distribution, count: number): Candidate[] {
  const { logits } = distribution;
  const all = logTotal(distribution);
  return largestIds(logits, count).map((id) => ({ id, logProbability: logits[id]! - all }));
}
