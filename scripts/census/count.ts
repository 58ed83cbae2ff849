import type { Outcome, Row } from "./rig";

export interface Counted extends Outcome {
  readonly folder: string;
}

/** A call as programs make it: its name, what it is called on and with, by kinds; how often, and how often that ran. */
export interface CountedCall {
  readonly family: string;
  readonly name: string;
  readonly on: string;
  readonly arguments: readonly string[];
  readonly keywords: readonly (readonly [string, string])[];
  readonly count: number;
  readonly ran: number;
  /** Folders with how often it is made there. */
  readonly from: Readonly<Record<string, number>>;
  /** As it would be written. */
  readonly text: string;
  /** Why it did not run, where it did not. */
  readonly words: string;
}

export function countRows(counted: readonly Counted[]): readonly CountedCall[] {
  const calls = new Map<string, CountedCall>();
  for (const { folder, rows } of counted)
    for (const row of rows) {
      const text = textOf(row);
      const known = calls.get(text) ?? begun(row, text);
      const ran = row[5] === "ran";
      calls.set(text, {
        ...known,
        count: known.count + 1,
        ran: known.ran + (ran ? 1 : 0),
        from: { ...known.from, [folder]: (known.from[folder] ?? 0) + 1 },
        words: known.words || (ran ? "" : `${row[5]} ${row[6]}`),
      });
    }
  return [...calls.values()].sort((a, b) => b.count - a.count || (a.text < b.text ? -1 : 1));
}

const begun = ([family, name, on, kinds, keywords]: Row, text: string): CountedCall => ({
  ...{ family, name, on, arguments: kinds, keywords, text },
  ...{ count: 0, ran: 0, from: {}, words: "" },
});

function textOf([, name, on, kinds, keywords, outcome]: Row): string {
  // What was never called has no kinds, and is no call without arguments.
  if (outcome === "unreached" || outcome === "missing") return `${name}(?)`;
  const written = [...kinds, ...keywords.map(([key, kind]) => `${key}=${kind}`)].join(", ");
  return `${name}(${written})${on && !name.startsWith(on) ? ` on ${on}` : ""}`;
}

/** Shares a family, then each name with how often it is called and how often that ran. */
export function tableOfNames(counted: readonly Counted[], calls: readonly CountedCall[]): string {
  const sum = (of: readonly CountedCall[], what: "count" | "ran") => of.reduce((all, call) => all + call[what], 0);
  const programs = counted.reduce((all, one) => all + one.programs, 0);
  const broken = counted.reduce((all, one) => all + one.broken, 0);
  const share = (of: readonly CountedCall[]) => `${sum(of, "ran")} of ${sum(of, "count")}`;
  const grouped = (keyOf: (call: CountedCall) => string) => {
    const groups = new Map<string, CountedCall[]>();
    for (const call of calls) groups.set(keyOf(call), [...(groups.get(keyOf(call)) ?? []), call]);
    return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  };
  return [
    `${programs} programs, ${broken} that are no whole Python; ${calls.length} calls by their kinds; ${share(calls)} ran.\n`,
    "| family | calls that ran |\n| --- | --- |",
    ...grouped(({ family }) => family).map(([family, of]) => `| ${family} | ${share(of)} |`),
    "\n| family | call | count | ran |\n| --- | --- | --- | --- |",
    ...grouped(({ family, name }) => `${family} | \`${name}\``).map(
      ([row, of]) => `| ${row} | ${sum(of, "count")} | ${sum(of, "ran")} |`,
    ),
  ].join("\n");
}
