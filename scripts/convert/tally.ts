import type { DialectName, Unread } from "../../src/dialect";
import type { Assumption, RecordReport } from "../../src/opening";
import type { Trace } from "../../src/trace";

export interface ConvertReport {
  readonly systems: readonly DialectName[];
  readonly records: number;
  readonly steps: number;
  readonly actions: Readonly<Record<string, number>>;
  readonly marks: number;
  readonly answers: number;
  readonly observations: RecordReport["observations"];
  readonly comparisons: { readonly count: number; readonly lowestAgreement: number | null };
  readonly missingImages: readonly string[];
  /** What the logs do not say and was assumed, as it is said of most runs first. */
  readonly assumed: readonly (Assumption & { readonly records: number })[];
  /** Names that fit several pictures, none of which was taken. */
  readonly ambiguousImages: readonly string[];
  /** Names of pictures that were found by their base name alone, each with the file that was taken for it. */
  readonly imagesByBaseName: Readonly<Record<string, string>>;
  readonly notUnderstood: readonly (Unread & { readonly input: string })[];
  /** All of them; the list holds the first. */
  readonly notUnderstoodCount: number;
  /** Steps that the dialect written has no words for. */
  readonly leftOut: number;
}

/** So many are listed: a report is read by a person. */
const MOST_LISTED = 10_000;
const MOST_ASSUMED = 1000;

/** Adds up what became of very many records, and keeps none of them. */
export class Tally {
  private readonly systems = new Set<DialectName>();
  private readonly actions: Record<string, number> = {};
  private readonly missing = new Set<string>();
  private readonly assumed = new Map<string, Assumption & { readonly records: number }>();
  private readonly ambiguous = new Set<string>();
  private readonly byBaseName = new Map<string, string>();
  private readonly notUnderstood: (Unread & { readonly input: string })[] = [];
  /** Where in that list the first of equal findings stands. */
  private readonly listed = new Map<string, number>();
  private readonly observations = { kept: 0, recomputed: 0, lost: 0 };
  private readonly counts = { records: 0, steps: 0, marks: 0, answers: 0, notUnderstood: 0, leftOut: 0, compared: 0 };
  private lowestAgreement: number | null = null;

  unread(input: string, pieces: readonly Unread[]): void {
    for (const piece of pieces) {
      this.counts.notUnderstood += piece.count ?? 1;
      const key = `${input}\n${piece.code}\n${piece.what}`;
      const at = piece.what === undefined ? undefined : this.listed.get(key);
      const first = at === undefined ? undefined : this.notUnderstood[at];
      if (first && at !== undefined)
        this.notUnderstood[at] = { ...first, count: (first.count ?? 1) + (piece.count ?? 1) };
      else if (this.notUnderstood.length < MOST_LISTED) {
        if (piece.what !== undefined) this.listed.set(key, this.notUnderstood.length);
        this.notUnderstood.push({ ...piece, input });
      }
    }
  }

  opened(system: DialectName, trace: Trace, report: RecordReport | null, leftOut: number): void {
    this.systems.add(system);
    this.counts.records++;
    this.counts.steps += trace.steps.size;
    this.counts.leftOut += leftOut;
    if (report) this.reported(report);
  }

  private reported(report: RecordReport): void {
    this.counts.marks += report.marks;
    this.counts.answers += report.answers;
    this.counts.compared += report.comparisons.length;
    for (const [kind, count] of Object.entries(report.actions))
      this.actions[kind] = (this.actions[kind] ?? 0) + (count ?? 0);
    for (const name of report.missingImages) this.missing.add(name);
    // Sizes are as many as pictures are missing; only the first are told.
    for (const one of report.assumed) {
      const key = JSON.stringify(one);
      const records = 1 + (this.assumed.get(key)?.records ?? 0);
      if (records > 1 || this.assumed.size < MOST_ASSUMED) this.assumed.set(key, { ...one, records });
    }
    for (const { agreement } of report.comparisons)
      this.lowestAgreement = Math.min(this.lowestAgreement ?? agreement, agreement);
    this.observations.kept += report.observations.kept;
    this.observations.recomputed += report.observations.recomputed;
    this.observations.lost += report.observations.lost;
  }

  foundByBaseName(files: Iterable<readonly [name: string, path: string]>): void {
    for (const [name, path] of files) this.byBaseName.set(name, path);
  }

  fitSeveral(names: Iterable<string>): void {
    for (const name of names) this.ambiguous.add(name);
  }

  report(): ConvertReport {
    const { records, steps, marks, answers, notUnderstood, leftOut, compared } = this.counts;
    return {
      systems: [...this.systems],
      records,
      steps,
      actions: this.actions,
      marks,
      answers,
      observations: this.observations,
      comparisons: { count: compared, lowestAgreement: this.lowestAgreement },
      missingImages: [...this.missing],
      assumed: [...this.assumed.values()].sort((a, b) => b.records - a.records),
      ambiguousImages: [...this.ambiguous],
      imagesByBaseName: Object.fromEntries(this.byBaseName),
      notUnderstood: this.notUnderstood,
      notUnderstoodCount: notUnderstood,
      leftOut,
    };
  }
}
