/** One candidate for the next token. `logProbability` is a natural logarithm. */
export interface Candidate {
  readonly id: number;
  readonly logProbability: number;
}

/** log Σ exp(logits), shifted by the largest so that nothing overflows. */
export function logSumExp(logits: Float32Array): number {
  let largest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < logits.length; i++) if (logits[i]! > largest) largest = logits[i]!;
  if (largest === Number.NEGATIVE_INFINITY) return largest;
  let sum = 0;
  for (let i = 0; i < logits.length; i++) sum += Math.exp(logits[i]! - largest);
  return largest + Math.log(sum);
}

/** The id of the largest logit; of equal ones the lowest, as PyTorch's argmax picks on the CPU. */
export function largestId(logits: Float32Array): number {
  let best = 0;
  for (let i = 1; i < logits.length; i++) if (logits[i]! > logits[best]!) best = i;
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
export function likeliest(logits: Float32Array, count: number): Candidate[] {
  const total = logSumExp(logits);
  return largestIds(logits, count).map((id) => ({ id, logProbability: logits[id]! - total }));
}
