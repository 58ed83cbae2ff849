import { imageDataUrl, type LogRecord, marksOfChat, type Unread } from "../../dialect";
import { type LogContents, unread } from "../contents";
import { soundsLikeRun } from "../notebookRuns";
import { readLog } from "../readLog";
import { sampleAt } from "../samples";
import type { ByteSource } from "./bytes";
import { itemsOfContents, type LogItem, type RecordAt } from "./item";
import { bytesUnder, fieldsOf, messageUnder, numberUnder, type ProtoField } from "./protobuf";
import { FRAME, type FramedRecord, RecordCutter } from "./tfRecords";

// What trainers write for TensorBoard: a file of events (tensorboard 2.21.0, compat/proto/event.proto, summary.proto and
// tensor.proto), most of which are numbers. Runs stand in the texts that the plugin `text` shows.

type EventAt = Extract<RecordAt, { kind: "event" }>;

/** A value of an event, by what there is in it to be read. What is no text and no medium is numbers, or settings of a plugin. */
type EventValue =
  | { readonly kind: "text"; readonly tag: string; readonly text: string }
  | { readonly kind: "picture" | "sound" | "number"; readonly tag: string };

/** A file of events, of which one is held at a time. */
export class EventLog {
  private readonly source: ByteSource;
  private readonly eventBytes: number;

  constructor(source: ByteSource, eventBytes: number) {
    this.source = source;
    this.eventBytes = eventBytes;
  }

  async *items(onBytes: (read: number) => void): AsyncGenerator<LogItem> {
    const cutter = new RecordCutter(this.eventBytes);
    const passed: Passed = { runs: 0, tags: new Map() };
    let read = 0;
    for await (const piece of this.source.stream()) {
      for (const record of cutter.push(piece)) yield* itemsOfEvent(record, passed);
      read += piece.length;
      onBytes(read);
    }
    const { number, from } = cutter.place;
    const rest = `${this.source.size - from} bytes`;
    if (cutter.isLost) yield { kind: "unread", unread: unread(`event ${number}`, "damaged", rest) };
    else if (cutter.isOpen) yield { kind: "unread", unread: unread(`event ${number}`, "cut-off", rest) };
    if (passed.runs === 0) yield { kind: "unread", unread: unread("file", "no-run", inWords(passed)) };
  }

  async recordAt(at: EventAt): Promise<LogRecord | null> {
    const text = await this.textAt(at);
    return text === null ? null : (placed(readLog(text), `event ${at.number}`).records[at.nth] ?? null);
  }

  /** The text that a record stands in; of samples that one. */
  async rawAt(at: EventAt): Promise<string | null> {
    const text = await this.textAt(at);
    return text && (sampleAt(text, readLog(text).records[at.nth]?.place ?? "") ?? text);
  }

  private async textAt({ from, to, which }: EventAt): Promise<string | null> {
    const bytes = await this.source.slice(from + FRAME.before, to - FRAME.behind);
    const texts = (valuesOf(bytes) ?? []).flatMap((value) => (value.kind === "text" ? [value.text] : []));
    return texts[which] ?? null;
  }
}

/** How many values there were under each tag, and how many runs were in them. */
interface Passed {
  runs: number;
  readonly tags: Map<string, number>;
}

function* itemsOfEvent({ number, from, to, bytes, whole }: FramedRecord, passed: Passed): Generator<LogItem> {
  const place = `event ${number}`;
  const values = bytes && whole ? valuesOf(bytes) : null;
  if (!values) {
    const code = bytes ? "damaged" : "line-too-long";
    yield { kind: "unread", unread: unread(place, code, `${to - from} bytes`) };
  }
  let texts = 0;
  for (const value of values ?? []) {
    passed.tags.set(value.tag, (passed.tags.get(value.tag) ?? 0) + 1);
    if (value.kind === "text") {
      const which = texts++;
      const contents = contentsOf(value, place);
      passed.runs += contents.records.length;
      const at = (nth: number): RecordAt => ({ kind: "event", number, from, to, which, nth });
      yield* itemsOfContents(contents, (nth, kind) => at(kind === "record" ? nth : 0));
    } else if (value.kind !== "number") {
      const code = value.kind === "picture" ? "picture-lost" : "unknown-part";
      yield { kind: "unread", unread: { ...unread(place, code, value.tag), what: value.tag } };
    }
  }
}

/** What a text holds. Words that no model said, as far as one can tell, are reported. */
function contentsOf({ tag, text }: Extract<EventValue, { kind: "text" }>, place: string): LogContents {
  const contents = readLog(text);
  const isRun = contents.records.some(({ form }) => form !== "words");
  if (!isRun && isOfSettings(tag, text)) return { records: [], unread: [] };
  if (!isRun && contents.unread.length === 0 && !soundsLikeRun(text) && marksOfChat(text) === null)
    return { records: [], unread: [{ ...unread(place, "no-run", text), what: tag }] };
  return placed(contents, place);
}

/** Settings of a training, as transformers and many scripts put them down at its beginning: JSON, or a table in Markdown. */
const isOfSettings = (tag: string, text: string): boolean =>
  /^(?:args|model_config|config|hparams|hyper-?_?parameters)$/i.test(tag) ||
  /^\s*\|\s*param\w*\s*\|\s*value\w*\s*\|/i.test(text);

function placed({ records, unread, unknown = [] }: LogContents, event: string): LogContents {
  const at = <Found extends LogRecord | Unread | { readonly place: string }>(found: Found): Found => ({
    ...found,
    place: found.place === "file" ? event : `${event}, ${found.place}`,
  });
  return { records: records.map(at), unread: unread.map(at), unknown: unknown.map(at) };
}

/** What a file without a run holds: `120 of loss, 3 of grad_norm`. */
const inWords = ({ tags }: Passed): string => [...tags].map(([tag, count]) => `${count} of ${tag}`).join(", ");

/** The values of an event; null where its bytes are none. */
function valuesOf(bytes: Uint8Array): readonly EventValue[] | null {
  const event = fieldsOf(bytes);
  if (!event) return null;
  return bytesUnder(event, EVENT.summary).flatMap((summary) =>
    bytesUnder(fieldsOf(summary) ?? [], SUMMARY_VALUE).flatMap((value) => valuesIn(fieldsOf(value) ?? [])),
  );
}

/** A value of a summary; a tensor may hold several texts. */
function valuesIn(value: readonly ProtoField[]): readonly EventValue[] {
  const [named] = bytesUnder(value, VALUE.tag);
  // PyTorch and tensorboardX put this behind the tag of a text.
  const tag = textIn(named ?? new Uint8Array()).replace(/\/text_summary$/, "");
  if (bytesUnder(value, VALUE.image).length > 0) return [{ kind: "picture", tag }];
  if (bytesUnder(value, VALUE.audio).length > 0) return [{ kind: "sound", tag }];
  const plugin = textIn(
    bytesUnder(messageUnder(messageUnder(value, VALUE.metadata), METADATA_PLUGIN), 1)[0] ?? new Uint8Array(),
  );
  const tensor = messageUnder(value, VALUE.tensor);
  if (numberUnder(tensor, TENSOR.type) !== STRINGS) return [{ kind: "number", tag }];
  if (plugin === "images" || plugin === "audio") return [{ kind: plugin === "images" ? "picture" : "sound", tag }];
  return bytesUnder(tensor, TENSOR.strings).map((string) =>
    imageDataUrl(string) === null ? { kind: "text", tag, text: textIn(string) } : { kind: "picture", tag },
  );
}

const textIn = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const EVENT = { summary: 5 };
const SUMMARY_VALUE = 1;
const VALUE = { tag: 1, image: 4, audio: 6, tensor: 8, metadata: 9 };
const METADATA_PLUGIN = 1;
const TENSOR = { type: 1, strings: 8 };
/** `DT_STRING` of types.proto. */
const STRINGS = 7;
