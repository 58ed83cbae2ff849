import type { Rng } from "../../src/base";
import { asked, type Dialog, END_GIVEN, given, type Stretch } from "./lesson";

/** How many drills come with one problem. */
const DRILL_COUNT = 6;
/** How often a number of a drill is one off what it should be, as the model's own are. */
const OFF_PART = 0.5;

/**
 * A dialog without a picture: what follows from actions whose numbers are told. A network this small does not learn to
 * reckon from the few pictures that it sees, and words cost it far less time than pictures.
 */
export function drill(rng: Rng, questions: readonly string[], told: string, ...follows: Stretch[]): Dialog {
  return {
    kind: "drill",
    stretches: [asked(rng.pick(questions), 0), given(nearly(rng, told)), ...follows, END_GIVEN],
    images: [],
  };
}

export const drills = (make: () => Dialog): Dialog[] => Array.from({ length: DRILL_COUNT }, make);

/** The same actions with numbers a percent off here and there; the number of a frame stays. */
const nearly = (rng: Rng, told: string): string =>
  told.replace(/<act>.*?<\/act>/g, (action) =>
    action.replace(/(?<! in) (\d+)/g, (_, number: string) => {
      const off = rng.next() < OFF_PART ? rng.pick([-1, 1]) : 0;
      return ` ${Math.min(100, Math.max(0, Number(number) + off))}`;
    }),
  );
