import { type ExportPlan, type ExportTarget, REASONS, type ReasonCode, type Told } from "../../src/export";

/** What became of an export, for people and for other programs. */
export interface ExportReport {
  readonly target: string;
  readonly seenWith: string;
  readonly traces: number;
  readonly rows: number;
  readonly files: readonly string[];
  readonly bytes: number;
  readonly settings: ExportPlan["settings"];
  readonly longest: ExportPlan["longest"];
  readonly leftOut: readonly Told[];
  readonly changed: readonly Told[];
  readonly unread: readonly string[];
  /** What inputs say of steps that they do not hold, a line each. */
  readonly strays: readonly string[];
}

export const reportOf = (
  { name, seenWith }: ExportTarget,
  plan: ExportPlan,
  { traces, bytes, unread, strays }: Pick<ExportReport, "traces" | "bytes" | "unread" | "strays">,
): ExportReport => ({
  target: name,
  seenWith,
  traces,
  rows: plan.rowCount,
  files: plan.files.map(({ path }) => path),
  bytes,
  settings: plan.settings,
  longest: plan.longest,
  leftOut: plan.leftOut,
  changed: plan.changed,
  unread,
  strays,
});

export function printReport({
  target,
  traces,
  rows,
  files,
  bytes,
  settings,
  leftOut,
  changed,
  unread,
  strays,
}: ExportReport): string {
  return [
    `${rows} rows of ${target} from ${traces} traces, ${files.length} files, ${bytes} bytes`,
    ...settings.map(({ text, why }) => `  needs ${text}: ${why}`),
    ...counted("left out", leftOut),
    ...counted("changed", changed),
    ...(leftOut.some(({ code }) => code === "picture-missing") ? [`  ${KINDS_READ}`] : []),
    ...strays.map((line) => `  ${line}`),
    ...unread.map((input) => `  not read: ${input}`),
  ].join("\n");
}

/** Node has no decoders of its own, and others come for these two alone. */
const KINDS_READ = "this command reads PNG and JPEG; for pictures of other kinds, as WebP, export from the page";

function counted(what: string, told: readonly Told[]): readonly string[] {
  const counts = new Map<ReasonCode, number>();
  for (const { code } of told) counts.set(code, (counts.get(code) ?? 0) + 1);
  return [...counts].map(([code, count]) => `  ${what}, ${count}×: ${REASONS[code]}`);
}
