import type { ConvertReport } from "./tally";

/** The ledger as people read it: a line for each finding, then the sum. */
export function ledgerLines({ notUnderstood, notUnderstoodCount, records, steps }: ConvertReport): readonly string[] {
  const findings = notUnderstood.map(({ input, place, code, what, count, excerpt }) => {
    const about = [code, what, count === undefined ? undefined : `×${count}`].filter((word) => word !== undefined);
    return `${input}: ${place}: ${about.join(" ")}: ${excerpt.replaceAll(/\s+/g, " ").slice(0, 100)}`;
  });
  const isUnknown = notUnderstood.some(({ code }) => code === "unknown-form" || code === "unread-table");
  return [
    ...findings,
    `${records} records, ${steps} steps, ${notUnderstoodCount} unaccounted for`,
    ...(isUnknown ? [HINT] : []),
  ];
}

const HINT =
  "Records of no known form are read by a mapping of their fields: npm run -s convert -- --draft INPUT > map.json makes a first one, --map map.json uses it.";
