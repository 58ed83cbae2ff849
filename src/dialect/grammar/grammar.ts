import { type Action, imagesOf } from "../../action";
import type { CoordinateSpace, Step, StepBody, Trace } from "../../trace";
import type { Complaint, Cut, Dialect, Piece, Refuses, ShownImage, Traits, Turn } from "../contract/dialect";
import { frameOf, shownAs } from "../line/shown";
import { type Block, readBlocks, talk } from "../reading/blocks";

type Part = Turn["parts"][number];
type Problem = Extract<StepBody, { kind: "problem" }>;
type Observation = Extract<StepBody, { kind: "observation" }>;

/** Where an observation stands: which image it shows by number, and whether the model is still in its own turn. */
export interface Place {
  /** How many images were shown before it. */
  readonly imagesBefore: number;
  /** How many observations came before it. */
  readonly observationsBefore: number;
  /** The image that it shows, where its size is known. */
  readonly shown?: ShownImage;
}

/** What makes one system's dialect: the rest is the same for all of them. */
export interface Grammar {
  readonly name: string;
  readonly space: CoordinateSpace;
  readonly traits: Traits;
  readonly cut?: Cut;
  readonly refuses?: Refuses;
  blocks(shown: readonly ShownImage[]): readonly Block[];
  /** Words outside every block; a thought where this is left out. */
  outside?(raw: string, shown: readonly ShownImage[]): readonly Piece[];
  expresses(action: Action): boolean;
  printAction(action: Action, shown: readonly ShownImage[]): string;
  printThought(text: string): string;
  printAnswer(text: string): string;
  /** What a person's question is asked with, where no log brings the system's own words; pictures, then the question. */
  question?(text: string, shown: readonly ShownImage[]): readonly Part[];
  /** What the person's turn with an observation holds. */
  observation(body: Observation, place: Place): readonly Part[];
  complain(complaint: Complaint): string;
  observes(action: Action): boolean;
}

export interface ForeignOptions {
  /** What goes first where the line brings none; `{width}` and `{height}` are those of the first picture as shown. */
  readonly instructions: string;
  /** The instructions go before those of the line, too: a person wrote them. */
  readonly insists?: boolean;
}

export const textPart = (text: string): Part => ({ kind: "text", text });
export const imagePart = (image: ShownImage["id"]): Part => ({ kind: "image", image });

/** The picture, where there is one, between two texts. An imported observation may bring those texts itself. */
export function framed(body: Observation, before: string, after: string): readonly Part[] {
  const framedAlready = before.trim() !== "" && body.text.includes(before.trim());
  const parts: Part[] = [textPart(framedAlready ? body.text : before + body.text)];
  if (body.image) parts.push({ kind: "image", image: body.image });
  if (!framedAlready) parts.push(textPart(after));
  return parts.filter((part) => part.kind === "image" || part.text !== "");
}

/** A dialect out of a grammar. `instructions` go first where the line brings none of its own. */
export function createForeignDialect(grammar: Grammar, options: ForeignOptions): Dialect {
  return {
    name: grammar.name,
    space: grammar.space,
    traits: grammar.traits,
    read: (shown) => readBlocks(grammar.blocks(shown), (raw) => grammar.outside?.(raw, shown) ?? talk(raw)),
    print: (body, shown) => print(grammar, body, shown),
    ...(grammar.cut ? { cut: grammar.cut } : {}),
    ...(grammar.refuses ? { refuses: grammar.refuses } : {}),
    transcribe: (line, model, images = new Map()) => new Transcript(grammar, options, model, images).of(line),
    observes: (action) => grammar.observes(action),
    complain: (complaint) => grammar.complain(complaint),
    expresses: (action, shown) => grammar.expresses(action) && (!shown || canMean(grammar.traits, action, shown)),
  };
}

function canMean({ acts, imagines }: Traits, action: Action, shown: readonly ShownImage[]): boolean {
  // A picture that the model draws was never shown before.
  if (imagines && action.kind === "imagine") return true;
  if (acts === undefined) return imagesOf(action).every((id) => shown.some((image) => image.id === id));
  return action.image === (acts === "first-image" ? shown[0] : shown.at(-1))?.id;
}

function print(grammar: Grammar, body: StepBody, shown: readonly ShownImage[]): string {
  switch (body.kind) {
    case "thought":
      return grammar.printThought(body.text);
    case "answer":
      return grammar.printAnswer(body.text);
    case "action":
      if (!grammar.expresses(body.action)) throw new Error(`${grammar.name} has no words for ${body.action.kind}`);
      return grammar.printAction(body.action, shown);
    case "unparsed":
      return body.text;
    case "problem":
    case "observation":
      return "";
  }
}

/** Consecutive steps of the model are one turn; what it saw is a turn of the person's, or stands within its own. */
class Transcript {
  private readonly turns: Turn[] = [];
  private said: Step[] = [];
  private imagesBefore = 0;
  private observationsBefore = 0;
  private readonly grammar: Grammar;
  private readonly options: ForeignOptions;
  private readonly model: string;
  private readonly images: Trace["images"];

  constructor(grammar: Grammar, options: ForeignOptions, model: string, images: Trace["images"]) {
    this.grammar = grammar;
    this.options = options;
    this.model = model;
    this.images = images;
  }

  of(line: readonly Step[]): { turns: readonly Turn[]; open: boolean } {
    for (const step of line) {
      if (step.body.kind === "problem") {
        this.flush();
        this.problem(step.body);
      } else if (step.body.kind === "observation" && this.grammar.traits.observed === "user-turn") {
        this.flush();
        this.turns.push({ role: "user", parts: this.observed(step.body) });
      } else this.said.push(step);
    }
    const open = this.said.length > 0;
    this.flush();
    return { turns: this.turns, open };
  }

  private problem(body: Problem): void {
    const shown = body.images.flatMap((id) => this.shown(id) ?? []);
    const { instructions, insists } = this.options;
    const system = (insists ? undefined : body.instructions) ?? told(instructions, shown[0]);
    if (system !== "") this.turns.push({ role: "system", parts: [textPart(system)] });
    // A log's question has its system's words around it already.
    const own = body.dialect === this.grammar.name;
    const parts = own ? undefined : this.grammar.question?.(body.question, shown);
    const plain = [...body.images.map((image): Part => ({ kind: "image", image })), textPart(body.question)];
    this.turns.push({ role: "user", parts: (parts ?? plain).map((part) => this.sized(part)) });
    this.imagesBefore += body.images.length;
  }

  private observed(body: Observation): readonly Part[] {
    const { imagesBefore, observationsBefore } = this;
    const shown = body.image ? this.shown(body.image) : null;
    const parts = this.grammar.observation(body, { imagesBefore, observationsBefore, ...(shown ? { shown } : {}) });
    this.observationsBefore++;
    if (body.image) this.imagesBefore++;
    return parts.map((part) => this.sized(part));
  }

  private flush(): void {
    const steps = this.said;
    this.said = [];
    if (steps.length === 0) return;
    const parts: Part[] = [];
    for (const step of steps)
      if (step.body.kind === "observation") parts.push(...this.observed(step.body));
      else parts.push(textPart(step.raw));
    const turn: Turn = { role: "assistant", parts: joined(parts) };
    // Tokens are kept only where all of the turn is this model's own: neighbours must be cut into tokens together.
    const own = steps.every((step) => step.generation?.model === this.model);
    const tokenIds = steps.flatMap((step) => step.generation?.tokens.map(({ id }) => id) ?? []);
    this.turns.push(own ? { ...turn, tokenIds } : turn);
  }

  private shown(id: ShownImage["id"]): ShownImage | null {
    const size = this.images.get(id);
    return size ? shownAs(this.grammar, id, size) : null;
  }

  /** A cut-out has the size that the system gives it; any other picture that of the frame that boxes count in. */
  private sized(part: Part): Part {
    const record = part.kind === "image" ? this.images.get(part.image) : undefined;
    if (part.kind !== "image" || !record) return part;
    const { traits, space } = this.grammar;
    const cut = record.origin.kind === "derived" ? traits.shownSize?.(record) : undefined;
    const size = cut ?? (space === "resized" ? frameOf(this.grammar, record) : record);
    const same = size.width === record.width && size.height === record.height;
    return same ? part : { ...part, size: { width: size.width, height: size.height } };
  }
}

function told(instructions: string, first: ShownImage | undefined): string {
  const { width, height } = first?.frame ?? first?.size ?? { width: 0, height: 0 };
  return instructions.replaceAll("{width}", String(width)).replaceAll("{height}", String(height));
}

/** Neighbouring texts as one. */
function joined(parts: readonly Part[]): readonly Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.kind === "text" && last?.kind === "text") result[result.length - 1] = textPart(last.text + part.text);
    else if (part.kind === "image" || part.text !== "") result.push(part);
  }
  return result;
}

/** `error: no such image`, for systems that say no more than that. */
export const plainComplaint = (complaint: Complaint): string =>
  complaint.kind === "refused" ? "refused" : complaint.code.replaceAll("-", " ");
