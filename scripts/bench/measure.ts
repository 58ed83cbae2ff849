/** One number of the benchmark, what it is held to, and how it came about. */
export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: "ratio" | "kB" | "tokens/s" | "ms" | "operators" | "times";
  /** The most it may be, or the least; null where the number is only told. */
  readonly bar: number | null;
  readonly side?: "at most" | "at least";
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

export const atLeast = (name: string, value: number, unit: Measure["unit"], bar: number, how: string): Measure => ({
  name,
  value: rounded(value),
  unit,
  bar,
  side: "at least",
  met: value >= bar,
  how,
});

/** Three digits that mean something. */
const rounded = (value: number): number => Number(value.toPrecision(3));

/** Figures as Markdown, with what they are held to. */
export function tableOf(measures: readonly Measure[]): string {
  const rows = measures.map(({ name, value, unit, bar, side = "at most", met, how }) => {
    const held = bar === null ? "" : `${side} ${bar}: ${met ? "met" : "missed"}`;
    return `| ${name} | ${value} ${unit === "ratio" ? "" : unit} | ${held} | ${how} |`;
  });
  return ["| what | figure | target | how |", "| --- | --- | --- | --- |", ...rows, ""].join("\n");
}
