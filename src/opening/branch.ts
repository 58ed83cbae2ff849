import {
  bodyOf,
  type Dialect,
  type ImageReference,
  type LogRecord,
  type Memory,
  type Message,
  type Piece,
  type ShownImage,
  textOfParts,
} from "../dialect";
import type { Size } from "../geometry";
import { namingOf, type StepBody, type Token } from "../trace";
import { type Account, WORDS_LIMIT } from "./account";
import { unread } from "./contents";
import type { GrownTrace } from "./grown";
import { type Expected, Looking } from "./looking";
import type { NumbersRead } from "./numbers";
import type { OpeningPorts } from "./ports";
import { ShownImages } from "./shownImages";
import { bySpeaker } from "./speakers";
import { standInId, UNKNOWN_SIZE } from "./standIn";
import { TokenQueue } from "./tokenQueue";
import { readTurn, type TurnRead } from "./turn";
import { unreadIn, unreadOfPiece } from "./unreadMarks";

/** What a run is opened with: where its steps grow, what is said of them, and the pictures of its problem. */
export interface BranchParts {
  readonly grown: GrownTrace;
  readonly account: Account;
  readonly dialect: Dialect;
  readonly ports: OpeningPorts;
  readonly record: LogRecord;
  /** How the numbers of the whole log are read; null where they are as the dialect has them. */
  readonly numbers: NumbersRead | null;
  readonly images: readonly ShownImage[];
}

/** What a log tells of a picture beside the picture itself: words, where it stands, and what it should show. */
interface Told {
  readonly text: string;
  readonly raw: string;
  readonly place: string;
  readonly expected: Expected | null;
}

/** Forms whose calls stand beside the words, so that words without a call end the run, whatever system's tools they call. */
const CALLS_APART = /^(?:openai|inspect|spans|langfuse|agent-tars)/;

/** One run that goes on from the step at which `grown` stands: its messages become steps. */
export class Branch {
  private readonly images: ShownImages;
  private readonly looking: Looking;
  /** White space and marks that no step has yet. */
  private filler = "";
  /** The tokens of the words that are read, and those of them that no step has yet. */
  private tokens: TokenQueue | null = null;
  private readonly logged: Token[] = [];
  /** What the turns before left to be remembered. */
  private memory: Memory | null = null;
  /** Whether something was done to a screen. */
  private operates = false;
  private readonly parts: BranchParts;

  constructor(parts: BranchParts) {
    this.parts = parts;
    this.images = new ShownImages(parts.dialect, parts.record, parts.images);
    this.looking = new Looking(parts.dialect, parts.ports.executor);
  }

  async open(messages: readonly Message[]): Promise<void> {
    for (const run of bySpeaker(messages)) {
      if (run[0]?.role === "assistant") for (const message of run) await this.said(message);
      else await this.shown(run);
    }
    this.settle();
    // Marks of a turn that holds nothing else.
    if (this.filler.trim() !== "") this.parts.grown.append({ kind: "thought", text: this.filler.trim() }, this.filler);
    this.filler = "";
    this.answerInWords();
  }

  private async said({ parts, place }: Message): Promise<void> {
    let expected: (Expected | null)[] = [];
    for (const [i, part] of parts.entries()) {
      if (part.kind === "text") {
        const { pieces, memory } = this.read(part.text);
        this.memory = memory;
        this.tokens = part.tokens ? new TokenQueue(part.tokens, part.tokensFrom) : null;
        for (const piece of pieces) this.piece(piece, place);
        continue;
      }
      this.settle();
      if (this.parts.dialect.traits?.imagines) {
        await this.drawn(part.image);
        continue;
      }
      if (expected.length === 0)
        expected = [...(await this.looking.shown(this.picturesAtOnce(parts.slice(i)), this.parts.grown.pictures))];
      await this.picture(part.image, { text: "", raw: "", place, expected: expected.shift() ?? null });
    }
  }

  private read(text: string): TurnRead {
    const { dialect, numbers, images } = this.parts;
    // Before anything else was shown, the turn is as it was read to know its numbers.
    const isFirst = this.memory === null && this.images.list.length === images.length;
    const known = isFirst ? numbers?.turns.get(text) : undefined;
    return known ?? readTurn(text, dialect, this.images.list, this.memory);
  }

  /** How many pictures stand in a turn before the model asks for more. */
  private picturesAtOnce(parts: Message["parts"]): number {
    const asks = (part: Message["parts"][number]): boolean =>
      part.kind === "text" && this.read(part.text).pieces.some(({ kind }) => kind === "action");
    const next = parts.findIndex(asks);
    return parts.slice(0, next < 0 ? parts.length : next).filter(({ kind }) => kind === "image").length;
  }

  /** A picture that the model drew itself. One that nobody has is held by a stand-in: an action needs its image. */
  private async drawn(reference: ImageReference): Promise<void> {
    const name = reference.kind === "name" ? reference.name : "";
    const found = reference.kind === "dropped" ? null : await this.parts.ports.find(reference);
    const place = `${name}/${this.parts.record.place}/drawn ${this.parts.grown.steps.size}`;
    const { id, width, height } = found ?? { id: standInId(place), ...UNKNOWN_SIZE };
    this.parts.grown.addImage({ id, width, height, name, origin: { kind: "source" } });
    this.parts.grown.append({ kind: "action", action: { kind: "imagine", image: id }, declared: null }, "");
    this.parts.grown.append({ kind: "observation", image: id, text: "" }, "");
    this.images.add({ id, size: { width, height } });
    if (found) this.parts.account.observations.kept++;
    else this.parts.account.observations.lost++;
    if (!found) this.parts.account.missing.push(name === "" ? `drawn picture ${this.parts.grown.steps.size}` : name);
  }

  private piece(piece: Piece, place: string): void {
    this.logged.push(...(this.tokens?.taken(piece.raw.length) ?? []));
    if (piece.kind === "filler") {
      this.filler += piece.raw;
      return;
    }
    const raw = this.filler + piece.raw;
    this.filler = "";
    const step = this.parts.grown.append(this.bodyOf(piece), raw.slice(0, WORDS_LIMIT), this.logged.splice(0));
    this.parts.account.notUnderstood.push(...unreadOfPiece(piece, place));
    if (step.body.kind === "action") {
      this.operates ||= step.body.action.kind === "operate";
      this.looking.asked({ id: step.id, body: step.body });
    }
    // Whatever else such words mean to their system, they are a thought or an answer here: that is said.
    if (step.body.kind === "thought" || step.body.kind === "answer")
      this.parts.account.notUnderstood.push(...unreadIn(step.body.text, raw, place));
  }

  /** What a piece becomes, its numbers read as those of the record are. */
  private bodyOf(piece: Exclude<Piece, { kind: "filler" }>): StepBody {
    const body = bodyOf(piece);
    if (body.kind !== "action" || !this.parts.numbers || this.looking.isReading) return body;
    return this.parts.numbers.read(
      body,
      this.images.list.find(({ id }) => id === body.action.image),
    );
  }

  /** Messages that showed the model something between two turns of its own. */
  private async shown(messages: readonly Message[]): Promise<void> {
    this.settle();
    const pictures = messages.flatMap(({ parts }) => parts.filter((part) => part.kind === "image"));
    const expected = [...(await this.looking.shown(pictures.length, this.parts.grown.pictures))];
    for (const message of messages) await this.shownIn(message, expected);
  }

  /** A step for each picture of a message, the words with the first of them; takes what it shows off `expected`. */
  private async shownIn({ parts, place }: Message, expected: (Expected | null)[]): Promise<void> {
    const pictures = parts.filter((part) => part.kind === "image");
    const text = this.parts.account.bounded(textOfParts(parts), place);
    if (pictures.length === 0) {
      this.parts.grown.append({ kind: "observation", image: null, text }, "");
      return;
    }
    const raw = parts.map((part) => (part.kind === "text" ? part.text : "<image>")).join("");
    for (const [i, { image }] of pictures.entries()) {
      const said = i === 0 ? { text, raw } : { text: "", raw: "" };
      await this.picture(image, { ...said, place, expected: expected.shift() ?? null });
    }
  }

  private async picture(reference: ImageReference, { text, raw, place, expected }: Told): Promise<void> {
    const naming = namingOf(expected?.asked ?? [], this.parts.grown.parent);
    const found = reference.kind === "dropped" ? null : await this.parts.ports.find(reference);
    const name = reference.kind === "name" ? reference.name : "";
    if (found) {
      this.parts.grown.addImage({ ...found, name, origin: { kind: "source" } });
      const step = this.parts.grown.append({ kind: "observation", image: found.id, text, ...naming }, raw);
      this.images.add({ id: found.id, size: found }, expected);
      this.parts.account.observations.kept++;
      if (expected) this.parts.account.compare(step.id, found, expected.shownSize);
      return;
    }
    if (reference.kind === "name") this.parts.account.missing.push(name);
    else if (reference.kind === "data" || !expected)
      this.parts.account.notUnderstood.push(unread(place, "picture-lost", name));
    if (expected) {
      this.parts.grown.addImage({ ...expected.image, name: "", origin: { kind: "derived", from: expected.from } });
      this.parts.grown.append(
        { kind: "observation", image: expected.image.id, text, recomputed: true, ...naming },
        raw,
      );
      this.images.add({ id: expected.image.id, size: expected.image }, expected);
      this.parts.account.observations.recomputed++;
      return;
    }
    this.parts.account.observations.lost++;
    if (reference.kind !== "name") {
      this.parts.grown.append({ kind: "observation", image: null, text }, raw);
      return;
    }
    const size = this.screenSize() ?? UNKNOWN_SIZE;
    const standIn = { id: standInId(`${name}/${this.parts.record.place}`), ...size };
    this.parts.grown.addImage({ ...standIn, name, origin: { kind: "source" } });
    this.parts.grown.append({ kind: "observation", image: standIn.id, text }, raw);
    this.images.add({ id: standIn.id, size });
  }

  /** The size of the first screenshot, where something was done to a screen: another of the same screen is as large. */
  private screenSize(): Size | null {
    const [first] = this.images.list;
    return first && this.operates ? first.size : null;
  }

  /** Words left at the end of a message belong to its last step. */
  private settle(): void {
    const { grown } = this.parts;
    const last = grown.last();
    if (this.filler === "" || !last || last.body.kind === "problem" || last.body.kind === "observation") return;
    const logged = [...(last.logged ?? []), ...this.logged.splice(0)];
    grown.replace({ ...last, raw: last.raw + this.filler, ...(logged.length > 0 ? { logged } : {}) });
    this.filler = "";
  }

  /** Where a system marks no answer, its last words are the answer. */
  private answerInWords(): void {
    const { dialect, grown, record } = this.parts;
    const last = grown.last();
    const isOutside = last !== undefined && last.body.kind === "thought" && !/<\/?think>/.test(last.raw);
    const unmarked = dialect.traits?.answer === "" || (dialect.traits?.answersUnmarked === true && isOutside);
    if ((!unmarked && !CALLS_APART.test(record.form)) || last?.body.kind !== "thought" || last.body.of) return;
    grown.replace({ ...last, body: { kind: "answer", text: last.body.text } });
  }
}
