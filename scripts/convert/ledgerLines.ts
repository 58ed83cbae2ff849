import type { ConvertReport } from "./tally";

/** The ledger as people read it: a line for each finding, then the sum. */
export function ledgerLines({ notUnderstood, notUnderstoodCount, records, steps }: ConvertReport): readonly string[] {
  const findings = notUnderstood.map(({ input, place, code, what, count, excerpt }) => {
    const about = [code, what, count === undefined ? undefined : `×${count}`].filter((word) => word !== undefined);
    return `${input}: ${place}: ${about.join(" ")}: ${excerpt.replaceAll(/\s+/g, " ").slice(0, 100)}`;
  });
  return [...findings, `${records} records, ${steps} steps, ${notUnderstoodCount} unaccounted for`];
}
