/** A share with how far it may be off. */
export interface ShareInterval {
  readonly hits: number;
  readonly runs: number;
  readonly low: number;
  readonly high: number;
}

/** Two-sided 95 %. */
const Z = 1.959964;

/** Wilson's score interval (Wilson 1927): it stays within 0 and 1, and holds for few runs. 0 to 1 where there are none. */
export function shareInterval(hits: number, runs: number): ShareInterval {
  if (runs === 0) return { hits, runs, low: 0, high: 1 };
  const share = hits / runs;
  const squared = (Z * Z) / runs;
  const centre = (share + squared / 2) / (1 + squared);
  const reach = (Z / (1 + squared)) * Math.sqrt((share * (1 - share)) / runs + squared / (4 * runs));
  return { hits, runs, low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}

/** Mean with Student's 95 % interval over a few values; as wide as all numbers where there is only one. */
export interface MeanInterval {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** Student's t at 97.5 % for 1, 2, … degrees of freedom (any table of it). */
const T = [12.706, 4.303, 3.182, 2.776, 2.571, 2.447, 2.365, 2.306, 2.262, 2.228];

export function meanInterval(values: readonly number[]): MeanInterval {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / Math.max(1, count);
  if (count < 2) return { mean, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1);
  const reach = (T[count - 2] ?? Z) * Math.sqrt(variance / count);
  return { mean, low: mean - reach, high: mean + reach };
}
