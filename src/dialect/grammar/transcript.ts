import { type Action, type ImageId, imagesOf } from "../../action";
import type { ActionBody, Step, StepBody, Trace } from "../../trace";
import type { Dialect, ShownImage, Turn, TurnPart } from "../contract/dialect";
import { frameOf, makersAlong, shownAs, shownSizeOf } from "../line/shown";
import { followingPrograms } from "../programs/kernel";
import { type Block, readBlocks, talk } from "../reading/blocks";
import { outputBlocks } from "../reading/tags";
import { type Grammar, textPart } from "./grammar";
import type { System } from "./system";

type Problem = Extract<StepBody, { kind: "problem" }>;
type Observation = Extract<StepBody, { kind: "observation" }>;

/** What of a system is needed to speak like it. */
type Speaker = Pick<System, "name" | "title" | "grammar">;

export interface ForeignOptions {
  /** What goes first where the line brings none; `{width}` and `{height}` are those of the first picture as shown. */
  readonly instructions: string;
  /** The instructions go before those of the line, too: a person wrote them. */
  readonly insists?: boolean;
}

/** The dialect of a system. `instructions` go first where the line brings none of its own. */
export function createForeignDialect(system: Speaker, options: ForeignOptions): Dialect {
  const { name, title, grammar } = system;
  return {
    name,
    title,
    space: grammar.space,
    traits: grammar.traits,
    read(shown, memory = null) {
      if (grammar.reader) return grammar.reader(shown, memory);
      const reader = readBlocks(
        withOutputs(grammar.blocks(shown)),
        (raw) => grammar.outside?.(raw, shown) ?? talk(raw),
      );
      return grammar.programs ? followingPrograms(reader, grammar.programs, shown, memory) : reader;
    },
    print: (body, shown) => print(system, body, shown),
    ...(grammar.cut ? { cut: grammar.cut } : {}),
    ...(grammar.programs ? { programs: grammar.programs } : {}),
    ...(grammar.refuses ? { refuses: grammar.refuses } : {}),
    transcribe: (line, model, images = new Map()) => new Transcript(system, options, model, images).of(line),
    observes: (action) => grammar.observes(action),
    toolError: (error) => grammar.toolError(error),
    expresses: (action, shown) => grammar.expresses(action) && (!shown || canMean(grammar, action, shown)),
  };
}

/** What tools say is no thought in any system's words; a system that reads it itself is left to it. */
const withOutputs = (own: readonly Block[]): readonly Block[] => [
  ...own,
  ...outputBlocks().filter(({ open }) => own.every((block) => block.open !== open)),
];

function canMean({ traits, means }: Grammar, action: Action, shown: readonly ShownImage[]): boolean {
  const { acts, imagines } = traits;
  if (means?.(action, shown) === false) return false;
  // A picture that the model draws was never shown before.
  if (imagines && action.kind === "imagine") return true;
  // What is done to a screen is done to the one shown last, whatever the calls of other tools mean.
  if (action.kind === "operate") return action.image === shown.at(-1)?.id;
  if (acts === undefined) return imagesOf(action).every((id) => shown.some((image) => image.id === id));
  return action.image === (acts === "first-image" ? shown[0] : shown.at(-1))?.id;
}

function print({ name, grammar }: Speaker, body: StepBody, shown: readonly ShownImage[]): string {
  switch (body.kind) {
    case "thought":
      return grammar.printThought(body.text);
    case "answer":
      return grammar.printAnswer(body.text);
    case "action":
      if (!grammar.expresses(body.action)) throw new Error(`${name} has no words for ${body.action.kind}`);
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
  private question = "";
  private makers: ReadonlyMap<ImageId, ActionBody> = new Map();
  private readonly system: Speaker;
  private readonly options: ForeignOptions;
  private readonly model: string;
  private readonly images: Trace["images"];

  constructor(system: Speaker, options: ForeignOptions, model: string, images: Trace["images"]) {
    this.system = system;
    this.options = options;
    this.model = model;
    this.images = images;
  }

  of(line: readonly Step[]): { turns: readonly Turn[]; open: boolean } {
    this.makers = makersAlong(this.system.grammar, line);
    for (const step of line) {
      if (step.body.kind === "problem") {
        this.flush();
        this.problem(step.body);
      } else if (step.body.kind === "observation" && this.system.grammar.traits.observed === "user-turn") {
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
    const own = body.dialect === this.system.name;
    const parts = own ? undefined : this.system.grammar.question?.(body.question, shown);
    const plain = [...body.images.map((image): TurnPart => ({ kind: "image", image })), textPart(body.question)];
    this.turns.push({ role: "user", parts: (parts ?? plain).map((part) => this.sized(part)) });
    this.imagesBefore += body.images.length;
    this.question = body.question;
  }

  private observed(body: Observation): readonly TurnPart[] {
    const { imagesBefore, observationsBefore, question } = this;
    const shown = body.image ? this.shown(body.image) : null;
    const isTurned = body.image !== null && this.makers.get(body.image)?.action.kind === "rotate";
    const parts = this.system.grammar.observation(body, {
      imagesBefore,
      observationsBefore,
      question,
      ...(shown ? { shown: isTurned ? { ...shown, turned: true } : shown } : {}),
    });
    this.observationsBefore++;
    if (body.image) this.imagesBefore++;
    return parts.map((part) => this.sized(part));
  }

  private flush(): void {
    const steps = this.said;
    this.said = [];
    if (steps.length === 0) return;
    const parts: TurnPart[] = [];
    for (const step of steps)
      if (step.body.kind === "observation") parts.push(...this.observed(step.body));
      else parts.push(textPart(step.raw));
    const turn: Turn = { role: "assistant", parts: joined(parts) };
    // A tool that a person called has no words in most systems: what it found is told by itself.
    if (turn.parts.length === 0) return;
    // Tokens are kept only where all of the turn is this model's own: neighbours must be cut into tokens together.
    const own = steps.every((step) => step.generation?.model === this.model);
    const tokenIds = steps.flatMap((step) => step.generation?.tokens.map(({ id }) => id) ?? []);
    this.turns.push(own ? { ...turn, tokenIds } : turn);
  }

  private shown(id: ShownImage["id"]): ShownImage | null {
    const size = this.images.get(id);
    return size ? shownAs(this.system.grammar, id, size) : null;
  }

  /** A cut-out has the size that the system gives it; any other picture that of the frame that boxes count in. */
  private sized(part: TurnPart): TurnPart {
    const record = part.kind === "image" ? this.images.get(part.image) : undefined;
    if (part.kind !== "image" || !record) return part;
    const { grammar } = this.system;
    const maker = record.origin.kind === "derived" ? this.makers.get(record.id) : undefined;
    const size =
      maker?.action.kind === "zoom" && grammar.traits.shownSize
        ? shownSizeOf(grammar, maker, this.images.get(maker.action.image), record)
        : grammar.space === "resized"
          ? frameOf(grammar, record)
          : record;
    const same = size.width === record.width && size.height === record.height;
    return same ? part : { ...part, size: { width: size.width, height: size.height } };
  }
}

function told(instructions: string, first: ShownImage | undefined): string {
  const { width, height } = first?.frame ?? first?.size ?? { width: 0, height: 0 };
  return instructions.replaceAll("{width}", String(width)).replaceAll("{height}", String(height));
}

/** Neighbouring texts as one. */
function joined(parts: readonly TurnPart[]): readonly TurnPart[] {
  const result: TurnPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.kind === "text" && last?.kind === "text") result[result.length - 1] = textPart(last.text + part.text);
    else if (part.kind === "image" || part.text !== "") result.push(part);
  }
  return result;
}
