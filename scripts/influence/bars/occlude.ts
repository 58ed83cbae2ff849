import { gymProblem } from "../../../src/catalog";
import { intersectionOverUnion, padBox } from "../../../src/geometry";
import { answeredLine, occlude, USUAL_OCCLUSION } from "../../../src/influence";
import { solved } from "../sources";
import { lastOf, NEVER } from "../tools";
import { type BarCheck, heldIf, skipped } from "./bar";

/** A look goes a tenth of the object past it on every side: so much of the look's box the object is. */
const WITHOUT_MARGIN = -0.1 / 1.2;
const LEAST_OVERLAP = 0.5;

/** The region that carries a find problem's line has to be the object that was asked for. */
export const occludeBar: BarCheck = async (name, rig, tools) => {
  const problem = await gymProblem(name);
  const run = await solved(problem, name, rig);
  const line = answeredLine(run.trace, run.line);
  if (run.correctness !== "right" || !line.ok) return skipped(`solved: ${run.correctness}`);
  const asked = problem.rightMove;
  const root = run.line[0]?.body;
  const picture = root?.kind === "problem" ? root.images[0] : undefined;
  if (asked?.kind !== "zoom" || !picture) return skipped("no look is asked for");
  const truth = padBox(asked.box, WITHOUT_MARGIN);
  // The heat map has no part in the region.
  const question = { line: line.value, picture, ...USUAL_OCCLUSION, coarse: 0 };
  const map = await lastOf(occlude(question, tools, NEVER));
  if (typeof map === "string") return skipped(map);
  const overlap = map.region ? intersectionOverUnion(truth, map.region.box) : 0;
  const box = (b: typeof truth | null) => (b ? [b.left, b.top, b.width, b.height].map(Math.round).join(" ") : "none");
  return heldIf(
    overlap >= LEAST_OVERLAP,
    `overlap ${overlap.toFixed(2)}: ${box(map.region?.box ?? null)} for ${box(truth)}`,
  );
};
