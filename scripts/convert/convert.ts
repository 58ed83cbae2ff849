// Opens logs of other systems and writes them as traces or messages. The same code as in the page, in Node.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { dirname } from "node:path";
import { createDialect, type DialectName, type LogRecord } from "../../src/dialect";
import { messagesOfTrace, openRecord, openSource, translate } from "../../src/opening";
import { encodeTrace, isKept, lineThrough, parseTrace, type StepId, type Trace, type TraceId } from "../../src/trace";
import { type Pictures, picturesIn, picturesOf } from "./pictures";
import { fileSource, isZip, zipContents } from "./source";
import { type ConvertReport, Tally } from "./tally";

export interface ConvertOptions {
  readonly inputs: readonly string[];
  readonly to: "trace" | "messages" | "jsonl";
  /** The system that wrote the logs; found out where null. */
  readonly from: DialectName | null;
  /** The dialect to write messages in; that of the log where null. */
  readonly dialect: DialectName | null;
  readonly images: string | null;
}

export interface Converted {
  /** One value a record: a trace file, or `{ place, system, messages }`. */
  readonly values: readonly unknown[];
  readonly report: ConvertReport;
}

/** Everything in the inputs, converted and kept. */
export async function convert(options: ConvertOptions): Promise<Converted> {
  const values: unknown[] = [];
  const report = await convertEach(options, (value) => values.push(value));
  return { values, report };
}

/** Everything in the inputs, one value after the other, so that no more than one record is held. Writes no files. */
export async function convertEach(options: ConvertOptions, emit: (value: unknown) => void): Promise<ConvertReport> {
  const tally = new Tally();
  for (const input of options.inputs) {
    const native = await nativeTrace(input);
    if (native) {
      const { value, leftOut } = write(input, native, "native", options);
      tally.opened("native", native, null, leftOut);
      emit(value);
    } else await convertLog(input, options, tally, emit);
  }
  return tally.report();
}

async function convertLog(
  input: string,
  options: ConvertOptions,
  tally: Tally,
  emit: (value: unknown) => void,
): Promise<void> {
  const zip = (await isZip(input)) ? await zipContents(input) : null;
  tally.unread(input, zip?.unread ?? []);
  const pictures = picturesOf([
    ...(options.images === null ? [] : [picturesIn(options.images)]),
    ...(zip ? [picturesInZip(zip.pictures)] : [picturesIn(dirname(input))]),
  ]);
  for (const source of zip?.logs.map(({ source }) => source) ?? [fileSource(input)]) {
    const file = zip && zip.logs.length > 1 ? `${source.name}, ` : "";
    for await (const item of openSource(source).items()) {
      if (item.kind === "unread") tally.unread(input, [{ ...item.unread, place: file + item.unread.place }]);
      else {
        const record = { ...item.record, place: file + item.record.place };
        emit(await convertRecord(record, input, options, pictures, tally));
      }
    }
  }
  tally.fitSeveral(pictures.ambiguous);
}

const picturesInZip = (pictures: ReadonlyMap<string, () => Promise<Blob | null>>) => ({
  names: [...pictures.keys()],
  read: async (name: string) => {
    const blob = await pictures.get(name)?.();
    return blob ? new Uint8Array(await blob.arrayBuffer()) : null;
  },
});

async function convertRecord(
  record: LogRecord,
  input: string,
  options: ConvertOptions,
  pictures: Pictures,
  tally: Tally,
): Promise<unknown> {
  const id = createHash("sha256").update(`${input}/${record.place}`).digest("hex").slice(0, 32) as TraceId;
  const ports = { ...pictures.forRecord(), ...counting() };
  const { trace, report } = await (options.from === null
    ? openRecord(record, id, ports)
    : openRecord(record, id, ports, options.from));
  tally.unread(
    input,
    report.notUnderstood.map((unread) => ({ ...unread, place: `${record.place}, ${unread.place}` })),
  );
  const { value, leftOut } = write(input, trace, report.system, options);
  tally.opened(report.system, trace, report, leftOut);
  return value;
}

/** A trace of ours says so at its beginning. */
const BEGINNING_BYTES = 4096;

async function nativeTrace(input: string): Promise<Trace | null> {
  const beginning = new TextDecoder().decode(await fileSource(input).slice(0, BEGINNING_BYTES));
  if (!/^\s*\{/.test(beginning) || !beginning.includes('"sightline-trace"')) return null;
  const parsed = parseTrace(JSON.parse(readFileSync(input, "utf8")));
  return parsed.ok ? parsed.value : null;
}

/** Names and times count up, so that converting twice gives the same file. */
function counting() {
  let count = 0;
  return { nextStepId: () => `s${++count}` as StepId, nowMillis: () => 0 };
}

function write(
  input: string,
  trace: Trace,
  system: DialectName,
  { to, dialect }: ConvertOptions,
): { value: unknown; leftOut: number } {
  if (to === "trace") return { value: encodeTrace(trace), leftOut: 0 };
  const target = createDialect(dialect ?? system);
  const line = lineThrough(trace, null);
  const said = dialect === null || dialect === system ? { line, leftOut: [] } : translate(trace, line, target);
  const messages = messagesOfTrace(trace, said.line, target);
  const images = [...trace.images.values()].filter(isKept).map(({ name, id }) => name || id);
  return { value: { id: trace.id, input, system: target.name, messages, images }, leftOut: said.leftOut.length };
}
