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

/** What was never called has no kinds, and is no call without arguments. */
const UNCALLED = "(?)";

function textOf([, name, on, kinds, keywords, outcome]: Row): string {
  if (outcome === "unreached" || outcome === "missing") return `${name}${UNCALLED}`;
  const written = [...kinds, ...keywords.map(([key, kind]) => `${key}=${kind}`)].join(", ");
  return `${name}(${written})${on && !name.startsWith(on) ? ` on ${on}` : ""}`;
}

/** Names that are called less often stand in no table. */
const LEAST = 3;

/** For each family, then for each name that is called several times: how often, how often it was reached, and ran. */
export function tableOfNames(counted: readonly Counted[], calls: readonly CountedCall[]): string {
  const programs = counted.reduce((all, one) => all + one.programs, 0);
  const broken = counted.reduce((all, one) => all + one.broken, 0);
  const grouped = (keyOf: (call: CountedCall) => string) => {
    const groups = new Map<string, CountedCall[]>();
    for (const call of calls) groups.set(keyOf(call), [...(groups.get(keyOf(call)) ?? []), call]);
    return [...groups].sort(([a], [b]) => (a < b ? -1 : 1));
  };
  const { reached } = figuresOf(calls);
  return [
    `${programs} programs, ${broken} that are no whole Python; ${calls.filter(wasReached).length} calls by their kinds; ${figuresOf(calls).ran} of ${reached} that were reached ran.\n`,
    "| family | calls | reached | ran |\n| --- | --- | --- | --- |",
    ...grouped(({ family }) => family).map(([family, of]) => rowOf(family, of)),
    "\n| family | call | calls | reached | ran |\n| --- | --- | --- | --- | --- |",
    ...grouped(({ family, name }) => `${family} | \`${name}\``)
      .filter(([, of]) => figuresOf(of).count >= LEAST)
      .map(([name, of]) => rowOf(name, of)),
  ].join("\n");
}

const wasReached = ({ text }: CountedCall): boolean => !text.endsWith(UNCALLED);

function figuresOf(calls: readonly CountedCall[]) {
  const sum = (of: readonly CountedCall[], what: "count" | "ran") => of.reduce((all, call) => all + call[what], 0);
  return { count: sum(calls, "count"), reached: sum(calls.filter(wasReached), "count"), ran: sum(calls, "ran") };
}

function rowOf(name: string, of: readonly CountedCall[]): string {
  const { count, reached, ran } = figuresOf(of);
  return `| ${name} | ${count} | ${reached} | ${ran} |`;
}
