import type { Memory, Piece, ProgramSetting, ShownImage, TurnReader } from "../contract/dialect";
import { hasProgram, type Printed, piecesOfProgram, printProgram } from "./pieces";
import { readProgram, type Surroundings } from "./program";
import { type Picture, type Value, wholePicture } from "./value";

// The programs of a run, one after the other, as the system's interpreter would come to them: what one leaves in its
// variables the next may lean on.

/** Images in variables: `image_clue_0` is the first where the name is `image_clue_` and the base 0. */
export type PictureNames = ProgramSetting["pictures"][number];

/** What a system does with programs. */
export interface ProgramHabits extends ProgramSetting {
  /** The ways in which an action is printed, where that is not by calls of PIL. */
  readonly printed?: Printed;
}

/** `image_1`, `image_2` …; which file a program opens is told nowhere, so the first picture is meant. */
export const USUAL_PROGRAMS: ProgramHabits = {
  variables: "kept",
  pictures: [
    { name: "image_", first: 1 },
    { name: "img_", first: 1 },
  ],
  opens: "first-image",
};

class KernelMemory implements Memory {
  readonly kind = "programs";
  readonly variables: ReadonlyMap<string, Value>;
  /** The picture that the last program should have shown, and how many images there were before it was. */
  readonly awaited: { readonly picture: Picture; readonly shown: number } | null;

  constructor(variables: ReadonlyMap<string, Value>, awaited: KernelMemory["awaited"] = null) {
    this.variables = variables;
    this.awaited = awaited;
  }
}

const NOTHING = new KernelMemory(new Map());

/** Reads the actions out of the programs that a reader finds. `memory` is what the turns before left. */
export function followingPrograms(
  reader: TurnReader,
  habits: ProgramHabits,
  shown: readonly ShownImage[],
  memory: Memory | null,
): TurnReader {
  let kept = habits.variables === "kept" && memory instanceof KernelMemory ? seenSince(memory, shown) : NOTHING;
  const read = (piece: Piece): { readonly pieces: readonly Piece[]; readonly left: KernelMemory } => {
    if (piece.kind !== "action" || piece.action.kind !== "program" || piece.action.language !== "python")
      return { pieces: [piece], left: kept };
    const { source } = piece.action;
    const reading = readProgram(source, surroundingsOf(habits, shown, kept.variables));
    const awaited = reading.made && { picture: reading.made, shown: shown.length };
    const about = { ...piece, action: { ...piece.action, image: openedBy(habits, shown)?.id ?? piece.action.image } };
    return {
      pieces: piecesOfProgram(source, about, reading, shown, habits.printed ?? printedWith(habits.pictures)),
      left: habits.variables === "kept" ? new KernelMemory(reading.variables, awaited) : NOTHING,
    };
  };
  const commit = (pieces: readonly Piece[]): readonly Piece[] =>
    pieces.flatMap((piece) => {
      const { pieces: made, left } = read(piece);
      kept = left;
      return made;
    });
  return {
    push: (text) => commit(reader.push(text)),
    open: () => {
      const piece = reader.open();
      return piece && (read(piece).pieces[0] ?? null);
    },
    end: () => commit(reader.end()),
    memory: () => kept,
  };
}

/** Programs of PIL's calls, on a picture that they open or that has a name. */
const printedWith =
  (pictures: readonly PictureNames[]): Printed =>
  (action, number) =>
    hasProgram(action)
      ? ["Image.open(image_path)", ...pictures.map((names) => pictureName(names, number))].map((picture) =>
          printProgram(action, picture),
        )
      : [];

/** The variable that holds the image of that number; the first is 1. */
export const pictureName = ({ name, first }: PictureNames, number: number): string => `${name}${number - 1 + first}`;

/**
 * What a program made of a whole image, and what was shown next, are the same picture where it has the size that was to
 * be: from here on its variable holds the image that was shown.
 */
function seenSince(memory: KernelMemory, shown: readonly ShownImage[]): KernelMemory {
  const { awaited } = memory;
  const image = shown.at(-1);
  if (!awaited || !image || shown.length !== awaited.shown + 1) return memory;
  const { picture } = awaited;
  if (image.size.width !== picture.width || image.size.height !== picture.height) return memory;
  const held = [...memory.variables].map(([name, value]): [string, Value] => [
    name,
    value === picture ? wholePicture(image) : value,
  ]);
  return new KernelMemory(new Map(held));
}

const openedBy = ({ opens }: ProgramHabits, shown: readonly ShownImage[]): ShownImage | undefined =>
  opens === "first-image" ? shown[0] : shown.at(-1);

const surroundingsOf = (
  habits: ProgramHabits,
  shown: readonly ShownImage[],
  variables: ReadonlyMap<string, Value>,
): Surroundings => ({
  variables,
  opened: openedBy(habits, shown),
  imageNamed(name) {
    const known = habits.pictures.find((names) => name.startsWith(names.name));
    const number = known && /^\d{1,3}$/.test(name.slice(known.name.length)) ? name.slice(known.name.length) : null;
    return known && number !== null ? shown[Number(number) - known.first] : undefined;
  },
});
