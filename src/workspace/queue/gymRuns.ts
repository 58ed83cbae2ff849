import { hexOfWord } from "../../base";
import { printGymName } from "../../catalog";
import type { TrialRun } from "../../evaluation";
import type { Failure } from "../ports";
import { EVERY_RECORD, type Workspace } from "../state";
import { listKept } from "./keptRuns";

/** What a run of a batch goes by: its problem, what the model was given, and all that it said. */
export function nameOfTrial({ name, condition, trace }: TrialRun): string {
  const said = [...trace.steps.values()].map(({ raw }) => raw).join("\n");
  return `gym/${printGymName(name)}/${condition}/${said.length}-${hashOf(said)}`;
}

/** Keeps the runs of the batch that went wrong, and lists them to be judged. */
export async function judgeBatch(workspace: Workspace): Promise<Failure | null> {
  for (const run of workspace.batch.getState().failures) {
    const failure = await workspace.documents.keepRun(run.trace, run.name, nameOfTrial(run));
    if (failure) return failure;
  }
  await listKept(workspace, { filter: { ...EVERY_RECORD, system: "gym" }, at: 0 });
  return null;
}

/** 32 bits (FNV-1a, http://www.isthe.com/chongo/tech/comp/fnv): runs of one problem and length are few. */
function hashOf(text: string): string {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hexOfWord(hash);
}
