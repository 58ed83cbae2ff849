import type { Action, ImageId } from "../../action";
import { err, ok, type Result } from "../../base";
import type { Dialect } from "../../dialect";
import type { ImageBox } from "../../geometry";
import type { MadeProblem } from "../../gym";
import { createSession, type Session, stepToActAfter } from "../../session";
import { childrenOf, logOf, plainStep, type StepId, type Trace } from "../../trace";
import { problemTrace } from "../documents/problemTrace";
import { tell } from "../editing/acts";
import type { Edges, Failure } from "../ports";
import { currentDialect } from "../runs/dialects";
import type { Workspace } from "../state";

/**
 * Opens a problem of the flywheel with the way to its answer as a line made by hand, so that it is run, judged and
 * exported like every other.
 */
export async function openMade(workspace: Workspace, problem: MadeProblem): Promise<Failure | null> {
  const failure = await workspace.documents.openMade(problem);
  if (failure) return failure;
  const { session, edges } = workspace;
  tell(workspace, await goTheWay(session, edges.ambient, await currentDialect(workspace), problem));
  return null;
}

/** The same trace without opening it: its picture is kept, and nothing of it stays in memory. */
export async function madeTrace(
  { images, ambient }: Pick<Edges, "images" | "ambient">,
  dialect: Dialect,
  problem: MadeProblem,
): Promise<Result<Trace, string>> {
  const record = await images.addPixels(problem.picture, `${problem.name}.png`);
  const session = createSession({ executor: images, clockAndIds: ambient });
  session.open(logOf(problemTrace(ambient, [record], problem)), null, null);
  const gone = await goTheWay(session, ambient, dialect, problem);
  const trace = session.store.getState().log?.trace;
  session.close();
  return gone.ok && trace ? ok({ ...trace, title: problem.name }) : gone.ok ? err("nothing-open") : gone;
}

/** Goes the way to the answer below the problem that the session has open, and back to the problem. */
async function goTheWay(
  session: Session,
  ambient: Edges["ambient"],
  dialect: Dialect,
  { looks, truth }: MadeProblem,
): Promise<Result<null, string>> {
  const trace = session.store.getState().log?.trace;
  const root = trace && childrenOf(trace, null)[0];
  const image = root?.body.kind === "problem" ? root.body.images[0] : undefined;
  if (!root || !image) return ok(null);
  let at: StepId = root.id;
  for (const { how, boxes, shows } of looks) {
    for (const box of boxes) {
      const acted = await session.act(at, lookOf(how, image, box), dialect);
      if (!acted.ok) return acted;
      at = below(session, acted.value);
    }
    const thought = session.think(at, shows, dialect);
    if (!thought.ok) return thought;
    at = thought.value;
  }
  answerBy(session, ambient, at, truth);
  session.goTo(root.id);
  return ok(null);
}

/** Behind what an action showed, if it showed something. */
function below(session: Session, id: StepId): StepId {
  const trace = session.store.getState().log?.trace;
  const step = trace?.steps.get(id);
  return trace && step ? stepToActAfter(trace, step) : id;
}

const lookOf = (how: "count" | "read", image: ImageId, box: ImageBox): Action =>
  how === "read" ? { kind: "zoom", image, box } : { kind: "box", image, box, label: "" };

function answerBy(session: Session, ambient: Edges["ambient"], parent: StepId, text: string): void {
  const step = plainStep({
    id: ambient.nextStepId(),
    parent,
    author: "human",
    atMillis: ambient.nowMillis(),
    body: { kind: "answer", text },
  });
  session.commit("add-action", { kind: "add-step", step, index: Number.MAX_SAFE_INTEGER });
}
