import { field, hasAny, isFields } from "./json";

// Runs whose steps are records of their own, one behind the other, as sets of demonstrations keep them: each says which
// run it is of and which step of it (Android in the Wild, AndroidControl, Mind2Web).

const RUNS = ["episode_id", "trajectory_id", "traj_id", "annotation_id", "episode"];
const NUMBERS = ["step_id", "step", "step_num", "step_number", "step_index", "step_idx"];

const RUN_NAMES: ReadonlySet<string> = new Set(RUNS);
/** Numbers of steps of a run that the file is of, where no step says which (hongyiD/gui-agent-research 288f19c, MAI-UI/dataset). */
const OF_STEPS: ReadonlySet<string> = new Set(["step_index", "step_idx"]);

/** Which run, and which step of it; null where a record does not say both. */
function standingOf(value: unknown): { readonly run: string; readonly step: number } | null {
  const [run, number] = [field(value, ...RUNS), field(value, ...NUMBERS)];
  const named = run ?? (hasAny(value, OF_STEPS) ? "" : null);
  const step = typeof number === "string" && /^\d{1,6}$/.test(number) ? Number(number) : number;
  if (typeof step !== "number" || !Number.isInteger(step)) return null;
  return typeof named === "string" || typeof named === "number" ? { run: String(named), step } : null;
}

/** Whether a record has the names of a step of such a run: nearly none has. */
export const mayBeEpisodeStep = (value: unknown): boolean =>
  isFields(value) && (hasAny(value, RUN_NAMES) || hasAny(value, OF_STEPS)) && standingOf(value) !== null;

/** Whether a record is the next step of the run that another is of. */
export function isNextOfEpisode(step: unknown, next: unknown): boolean {
  const [one, other] = [standingOf(step), standingOf(next)];
  return one !== null && other !== null && one.run === other.run && other.step === one.step + 1;
}
