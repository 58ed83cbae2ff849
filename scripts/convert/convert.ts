// Opens logs of other systems and writes them as traces or messages. The same code as in the page, in Node.
import { createHash } from "node:crypto";
import { dirname } from "node:path";
import type { ImageId } from "../../src/action";
import { createDialect, type DialectName, type LogRecord } from "../../src/dialect";
import {
  type LogMapping,
  type LogSource,
  mappedSource,
  messagesOfTrace,
  openGroup,
  translate,
} from "../../src/opening";
import type { Pixels } from "../../src/pixels";
import type { UnpackedTrace } from "../../src/storage";
import { encodeTrace, isKept, lineThrough, type StepId, type Trace, type TraceId } from "../../src/trace";
import { readPackAt } from "../input/readPack";
import type { DecodePicture } from "../pictures/decode";
import { type Pictures, picturesIn, picturesOf } from "./pictures";
import { groupsOf, type Records, runsOf } from "./runs";
import { logsOf } from "./source";
import { type ConvertReport, Tally } from "./tally";

export interface ConvertOptions {
  readonly inputs: readonly string[];
  readonly to: "trace" | "messages" | "jsonl";
  /** The system that wrote the logs; found out where null. */
  readonly from: DialectName | null;
  /** The dialect to write messages in; that of the log where null. */
  readonly dialect: DialectName | null;
  readonly images: string | null;
  /** Whether runs of one problem become branches of one trace. */
  readonly group?: boolean;
  /** How records of a form that nobody knows are read. */
  readonly mapping?: LogMapping | null;
  /** Whether the mapping also reads records of a known form, which may have been taken for what they are not. */
  readonly over?: boolean;
  /** How pictures become pixels; plain PNGs alone where left out, since converting needs none but their sizes. */
  readonly decode?: DecodePicture;
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

/** The pixels of a trace's images, as long as its record is held; null of those that could not be had. */
export type PixelsOfRecord = (id: ImageId) => Pixels | null;

/** Takes one value; the next is not begun before it is done. */
export type Emit = (value: unknown, pixels: PixelsOfRecord) => unknown;

const NO_PIXELS: PixelsOfRecord = () => null;

/** Everything in the inputs, one value after the other, so that no more than one record is held. Writes no files. */
export async function convertEach(options: ConvertOptions, emit: Emit): Promise<ConvertReport> {
  const tally = new Tally();
  for (const input of options.inputs) {
    const native = await nativeTrace(input);
    if (native) {
      const { trace, strays } = native;
      const { value, leftOut } = write(input, trace, "native", options);
      tally.unread(
        input,
        strays.map(({ place, reason, kind, name }) => ({ place, code: reason, excerpt: `${kind} ${name}` })),
      );
      tally.opened("native", trace, null, leftOut);
      await emit(value, NO_PIXELS);
    } else await convertLog(input, options, tally, emit);
  }
  return tally.report();
}

async function convertLog(input: string, options: ConvertOptions, tally: Tally, emit: Emit): Promise<void> {
  const given = await logsOf(input);
  tally.unread(input, given.unread);
  const places = [
    ...(options.images === null ? [] : [picturesIn(options.images)]),
    ...(given.pictures.size > 0 ? [picturesInArchive(given.pictures)] : []),
    picturesIn(dirname(input)),
  ];
  const pictures = picturesOf(places, options.decode);
  for (const { name, open } of given.logs) {
    const file = given.logs.length > 1 ? `${name}, ` : "";
    const log = (): LogSource => (options.mapping ? mappedSource(open(), options.mapping, options.over) : open());
    for await (const run of options.group ? groupsOf(log()) : runsOf(log())) {
      if (run.kind === "unread") tally.unread(input, [{ ...run.unread, place: file + run.unread.place }]);
      else {
        const [first, ...others] = run.records;
        const placed = (record: LogRecord): LogRecord => ({ ...record, place: file + record.place });
        const found = pictures.forRecord();
        const value = await convertRun([placed(first), ...others.map(placed)], input, options, found, tally);
        await emit(value, found.pixels);
      }
    }
  }
  tally.fitSeveral(pictures.ambiguous);
  tally.foundByBaseName(pictures.byBaseName);
}
const picturesInArchive = (pictures: ReadonlyMap<string, () => Promise<Blob | null>>) => ({
  names: [...pictures.keys()],
  read: async (name: string) => {
    const blob = await pictures.get(name)?.();
    return blob ? new Uint8Array(await blob.arrayBuffer()) : null;
  },
});

async function convertRun(
  records: Records,
  input: string,
  options: ConvertOptions,
  found: ReturnType<Pictures["forRecord"]>,
  tally: Tally,
): Promise<unknown> {
  const [{ place }] = records;
  const id = createHash("sha256").update(`${input}/${place}`).digest("hex").slice(0, 32) as TraceId;
  const ports = { ...found, ...counting() };
  const { trace, report } = await (options.from === null
    ? openGroup(records, id, ports)
    : openGroup(records, id, ports, options.from));
  // Findings of several records have their places already.
  const within = records.length === 1 ? `${place}, ` : "";
  tally.unread(
    input,
    report.notUnderstood.map((unread) => ({ ...unread, place: within + unread.place })),
  );
  const { value, leftOut } = write(input, trace, report.system, options);
  tally.opened(report.system, trace, report, leftOut);
  return value;
}

/** A trace of ours, bare or with its pictures. What has no place in it stands in the report of the conversion. */
async function nativeTrace(input: string): Promise<UnpackedTrace | null> {
  const own = await readPackAt(input, () => {});
  return own.ok ? own.value : null;
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
