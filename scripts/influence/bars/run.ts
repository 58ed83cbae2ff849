import { type GymName, printGymName } from "../../../src/catalog";
import type { InfluenceTools } from "../../../src/influence";
import type { Rig } from "../../headless/rig";
import { groupsBy } from "../../score/lines";
import type { Checkpoint } from "../checkpoint";
import type { Bar } from "../plan";
import type { BarCheck, BarResult } from "./bar";
import { bisectBar } from "./bisect";
import { bypassBar } from "./bypass";
import { costBar } from "./cost";
import { lookBar } from "./look";
import { occludeBar } from "./occlude";

const CHECKS: Readonly<Record<Bar, BarCheck>> = {
  look: lookBar,
  bypass: bypassBar,
  bisect: bisectBar,
  occlude: occludeBar,
  cost: costBar,
};

/** One problem under one bar. */
export interface BarLine extends BarResult {
  readonly bar: Bar;
  readonly name: string;
  readonly family: string;
}

/** What a file of a checkpoint may hold. */
export function parseBarLine(value: unknown): BarLine | null {
  const isLine = typeof value === "object" && value !== null && "bar" in value && "outcome" in value;
  return isLine && "family" in value && "seen" in value ? (value as BarLine) : null; // our own file
}

/** Holds every bar against every problem, those that the checkpoint has left out. */
export async function runBars(
  bars: readonly Bar[],
  names: readonly GymName[],
  rig: Rig,
  tools: InfluenceTools,
  checkpoint: Checkpoint<BarLine>,
): Promise<void> {
  for (const bar of bars)
    for (const [i, name] of names.entries()) {
      const told = printGymName(name);
      const key = `${bar} ${told}`;
      if (checkpoint.has(key)) continue;
      const result = await CHECKS[bar](name, rig, tools);
      checkpoint.add(key, { bar, name: told, family: name.family, ...result });
      process.stderr.write(`${bar} ${i + 1} of ${names.length} ${told}: ${result.outcome}, ${result.seen}\n`);
    }
}

/** A bar on a family, over its problems. */
export interface BarRow {
  readonly bar: Bar;
  readonly family: string;
  readonly problems: number;
  readonly skipped: number;
  readonly held: number;
  /** Of those that were not skipped; null where all were. */
  readonly share: number | null;
  /** Means of the figures that the checks give. */
  readonly figures: Readonly<Record<string, number>>;
}

export function rowsOf(lines: readonly BarLine[]): readonly BarRow[] {
  return groupsBy(lines, ({ bar, family }) => `${bar} ${family}`).map((those): BarRow => {
    const skipped = those.filter(({ outcome }) => outcome === "skipped").length;
    const held = those.filter(({ outcome }) => outcome === "held").length;
    const counted = those.length - skipped;
    const share = counted === 0 ? null : Math.round((1000 * held) / counted) / 1000;
    const { bar, family } = those[0];
    return { bar, family, problems: those.length, skipped, held, share, figures: meansOf(those) };
  });
}

function meansOf(lines: readonly BarLine[]): Readonly<Record<string, number>> {
  const told = lines.flatMap(({ figures }) => Object.entries(figures ?? {}));
  const mean = (entries: readonly (readonly [string, number])[]): number =>
    entries.reduce((sum, [, value]) => sum + value, 0) / entries.length;
  const named = groupsBy(told, ([name]) => name);
  return Object.fromEntries(named.map((entries) => [entries[0][0], Math.round(1000 * mean(entries)) / 1000]));
}
