import type { ImageId } from "../../src/action";
import type { ImageBox } from "../../src/geometry";
import type { Step } from "../../src/trace";
import { asked, type Dialog, learnt, SHOWN, type Stretch } from "../lessons/lesson";

/** A run of the model's own as a dialog to learn from, and the crops that it was shown. */
export interface OwnDialog {
  readonly dialog: Dialog;
  readonly crops: readonly ImageBox[];
}

/**
 * The steps of one run in the words in which the model said them. Null where an action could not be performed, where a
 * picture was shown that is no crop of the first, or where nothing was said at all.
 */
export function dialogOfRun(steps: readonly Step[]): OwnDialog | null {
  const [problem, ...rest] = steps;
  if (problem?.body.kind !== "problem") return null;
  const pictures = problem.body.images;
  const stretches: Stretch[] = [asked(problem.body.question, pictures.length)];
  const crops: ImageBox[] = [];
  let said = "";
  let looked: { readonly image: ImageId; readonly box: ImageBox } | null = null;
  for (const { body, raw } of rest) {
    if (body.kind !== "observation") {
      said += raw ?? "";
      if (body.kind === "action" && body.action.kind === "zoom") looked = body.action;
      continue;
    }
    stretches.push(learnt(said));
    said = "";
    if (body.image === null || looked === null || looked.image !== pictures[0]) return null;
    stretches.push(SHOWN);
    crops.push(looked.box);
  }
  if (said === "") return null;
  const images = [...pictures.map((_, i) => i), ...crops.map((_, i) => pictures.length + i)];
  return { dialog: { kind: "own", stretches: [...stretches, learnt(said)], images }, crops };
}
