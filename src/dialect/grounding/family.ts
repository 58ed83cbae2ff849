import type { ResizeBudget } from "../../geometry";
import type { CoordinateSpace } from "../../trace";
import type { Piece, ShownImage } from "../contract/dialect";
import type { Grammar } from "../grammar/grammar";
import { describeSystem, type Evidence, type Sign, type Source, type System } from "../grammar/system";
import { wordsOnly, wordsOnlyTraits } from "../grammar/wordsOnly";
import { type Block, talk, wrapped } from "../reading/blocks";
import { type JsonHabits, jsonPlaces } from "../reading/grounding";
import { answerWithPlaces, type Bins, type PlaceReading, type PlaceWords, piecesWithPlaces } from "../reading/place";
import { type MarkName, markedPlaces } from "./marks";

/** A family of models that write places into their words without being shown them: one row of the table. */
export interface GroundingFamily<Name extends string = string> {
  readonly name: Name;
  readonly title: string;
  readonly source: Source;
  /** What its models are called. */
  readonly models: RegExp;
  /** Words that only this family writes; null where others write the same, so that a name has to tell it. */
  readonly words: RegExp | null;
  /** What numbers count in; shares where they are bins. */
  readonly space: CoordinateSpace;
  readonly yFirst?: true;
  readonly bins?: Bins;
  readonly marks: readonly MarkName[];
  readonly json?: JsonHabits;
  /** Marks around an answer beside `<answer>`. */
  readonly answers?: readonly (readonly [open: string, close: string])[];
  /** Marks around thoughts beside `<think>`. */
  readonly thinks?: readonly (readonly [open: string, close: string])[];
  /** What sizes pictures are shown at, where numbers count in the pixels of that. */
  readonly budget?: ResizeBudget;
  /** What a model is told that is asked for places; nothing where this is left out. */
  readonly instructions?: string;
  /** What places are written as that stand beside the words of a record which names no model. */
  readonly fillsUnnamed?: true;
  /** What its own code makes of the numbers, told for the table in `docs/systems.md`. */
  readonly rounding: string;
}

/** The system of a family. `order` tells its signs from those of the others. */
export const groundingSystem = <Name extends string>(family: GroundingFamily<Name>, order: number): System<Name> =>
  describeSystem({
    name: family.name,
    title: family.title,
    source: family.source,
    grammar: grammarOf(family),
    instructions: family.instructions ?? null,
    forms: [],
    signs: signsOf(family, order),
  });

/** Certainties lie close together, below those of tools and above those of bare tags. */
function signsOf(family: GroundingFamily, order: number): readonly Sign[] {
  const named: Sign = {
    certainty: 440 + order / 1000,
    by: "model",
    fits: (evidence) => family.models.test(evidence.model) && speaksOfPlaces(family, evidence),
  };
  const { words } = family;
  const written: Sign[] =
    words === null
      ? []
      : [
          {
            certainty: 400 + order / 1000,
            fits: (evidence) => words.test(evidence.words) && !callsFor(evidence.words),
          },
        ];
  // Calls, and tags of systems of their own, tell more.
  const filled: Sign[] = family.fillsUnnamed ? [{ certainty: 25, fits: ({ fills }) => fills }] : [];
  return [named, ...written, ...filled];
}

/** Clicks and calls have systems of their own, whatever model makes them. */
const callsFor = (words: string): boolean =>
  /<tool_call>|<code>|<grounding>\s?\{|\b(?:click|drag|scroll|long_press|left_double|right_single)\s?\(/.test(words);

const speaksOfPlaces = (family: GroundingFamily, { words, fills }: Evidence): boolean =>
  !callsFor(words) && (fills || family.words?.test(words) || placesIn(words, family).length > 0);

function grammarOf(family: GroundingFamily): Grammar {
  const reading = readingOf(family);
  const read = (raw: string, shown: readonly ShownImage[], more: readonly MarkName[] = []): readonly Piece[] => {
    const found = placesIn(raw, family, more);
    // A full stop behind a place is no thought.
    const say = (words: string): readonly Piece[] =>
      /[\p{L}\p{N}]/u.test(withoutMarks(words)) ? talk(words, withoutMarks(words)) : [{ kind: "filler", raw: words }];
    return piecesWithPlaces(raw, found, shown, reading, say);
  };
  return {
    ...wordsOnly,
    space: family.space,
    traits: {
      ...wordsOnlyTraits,
      acts: "first-image",
      answer: "",
      ...(family.budget ? { budget: family.budget } : {}),
    },
    // An answer may be four bare numbers in brackets, as in VLM-R1's rewards, also where a family marks them elsewhere.
    blocks: (shown) =>
      blocksOf(
        family,
        (raw) => read(raw, shown),
        (raw) => read(raw, shown, ["brackets"]),
      ),
    outside: (raw, shown) => read(raw, shown),
    printThought: (text) => text,
    printAnswer: (text) => text,
  };
}

export const readingOf = ({ space, yFirst, bins }: GroundingFamily): PlaceReading => ({
  space,
  ...(yFirst ? { yFirst } : {}),
  ...(bins ? { bins } : {}),
});

type Read = (raw: string) => readonly Piece[];

function blocksOf(family: GroundingFamily, read: Read, readAnswer: Read): readonly Block[] {
  const answers = [["<answer>", "</answer>"] as const, ...(family.answers ?? [])];
  const thinks = [["<think>", "</think>"] as const, ...(family.thinks ?? [])];
  return [
    ...thinks.map(
      ([open, close]): Block => ({
        open,
        close: [close],
        leaky: true,
        read(inside, raw) {
          if (inside.trim() === "") return [{ kind: "filler", raw }];
          const at = raw.indexOf(inside);
          return wrapped(raw.slice(0, at), read(inside), raw.slice(at + inside.length));
        },
      }),
    ),
    ...answers.map(
      ([open, close]): Block => ({
        open,
        close: [close],
        read: (inside, raw) => answerWithPlaces(inside, raw, readAnswer),
      }),
    ),
  ];
}

/** Marks around words that a place is about, and of thoughts that a template has opened. */
export const withoutMarks = (words: string): string =>
  words.replaceAll(
    /<\/?think>|<\/?ref>|<\|\/?ref\|>|<\|object_ref_(?:start|end)\|>|<\|\/?grounding\|>|<grounding>|<\/?phrase>|<\/?s>|<\|im_end\|>|<\|endoftext\|>/g,
    " ",
  );

/** All places of a text in their order. One that begins within another is part of that. */
export function placesIn(raw: string, family: GroundingFamily, more: readonly MarkName[] = []): readonly PlaceWords[] {
  const json = [...jsonPlaces(raw, family.json)];
  const marks = [...new Set([...family.marks, ...more])];
  const all = [...json, ...markedPlaces(raw, marks)].sort((a, b) => a.from - b.from || b.to - a.to);
  const kept: PlaceWords[] = [];
  for (const words of all) {
    const end = kept.at(-1)?.to ?? 0;
    if (words.from >= end) kept.push(words);
  }
  return kept;
}
