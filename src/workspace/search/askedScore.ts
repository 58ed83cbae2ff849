import { err, type Result } from "../../base";
import { judgeByAsking } from "../../driver";
import { askJudge, type Reference, type Reward, rolloutOf, type Score, scoreOne } from "../../scoring";
import type { Step, Trace } from "../../trace";
import { loadModel } from "../models/loading";
import type { Workspace } from "../state";

/**
 * The score of a line by a reward that asks a judge of its own: the chosen model is asked, loaded first if need be.
 * Refused with a code where something else is missing, or while the model is at work. Rejects where the model fails.
 */
export async function scoreByAsking(
  workspace: Workspace,
  reward: Reward,
  line: readonly Step[],
  { images, reference }: { readonly images: Trace["images"]; readonly reference: Reference },
): Promise<Result<Score, string>> {
  const { session, view } = workspace;
  const { starting, batching, searching } = view.getState();
  if (session.store.getState().run.kind === "running" || starting || batching || searching) return err("model-busy");
  view.setState({ batching: true });
  try {
    const model = await loadModel(workspace);
    if (!model) return err("missing-judge");
    const rollout = rolloutOf(line, images);
    const ask = judgeByAsking(model.run, new AbortController().signal);
    const scored = await askJudge(model.card.name, ask, (judge) => scoreOne(reward, rollout, { reference, judge }));
    return scored.ok ? scored : err(scored.error.code);
  } finally {
    view.setState({ batching: false });
  }
}
