// Models that were trained to say where things are, and never to call a tool: they are asked where to look in their own
// way of pointing, the part they tell is cut out, and the question is asked on that part beside the whole.
import type { Action } from "../../action";
import { boxFromCorners, clampBox, cornersOf, roundBox } from "../../geometry";
import type { Cut, ShownImage, TurnPart } from "../contract/dialect";
import { framed, type Grammar, imagePart, textPart } from "../grammar/grammar";
import { describeSystem, type System } from "../grammar/system";
import { wordsOnly, wordsOnlyTraits } from "../grammar/wordsOnly";
import { numbersFromBox } from "../reading/space";
import { type GroundingFamily, readingOf } from "./family";
import { pointingReader } from "./pointingReader";

/** How the models of a family are asked where to look, and how they write a box. */
export interface PointingFamily<Name extends string = string> {
  readonly name: Name;
  /** Whose way of writing places it is. */
  readonly family: GroundingFamily;
  /** What stands for the question in these two is `{question}`. */
  readonly asks: string;
  /** Asked when the part was shown, or could not be. */
  readonly asksAgain: string;
  /** Four numbers in the family's space and order as its models write them. */
  box(numbers: readonly number[]): string;
}

/** A box ends where the thing does: a fifth of it is shown around it, and a fiftieth of the picture at least. */
const margin = (side: number, whole: number): number => (side > 0 ? Math.max(side / 5, whole / 50) : whole / 10);

const withSurroundings: Cut = (box, { size }) => {
  const [across, down] = [margin(box.width, size.width), margin(box.height, size.height)];
  const [x1, y1, x2, y2] = cornersOf(box);
  return clampBox(roundBox(boxFromCorners(x1 - across, y1 - down, x2 + across, y2 + down)), size);
};

/** A model that has not pointed when it has been asked twice is not asked again. */
const TURNS = 3;

export const pointingSystem = <Name extends string>(pointing: PointingFamily<Name>): System<Name> =>
  describeSystem({
    name: pointing.name,
    title: `${pointing.family.title} (pointing)`,
    source: pointing.family.source,
    grammar: grammarOf(pointing),
    // It is asked with the question, and told nothing before.
    instructions: "",
    forms: [],
    // No log is of it: it is how models are asked here.
    signs: [],
  });

function grammarOf({ family, asks, asksAgain, box }: PointingFamily): Grammar {
  return {
    ...wordsOnly,
    space: family.space,
    cut: withSurroundings,
    traits: {
      ...wordsOnlyTraits,
      acts: "latest-image",
      performs: "first",
      points: true,
      turnLimit: TURNS,
      answer: "",
      ...(family.budget ? { budget: family.budget } : {}),
    },
    blocks: () => [],
    reader: (shown, memory) => pointingReader({ family, shown, cut: withSurroundings }, memory),
    expresses: (action) => action.kind === "zoom",
    observes: (action) => action.kind === "zoom",
    printAction: (action, shown) => box(numbersOf(action, shown, family)),
    printThought: (text) => text,
    printAnswer: (text) => text,
    question: (question, shown): readonly TurnPart[] => [
      ...shown.map(({ id }) => imagePart(id)),
      // Without a picture there is nowhere to look.
      textPart(shown.length === 0 ? question : asks.replace("{question}", () => question)),
    ],
    observation(body, { question }) {
      const again = asksAgain.replace("{question}", () => question);
      const before = body.image === null ? "" : "The part that you told, larger:\n";
      return framed(body, before, `\n${again}`);
    },
  };
}

/** The corners of a zoom as the family writes them. */
function numbersOf(action: Action, shown: readonly ShownImage[], family: GroundingFamily): readonly number[] {
  const image = shown.find(({ id }) => id === action.image);
  if (!image || action.kind !== "zoom") throw new Error(`No words for ${action.kind}`);
  const { bins, yFirst } = readingOf(family);
  const shares = numbersFromBox(action.box, family.space, image);
  const told = bins
    ? shares.map((share) => Math.min(bins.count - 1, Math.max(0, Math.round(share * bins.count - bins.offset))))
    : shares;
  return yFirst ? told.map((_, i) => told[i ^ 1] ?? 0) : told;
}
