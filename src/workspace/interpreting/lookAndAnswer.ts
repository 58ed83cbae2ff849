import { err, ok, type Result } from "../../base";
import { run } from "../../runner";
import { answerOf } from "../../scoring";
import { applyEdit, GREEDY, type ImageRecord, lineThrough } from "../../trace";
import { problemTrace } from "../documents/problemTrace";
import type { ReadyModel } from "../ports";
import { limitsFor } from "../runs/run";
import type { Workspace } from "../state";

/**
 * The answer of a model that looks before it answers, as the built-in one does: its words are moves, which are performed
 * on a trace of their own until one is an answer. Without chance.
 */
export async function lookAndAnswer(
  { edges: { images, ambient }, view }: Workspace,
  { run: model, card, dialect }: ReadyModel,
  asked: { readonly image: ImageRecord; readonly question: string },
  signal: AbortSignal,
): Promise<Result<string, string>> {
  let trace = problemTrace(ambient, [asked.image], asked);
  const options = {
    ...{ model, dialect, executor: images, clockAndIds: ambient, sampling: GREEDY, alternatives: 0 },
    conditions: { limits: limitsFor(card, view.getState().settings, dialect), refuseActions: false },
  };
  const events = run([...trace.steps.values()], trace.images, options, signal);
  for (;;) {
    const event = await events.next();
    if (event.done) {
      const answer = answerOf(lineThrough(trace, null));
      if (answer !== null) return ok(answer);
      return err(event.value.kind === "failed" ? event.value.code : "model-without-answer");
    }
    if (event.value.kind !== "edit") continue;
    const applied = applyEdit(trace, event.value.edit);
    if (!applied.ok) return applied;
    trace = applied.value;
  }
}
