import type { Action } from "../action";
import type { CoordinateSpace, Step, StepBody } from "../trace";
import { type Block, readBlocks, talk } from "./blocks";
import type { Complaint, Dialect, Piece, ShownImage, Traits, Turn } from "./dialect";

type Part = Turn["parts"][number];
type Observation = Extract<StepBody, { kind: "observation" }>;

/** Where an observation stands: which image it shows by number, and whether the model is still in its own turn. */
export interface Place {
  /** How many images were shown before it. */
  readonly imagesBefore: number;
  /** How many observations came before it. */
  readonly observationsBefore: number;
}

/** What makes one system's dialect: the rest is the same for all of them. */
export interface Grammar {
  readonly name: string;
  readonly space: CoordinateSpace;
  readonly traits: Traits;
  blocks(shown: readonly ShownImage[]): readonly Block[];
  /** Words outside every block; a thought where this is left out. */
  outside?(raw: string, shown: readonly ShownImage[]): readonly Piece[];
  expresses(action: Action): boolean;
  printAction(action: Action, shown: readonly ShownImage[]): string;
  printThought(text: string): string;
  printAnswer(text: string): string;
  /** What the person's turn with an observation holds. */
  observation(body: Observation, place: Place): readonly Part[];
  complain(complaint: Complaint): string;
  observes(action: Action): boolean;
}

export const textPart = (text: string): Part => ({ kind: "text", text });

/** The picture, where there is one, between two texts. An imported observation may bring those texts itself. */
export function framed(body: Observation, before: string, after: string): readonly Part[] {
  const framedAlready = before.trim() !== "" && body.text.includes(before.trim());
  const parts: Part[] = [textPart(framedAlready ? body.text : before + body.text)];
  if (body.image) parts.push({ kind: "image", image: body.image });
  if (!framedAlready) parts.push(textPart(after));
  return parts.filter((part) => part.kind === "image" || part.text !== "");
}

/** A dialect out of a grammar. `instructions` go first where the line brings none of its own. */
export function createForeignDialect(grammar: Grammar, options: { instructions: string }): Dialect {
  return {
    name: grammar.name,
    space: grammar.space,
    traits: grammar.traits,
    read: (shown) => readBlocks(grammar.blocks(shown), (raw) => grammar.outside?.(raw, shown) ?? talk(raw)),
    print: (body, shown) => print(grammar, body, shown),
    transcribe: (line, model) => transcribe(grammar, line, model, options.instructions),
    observes: (action) => grammar.observes(action),
    complain: (complaint) => grammar.complain(complaint),
    expresses: (action) => grammar.expresses(action),
  };
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
function transcribe(
  grammar: Grammar,
  line: readonly Step[],
  model: string,
  instructions: string,
): { turns: readonly Turn[]; open: boolean } {
  const turns: Turn[] = [];
  let said: Step[] = [];
  const place = { imagesBefore: 0, observationsBefore: 0 };
  const flush = (): void => {
    if (said.length > 0) turns.push(assistantTurn(grammar, said, model, place));
    said = [];
  };
  for (const step of line) {
    if (step.body.kind === "problem") {
      flush();
      turns.push(...problemTurns(step.body, instructions));
      place.imagesBefore += step.body.images.length;
    } else if (step.body.kind === "observation" && grammar.traits.observed === "user-turn") {
      flush();
      turns.push({ role: "user", parts: grammar.observation(step.body, place) });
      count(place, step.body);
    } else said.push(step);
  }
  const open = said.length > 0;
  flush();
  return { turns, open };
}

function count(place: { imagesBefore: number; observationsBefore: number }, body: Observation): void {
  place.observationsBefore++;
  if (body.image) place.imagesBefore++;
}

function problemTurns(body: Extract<StepBody, { kind: "problem" }>, instructions: string): Turn[] {
  const system = body.instructions ?? instructions;
  const images = body.images.map((image): Part => ({ kind: "image", image }));
  const asked: Turn = { role: "user", parts: [...images, textPart(body.question)] };
  return system === "" ? [asked] : [{ role: "system", parts: [textPart(system)] }, asked];
}

function assistantTurn(
  grammar: Grammar,
  steps: readonly Step[],
  model: string,
  place: { imagesBefore: number; observationsBefore: number },
): Turn {
  const parts: Part[] = [];
  for (const step of steps) {
    if (step.body.kind !== "observation") parts.push(textPart(step.raw));
    else {
      parts.push(...grammar.observation(step.body, place));
      count(place, step.body);
    }
  }
  const turn: Turn = { role: "assistant", parts: joined(parts) };
  // Tokens are kept only where all of the turn is this model's own: neighbours must be cut into tokens together.
  if (!steps.every((step) => step.generation?.model === model)) return turn;
  return { ...turn, tokenIds: steps.flatMap((step) => step.generation?.tokens.map(({ id }) => id) ?? []) };
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
