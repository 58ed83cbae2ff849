/** One number of the benchmark, what it must not exceed, and how it came about. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: "ratio" | "kB" | "tokens/s" | "ms";
  /** The most it may be; null where the number is only told. */
  readonly bar: number | null;
  readonly met: boolean | null;
  readonly how: string;
}

export const told = (name: string, value: number, unit: Measure["unit"], how: string): Measure => ({
  name,
  value: rounded(value),
  unit,
  bar: null,
  met: null,
  how,
});

export const atMost = (name: string, value: number, unit: Measure["unit"], bar: number, how: string): Measure => ({
  name,
  value: rounded(value),
  unit,
  bar,
  met: value <= bar,
  how,
});

/** Three digits that mean something. */
const rounded = (value: number): number => Number(value.toPrecision(3));
