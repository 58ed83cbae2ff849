import type { Rng } from "../../src/base";
import { answer, type GymProblem, think } from "../../src/gym";
import { asked, begun, type Dialog, END_GIVEN, given, kindOf, learnt, type Opening, REFUSED, SHOWN } from "./lesson";

/** A look in words, and the image of the lesson that it shows. */
interface Look {
  readonly zoom: string;
  readonly image: number;
}

/** A way to the truth with one look in it. */
export interface LookedUp {
  readonly family: GymProblem["family"];
  readonly question: string;
  /** What is thought first, and all that is said and drawn before the look: `thought` opens `drawn`. */
  readonly thought: string;
  readonly drawn: string;
  readonly look: Look;
  /** What is said of what the look shows. */
  readonly result: string;
  readonly truth: string | number;
  /** A look that misleads. */
  readonly wrong: Look;
}

/** How often a person's wrong look comes after the model has thought. */
const THOUGHT_PART = 0.3;

/** The dialog with this opening: whoever looks first, the model draws its own marks before it answers. */
export function lookDialog(rng: Rng, opening: Opening, way: LookedUp): Dialog {
  const { drawn, look, result, wrong } = way;
  const kind = kindOf(way.family, opening);
  const question = asked(way.question);
  const own = [learnt(drawn + look.zoom), SHOWN, learnt(result)];
  switch (opening) {
    case "own":
      return { kind, stretches: [question, ...own], images: [0, look.image] };
    case "given":
      return {
        kind,
        stretches: [question, given(look.zoom), END_GIVEN, SHOWN, learnt(drawn + result)],
        images: [0, look.image],
      };
    case "refused":
      return {
        kind,
        stretches: [question, learnt(drawn + look.zoom), REFUSED, learnt(think("a guess") + answer(way.truth))],
        images: [0],
      };
    case "wrong": {
      const first = rng.next() < THOUGHT_PART ? [begun(way.thought)] : [];
      return {
        kind,
        stretches: [question, ...first, given(wrong.zoom), END_GIVEN, SHOWN, ...own],
        images: [0, wrong.image, look.image],
      };
    }
  }
}
