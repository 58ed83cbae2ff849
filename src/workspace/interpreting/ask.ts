import { err, ok, type Result } from "../../base";
import { boxOfCorners, type ModuleQuestion } from "../../interpreter";
import type { RunModel } from "../../runner";
import { GREEDY, type Trace } from "../../trace";
import { gymNameOf } from "../documents/gymProblem";
import { chosenCard } from "../models/cards";
import { loadModel } from "../models/loading";
import type { ReadyModel } from "../ports";
import type { Workspace } from "../state";
import { lookAndAnswer } from "./lookAndAnswer";
import type { OpenProgram } from "./program";

/** Enough for a few words, or a short list. */
const MOST_TOKENS = 96;

/** Asks the chosen model, loaded first if need be, each question by itself; without chance, so that a re-run says the same. */
export async function askModel(
  workspace: Workspace,
  { trace }: OpenProgram,
  questions: readonly ModuleQuestion[],
  signal: AbortSignal,
): Promise<Result<readonly string[], string>> {
  const { source } = chosenCard(workspace.view.getState());
  // The built-in model was taught drawn problems and answers anything else with nonsense.
  if (source.kind === "bundled" && !gymNameOf(trace)) return err("no-model-for-photographs");
  const model = await loadModel(workspace);
  if (!model) return err("model-not-loaded");
  const answers: string[] = [];
  for (const question of questions) {
    const answer = await answerOf(workspace, trace, model, question, signal);
    if (!answer.ok) return answer;
    answers.push(answer.value);
  }
  return ok(answers);
}

async function answerOf(
  workspace: Workspace,
  trace: Trace,
  model: ReadyModel,
  { image, box, text }: ModuleQuestion,
  signal: AbortSignal,
): Promise<Result<string, string>> {
  let shown = image ? (trace.images.get(image) ?? null) : null;
  if (image && box) {
    const action = { kind: "zoom", image, box: boxOfCorners(box) } as const;
    const cut = await workspace.edges.images.perform(action, { width: box[2], height: box[3] });
    if (!cut.ok) return cut;
    shown = { ...cut.value, name: "", origin: { kind: "source" } };
  }
  if (!shown || model.card.source.kind !== "bundled")
    return spokenAnswer(model.run, { image: shown?.id ?? image, text }, signal);
  const answer = await lookAndAnswer(workspace, model, { image: shown, question: text }, signal);
  return signal.aborted ? err("program-stopped") : answer;
}

/** What a model says to a question, as it says it. */
async function spokenAnswer(
  model: RunModel,
  { image: shown, text }: Pick<ModuleQuestion, "image" | "text">,
  signal: AbortSignal,
): Promise<Result<string, string>> {
  const parts = [...(shown ? [{ kind: "image", image: shown } as const] : []), { kind: "text", text } as const];
  let said = "";
  try {
    const request = {
      turns: [{ role: "user", parts } as const],
      open: false,
      sampling: GREEDY,
      maxTokens: MOST_TOKENS,
    };
    for await (const event of model.continue({ ...request, alternatives: 0 }, signal))
      if (event.kind === "token") said += event.token.text;
  } catch (thrown) {
    if (signal.aborted) return err("program-stopped");
    const code = typeof thrown === "object" && thrown !== null && "code" in thrown ? thrown.code : null;
    return err(typeof code === "string" ? code : "model-failed");
  }
  return ok(said);
}
