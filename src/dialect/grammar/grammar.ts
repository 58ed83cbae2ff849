import type { Action } from "../../action";
import type { CoordinateSpace, StepBody } from "../../trace";
import type {
  Cut,
  Memory,
  Piece,
  Refuses,
  ShownImage,
  ToolError,
  Traits,
  TurnPart,
  TurnReader,
} from "../contract/dialect";
import type { ProgramHabits } from "../programs/kernel";
import type { Block } from "../reading/blocks";

type Observation = Extract<StepBody, { kind: "observation" }>;

/** Where an observation stands: which image it shows by number, and whether the model is still in its own turn. */
export interface ObservationPlace {
  /** How many images were shown before it. */
  readonly imagesBefore: number;
  /** How many observations came before it. */
  readonly observationsBefore: number;
  /** What the model was asked. */
  readonly question: string;
  /** The image that it shows, where its size is known. */
  readonly shown?: ShownImage;
}

/** How one system reads and writes: what differs between systems. `createForeignDialect` adds what does not. */
export interface Grammar {
  readonly space: CoordinateSpace;
  readonly traits: Traits;
  readonly cut?: Cut;
  readonly refuses?: Refuses;
  blocks(shown: readonly ShownImage[]): readonly Block[];
  /** Reads a turn in place of `blocks`, where what its words mean hangs on the turns before it. */
  reader?(shown: readonly ShownImage[], memory: Memory | null): TurnReader;
  /** What is done with programs, where the system's models write any. */
  readonly programs?: ProgramHabits;
  /** Words outside every block; a thought where this is left out. */
  outside?(raw: string, shown: readonly ShownImage[]): readonly Piece[];
  expresses(action: Action): boolean;
  /** Whether its words can tell which of the images is meant, where that hangs on more than the traits say. */
  means?(action: Action, shown: readonly ShownImage[]): boolean;
  printAction(action: Action, shown: readonly ShownImage[]): string;
  printThought(text: string): string;
  printAnswer(text: string): string;
  /** What a person's question is asked with, where no log brings the system's own words; pictures, then the question. */
  question?(text: string, shown: readonly ShownImage[]): readonly TurnPart[];
  /** What the person's turn with an observation holds. */
  observation(body: Observation, place: ObservationPlace): readonly TurnPart[];
  toolError(error: ToolError): string;
  observes(action: Action): boolean;
}

export const textPart = (text: string): TurnPart => ({ kind: "text", text });
export const imagePart = (image: ShownImage["id"]): TurnPart => ({ kind: "image", image });

/** The picture, where there is one, between two texts. An imported observation may bring those texts itself. */
export function framed(body: Observation, before: string, after: string): readonly TurnPart[] {
  const framedAlready = before.trim() !== "" && body.text.includes(before.trim());
  const parts: TurnPart[] = [textPart(framedAlready ? body.text : before + body.text)];
  if (body.image) parts.push({ kind: "image", image: body.image });
  if (!framedAlready) parts.push(textPart(after));
  return parts.filter((part) => part.kind === "image" || part.text !== "");
}

/** `error: no such image`, for systems that say no more than that. */
export const plainToolError = (error: ToolError): string =>
  error.kind === "refused" ? "refused" : error.code.replaceAll("-", " ");
