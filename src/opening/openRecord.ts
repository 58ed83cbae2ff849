import {
  bodyOf,
  createDialect,
  type Dialect,
  type DialectName,
  detectDialect,
  frameOf,
  type ImageReference,
  type LogRecord,
  type Message,
  mergedLabels,
  type Piece,
  type ShownImage,
  type Unread,
} from "../dialect";
import type { Size } from "../geometry";
import {
  emptyTrace,
  type ImageRecord,
  type Judgement,
  type JudgementId,
  namingOf,
  plainStep,
  type Step,
  type StepBody,
  type StepId,
  type Trace,
  type TraceId,
} from "../trace";
import { grouped, unread } from "./contents";
import { bySpeaker, referenceIn, scoresOf } from "./kept";
import { type Expected, Looking } from "./looking";
import { type Assumption, isTold, type NumbersRead, numbersOfRecord } from "./numbers";
import type { OpeningPorts } from "./ports";
import { judgementOfLog, type Preferred } from "./preferred";
import { agreementOf, type Comparison, countSteps, type RecordReport } from "./report";
import { needsPicture, sizeOfStandIn, standInId, UNKNOWN_SIZE } from "./standIn";
import { unreadIn, unreadPiece } from "./unreadMarks";

export interface OpenedRecord {
  readonly trace: Trace;
  readonly report: RecordReport;
}

/** One record of a log as a trace. `system` overrides what the record's words say of their dialect. */
export async function openRecord(
  record: LogRecord,
  id: TraceId,
  ports: OpeningPorts,
  system: DialectName = detectDialect(record),
): Promise<OpenedRecord> {
  const opening = new Opening(record, id, ports, system);
  await opening.problem();
  // What is grown last is what people see first.
  if (record.rejected) await opening.branch(record.rejected.messages, ["rejected", record.rejected.field]);
  await opening.branch(record.messages, record.rejected ? ["chosen", record.rejected.chosenField] : null);
  return opening.finish();
}

/** What a log tells of a picture beside the picture itself: words, where it stands, and what it should show. */
interface Told {
  readonly text: string;
  readonly raw: string;
  readonly place: string;
  readonly expected: Expected | null;
}

const DROPPED: readonly ImageReference[] = [{ kind: "dropped" }];
const WORDS_LIMIT = 1_000_000;

class Opening {
  // Grown in place and made a trace at the end: edits copy their maps, and a record may have very many steps.
  private readonly steps = new Map<StepId, Step>();
  private readonly children = new Map<StepId | null, readonly StepId[]>();
  private readonly judgements = new Map<JudgementId, Judgement>();
  private readonly pictures = new Map<ImageRecord["id"], ImageRecord>();
  private root: StepId | null = null;
  private parent: StepId | null = null;
  private imagesOfProblem = 0;
  private readonly images: ShownImage[] = [];
  private looking: Looking;
  private readonly dialect: Dialect;
  private readonly notUnderstood: Unread[];
  private readonly missing: string[] = [];
  private readonly comparisons: Comparison[] = [];
  private readonly counts = { kept: 0, recomputed: 0, lost: 0 };
  /** White space and marks that no step has yet. */
  private filler = "";
  private readonly id: TraceId;
  private readonly record: LogRecord;
  private readonly ports: OpeningPorts;
  private readonly system: DialectName;
  private readonly assumed: Assumption[] = [];
  private numbers: NumbersRead | null = null;

  constructor(record: LogRecord, id: TraceId, ports: OpeningPorts, system: DialectName) {
    this.record = record;
    this.ports = ports;
    this.system = system;
    this.dialect = createDialect(system);
    this.id = id;
    this.notUnderstood = [...record.unread];
    this.looking = new Looking(this.dialect, ports.executor);
  }

  async problem(): Promise<void> {
    const { record } = this;
    const images = record.images.length === 0 && needsPicture(record, this.dialect) ? DROPPED : record.images;
    for (const [i, reference] of images.entries()) await this.source(reference, i);
    this.imagesOfProblem = this.images.length;
    this.numbers = numbersOfRecord(record, this.dialect, this.images, isTold(record, this.system));
    this.assumed.push(...this.numbers.assumed);
    if (this.numbers.outside) this.notUnderstood.push(unread(record.place, "outside-image", ""));
    const { id } = this.append(
      {
        kind: "problem",
        question: this.bounded(record.question, "question"),
        images: this.images.map(({ id }) => id),
        dialect: this.system,
        ...referenceIn(record, (text, place) => this.bounded(text, place)),
        ...(record.instructions === "" ? {} : { instructions: this.bounded(record.instructions, "instructions") }),
      },
      "",
    );
    this.root = id;
  }

  /** A run that goes on from the problem, and what the log thought of it beside another. */
  async branch(messages: readonly Message[], preference: Preferred | null): Promise<void> {
    this.parent = this.root;
    this.images.length = this.imagesOfProblem;
    this.looking = new Looking(this.dialect, this.ports.executor);
    for (const run of bySpeaker(messages)) {
      if (run[0]?.role === "assistant") for (const message of run) await this.said(message);
      else await this.shown(run);
    }
    this.settle();
    // Marks of a turn that holds nothing else.
    if (this.filler.trim() !== "") this.append({ kind: "thought", text: this.filler.trim() }, this.filler);
    this.filler = "";
    this.answerInWords();
    const first = this.children.get(this.root)?.at(-1);
    if (!preference || first === undefined || this.parent === this.root) return;
    const judgement = judgementOfLog(this.id, first, preference, this.ports.nowMillis());
    this.judgements.set(judgement.id, judgement);
  }

  private async source(reference: ImageReference, index: number): Promise<void> {
    const name = reference.kind === "name" ? reference.name : "";
    const found = reference.kind === "dropped" ? null : await this.ports.find(reference);
    const told = this.record.sizes[index];
    const guessed = found ?? sizeOfStandIn(this.record, this.dialect, told ?? null);
    const { width, height } = guessed;
    if ("ground" in guessed) {
      this.missing.push(name === "" ? `image ${index + 1}` : name);
      this.assumed.push({ kind: "size", width, height, ground: guessed.ground });
    }
    const id = found?.id ?? standInId(`${name}/${this.record.place}/${index}`);
    const turned = found?.orientation === undefined ? {} : { orientation: found.orientation };
    this.addImage({ id, width, height, name, ...turned, origin: { kind: "source" } });
    this.look({ id, size: { width, height }, ...turned });
  }

  /** Remembers that the model was shown an image, at the size that this system shows it. */
  private look(shown: ShownImage, expected: Expected | null = null): void {
    // The native dialect names each image once, as `shownAlong` has it; other systems count every showing.
    if (!this.dialect.traits && this.images.some(({ id }) => id === shown.id)) return;
    const { screen } = this.record;
    const image = { ...shown, ...(screen ? { screen } : {}), ...this.labels(expected) };
    if (this.dialect.space !== "resized") {
      this.images.push(image);
      return;
    }
    const told = this.record.frames[this.images.length];
    const frame = told ?? frameOf(this.dialect, image.size);
    this.images.push({ ...image, frame });
  }

  private labels(expected: Expected | null): Pick<ShownImage, "labels"> {
    if (!expected || !this.dialect.traits?.relabels) return {};
    const before = this.images.find(({ id }) => id === expected.from)?.labels ?? [];
    return { labels: mergedLabels(before, expected.labels) };
  }

  async said({ parts, place }: Message): Promise<void> {
    let expected: (Expected | null)[] = [];
    for (const [i, part] of parts.entries()) {
      if (part.kind === "text") {
        for (const piece of this.read(part.text)) this.piece(piece, place);
        continue;
      }
      this.settle();
      if (this.dialect.traits?.imagines) {
        await this.drawn(part.image);
        continue;
      }
      if (expected.length === 0)
        expected = [...(await this.looking.shown(this.picturesAtOnce(parts.slice(i)), this.pictures))];
      await this.picture(part.image, { text: "", raw: "", place, expected: expected.shift() ?? null });
    }
  }

  private read(text: string): readonly Piece[] {
    const reader = this.dialect.read(this.images);
    return [...reader.push(text), ...reader.end()];
  }

  /** How many pictures stand in a turn before the model asks for more. */
  private picturesAtOnce(parts: Message["parts"]): number {
    const asks = (part: Message["parts"][number]): boolean =>
      part.kind === "text" && this.read(part.text).some(({ kind }) => kind === "action");
    const next = parts.findIndex(asks);
    return parts.slice(0, next < 0 ? parts.length : next).filter(({ kind }) => kind === "image").length;
  }

  /** A picture that the model drew itself. One that nobody has is held by a stand-in: an action needs its image. */
  private async drawn(reference: ImageReference): Promise<void> {
    const name = reference.kind === "name" ? reference.name : "";
    const found = reference.kind === "dropped" ? null : await this.ports.find(reference);
    const place = `${name}/${this.record.place}/drawn ${this.steps.size}`;
    const { id, width, height } = found ?? { id: standInId(place), ...UNKNOWN_SIZE };
    this.addImage({ id, width, height, name, origin: { kind: "source" } });
    this.append({ kind: "action", action: { kind: "imagine", image: id }, declared: null }, "");
    this.append({ kind: "observation", image: id, text: "" }, "");
    this.look({ id, size: { width, height } });
    if (found) this.counts.kept++;
    else this.counts.lost++;
    if (!found) this.missing.push(name === "" ? `drawn picture ${this.steps.size}` : name);
  }

  private piece(piece: Piece, place: string): void {
    if (piece.kind === "filler") {
      this.filler += piece.raw;
      return;
    }
    const raw = this.filler + piece.raw;
    this.filler = "";
    const step = this.append(this.bodyOf(piece), raw.slice(0, WORDS_LIMIT));
    if (piece.kind === "unparsed") this.notUnderstood.push(unreadPiece(piece, place));
    if (step.body.kind === "action") this.looking.asked({ id: step.id, body: step.body });
    // Whatever else such words mean to their system, they are a thought or an answer here: that is said.
    if (step.body.kind === "thought" || step.body.kind === "answer")
      this.notUnderstood.push(...unreadIn(step.body.text, raw, place));
  }

  /** What a piece becomes, its numbers read as those of the record are. */
  private bodyOf(piece: Exclude<Piece, { kind: "filler" }>): StepBody {
    const body = bodyOf(piece);
    if (body.kind !== "action" || !this.numbers || this.looking.isReading) return body;
    return this.numbers.read(
      body,
      this.images.find(({ id }) => id === body.action.image),
    );
  }

  /** Messages that showed the model something between two turns of its own. */
  async shown(messages: readonly Message[]): Promise<void> {
    this.settle();
    const pictures = messages.flatMap(({ parts }) => parts.filter((part) => part.kind === "image"));
    const expected = [...(await this.looking.shown(pictures.length, this.pictures))];
    for (const message of messages) await this.shownIn(message, expected);
  }

  /** A step for each picture of a message, the words with the first of them; takes what it shows off `expected`. */
  private async shownIn({ parts, place }: Message, expected: (Expected | null)[]): Promise<void> {
    const pictures = parts.filter((part) => part.kind === "image");
    const raw = parts.map((part) => (part.kind === "text" ? part.text : "<image>")).join("");
    const words = parts.map((part) => (part.kind === "text" ? part.text : "")).join("");
    const text = this.bounded(words, place);
    if (pictures.length === 0) this.append({ kind: "observation", image: null, text }, "");
    for (const [i, { image }] of pictures.entries()) {
      const said = i === 0 ? { text, raw } : { text: "", raw: "" };
      await this.picture(image, { ...said, place, expected: expected.shift() ?? null });
    }
  }

  private async picture(reference: ImageReference, { text, raw, place, expected }: Told): Promise<void> {
    const naming = namingOf(expected?.asked ?? [], this.parent);
    const found = reference.kind === "dropped" ? null : await this.ports.find(reference);
    const name = reference.kind === "name" ? reference.name : "";
    if (found) {
      this.addImage({ ...found, name, origin: { kind: "source" } });
      const step = this.append({ kind: "observation", image: found.id, text, ...naming }, raw);
      this.look({ id: found.id, size: found }, expected);
      this.counts.kept++;
      if (expected) this.compare(step.id, found, expected.shownSize);
      return;
    }
    if (reference.kind === "name") this.missing.push(name);
    else if (reference.kind === "data" || !expected) this.notUnderstood.push(unread(place, "picture-lost", name));
    if (expected) {
      this.addImage({ ...expected.image, name: "", origin: { kind: "derived", from: expected.from } });
      this.append({ kind: "observation", image: expected.image.id, text, recomputed: true, ...naming }, raw);
      this.look({ id: expected.image.id, size: expected.image }, expected);
      this.counts.recomputed++;
      return;
    }
    this.counts.lost++;
    if (reference.kind !== "name") {
      this.append({ kind: "observation", image: null, text }, raw);
      return;
    }
    const standIn = { id: standInId(`${name}/${this.record.place}`), ...UNKNOWN_SIZE };
    this.addImage({ ...standIn, name, origin: { kind: "source" } });
    this.append({ kind: "observation", image: standIn.id, text }, raw);
    this.look({ id: standIn.id, size: UNKNOWN_SIZE });
  }

  private compare(step: StepId, kept: Size, recomputed: Size): void {
    const { width, height } = kept;
    this.comparisons.push({ step, kept: { width, height }, recomputed, agreement: agreementOf(kept, recomputed) });
  }

  finish(): OpenedRecord {
    const { record, counts, comparisons, steps, children, judgements } = this;
    const grown = {
      images: this.pictures,
      steps,
      children,
      judgements,
      scores: this.parent === null ? [] : scoresOf(record, this.parent),
    };
    const trace: Trace = { ...emptyTrace(this.id, record.title), ...grown };
    return {
      trace,
      report: {
        place: record.place,
        system: this.system,
        ...countSteps(trace),
        notUnderstood: grouped(this.notUnderstood),
        assumed: this.assumed,
        missingImages: this.missing,
        observations: counts,
        comparisons,
      },
    };
  }

  /** Words left at the end of a message belong to its last step. */
  private settle(): void {
    if (this.filler === "" || this.parent === null) return;
    const last = this.steps.get(this.parent);
    if (last && last.body.kind !== "problem" && last.body.kind !== "observation") {
      this.steps.set(last.id, { ...last, raw: last.raw + this.filler });
      this.filler = "";
    }
  }

  /** Where a system marks no answer, its last words are the answer. */
  private answerInWords(): void {
    const last = this.parent === null ? undefined : this.steps.get(this.parent);
    const marked = this.dialect.traits?.answer !== "" && !this.record.form.startsWith("openai");
    if (marked || last?.body.kind !== "thought") return;
    this.steps.set(last.id, { ...last, body: { kind: "answer", text: last.body.text } });
  }

  private append(body: StepBody, raw: string): Step {
    const step = plainStep({
      id: this.ports.nextStepId(),
      parent: this.parent,
      author: "import",
      atMillis: this.ports.nowMillis(),
      body,
      raw,
    });
    this.steps.set(step.id, step);
    this.children.set(this.parent, [...(this.children.get(this.parent) ?? []), step.id]);
    this.parent = step.id;
    return step;
  }

  private addImage(image: ImageRecord): void {
    if (!this.pictures.has(image.id)) this.pictures.set(image.id, image);
  }

  private bounded(text: string, place: string): string {
    if (text.length > WORDS_LIMIT) this.notUnderstood.push(unread(place, "too-long", text));
    return text.slice(0, WORDS_LIMIT);
  }
}
