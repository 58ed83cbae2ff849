import type { Action, ImageId } from "../../action";
import type { ImageBox } from "../../geometry";
import type { MadeProblem } from "../../gym";
import { stepToActAfter } from "../../session";
import { childrenOf, plainStep, type StepId } from "../../trace";
import { tell } from "../editing/acts";
import type { Failure } from "../ports";
import { currentDialect } from "../runs/dialects";
import type { Workspace } from "../state";

/**
 * Opens a problem of the flywheel with the way to its answer as a line made by hand, so that it is run, judged and
 * exported like every other.
 */
export async function openMade(workspace: Workspace, problem: MadeProblem): Promise<Failure | null> {
  const failure = await workspace.documents.openMade(problem);
  if (failure) return failure;
  const { session } = workspace;
  const dialect = await currentDialect(workspace);
  const trace = session.store.getState().log?.trace;
  const root = trace && childrenOf(trace, null)[0];
  const image = root?.body.kind === "problem" ? root.body.images[0] : undefined;
  if (!root || !image) return null;
  let at: StepId = root.id;
  for (const { how, boxes, shows } of problem.looks) {
    for (const box of boxes) {
      const acted = await session.act(at, lookOf(how, image, box), dialect);
      if (!tell(workspace, acted) || !acted.ok) return null;
      at = below(workspace, acted.value);
    }
    const thought = session.think(at, shows, dialect);
    if (!tell(workspace, thought) || !thought.ok) return null;
    at = thought.value;
  }
  answerBy(workspace, at, problem.truth);
  session.goTo(root.id);
  return null;
}

/** Behind what an action showed, if it showed something. */
function below({ session }: Workspace, id: StepId): StepId {
  const trace = session.store.getState().log?.trace;
  const step = trace?.steps.get(id);
  return trace && step ? stepToActAfter(trace, step) : id;
}

const lookOf = (how: "count" | "read", image: ImageId, box: ImageBox): Action =>
  how === "read" ? { kind: "zoom", image, box } : { kind: "box", image, box, label: "" };

function answerBy({ session, edges }: Workspace, parent: StepId, text: string): void {
  const step = plainStep({
    id: edges.ambient.nextStepId(),
    parent,
    author: "human",
    atMillis: edges.ambient.nowMillis(),
    body: { kind: "answer", text },
  });
  session.commit("add-action", { kind: "add-step", step, index: Number.MAX_SAFE_INTEGER });
}
