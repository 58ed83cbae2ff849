// Opens logs of other systems and writes them as traces or messages. The same code as in the page, in Node.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { createDialect, type DialectName } from "../../src/dialect";
import { messagesOfTrace, openRecord, type RecordReport, readLog, translate, type Unread } from "../../src/opening";
import { encodeTrace, lineThrough, parseTrace, type StepId, type Trace, type TraceId } from "../../src/trace";
import { type Pictures, picturesIn } from "./pictures";

export interface ConvertOptions {
  readonly inputs: readonly string[];
  readonly to: "trace" | "messages" | "jsonl";
  /** The system that wrote the logs; found out where null. */
  readonly from: DialectName | null;
  /** The dialect to write messages in; that of the log where null. */
  readonly dialect: DialectName | null;
  readonly images: string | null;
}

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
  readonly notUnderstood: readonly (Unread & { readonly input: string })[];
  /** Steps that the dialect written has no words for. */
  readonly leftOut: number;
}

export interface Converted {
  /** One value a record: a trace file, or `{ place, system, messages }`. */
  readonly values: readonly unknown[];
  readonly report: ConvertReport;
}

interface Opened {
  readonly input: string;
  readonly trace: Trace;
  readonly report: RecordReport | null;
  readonly system: DialectName;
}

/** Everything in the inputs, converted. Reads files and writes none. */
export async function convert(options: ConvertOptions): Promise<Converted> {
  const opened: Opened[] = [];
  const notUnderstood: (Unread & { readonly input: string })[] = [];
  for (const input of options.inputs) {
    const text = readFileSync(input, "utf8");
    const native = nativeTrace(text);
    if (native) {
      opened.push({ input, trace: native, report: null, system: "native" });
      continue;
    }
    const folders = options.images === null ? [dirname(input)] : [options.images, dirname(input)];
    const log = readLog(text);
    notUnderstood.push(...log.unread.map((unread) => ({ ...unread, input })));
    const pictures = picturesIn(folders);
    for (const record of log.records) {
      const id = createHash("sha256").update(`${input}/${record.place}`).digest("hex").slice(0, 32) as TraceId;
      const ports = portsFor(pictures);
      const { trace, report } = await (options.from === null
        ? openRecord(record, id, ports)
        : openRecord(record, id, ports, options.from));
      notUnderstood.push(
        ...report.notUnderstood.map((unread) => ({ ...unread, place: `${record.place}, ${unread.place}`, input })),
      );
      opened.push({ input, trace, report, system: report.system });
    }
  }
  const written = opened.map((one) => write(one, options));
  const leftOut = written.reduce((sum, one) => sum + one.leftOut, 0);
  return { values: written.map(({ value }) => value), report: summarise(opened, notUnderstood, leftOut) };
}

function nativeTrace(text: string): Trace | null {
  if (!text.includes('"sightline-trace"')) return null;
  const parsed = parseTrace(JSON.parse(text));
  return parsed.ok ? parsed.value : null;
}

/** Names and times count up, so that converting twice gives the same file. */
function portsFor(pictures: Pictures) {
  let count = 0;
  return { ...pictures, nextStepId: () => `s${++count}` as StepId, nowMillis: () => 0 };
}

function write({ input, trace, system }: Opened, { to, dialect }: ConvertOptions): { value: unknown; leftOut: number } {
  if (to === "trace") return { value: encodeTrace(trace), leftOut: 0 };
  const target = createDialect(dialect ?? system);
  const line = lineThrough(trace, null);
  const said = dialect === null || dialect === system ? { line, leftOut: [] } : translate(trace, line, target);
  const messages = messagesOfTrace(trace, said.line, target);
  const images = [...trace.images.values()]
    .filter(({ origin }) => origin.kind === "source")
    .map(({ name, id }) => name || id);
  return { value: { id: trace.id, input, system: target.name, messages, images }, leftOut: said.leftOut.length };
}

function summarise(
  opened: readonly Opened[],
  notUnderstood: ConvertReport["notUnderstood"],
  leftOut: number,
): ConvertReport {
  const reports = opened.flatMap(({ report }) => report ?? []);
  const sum = (of: (report: RecordReport) => number): number =>
    reports.reduce((total, report) => total + of(report), 0);
  const actions: Record<string, number> = {};
  for (const report of reports)
    for (const [kind, count] of Object.entries(report.actions)) actions[kind] = (actions[kind] ?? 0) + (count ?? 0);
  const agreements = reports.flatMap(({ comparisons }) => comparisons.map(({ agreement }) => agreement));
  return {
    systems: [...new Set(opened.map(({ system }) => system))],
    records: opened.length,
    steps: opened.reduce((total, { trace }) => total + trace.steps.size, 0),
    actions,
    marks: sum((report) => report.marks),
    answers: sum((report) => report.answers),
    observations: {
      kept: sum(({ observations }) => observations.kept),
      recomputed: sum(({ observations }) => observations.recomputed),
      lost: sum(({ observations }) => observations.lost),
    },
    comparisons: {
      count: agreements.length,
      lowestAgreement: agreements.length === 0 ? null : Math.min(...agreements),
    },
    missingImages: [...new Set(reports.flatMap(({ missingImages }) => missingImages))],
    notUnderstood,
    leftOut,
  };
}
