import { type Finding, type FindingKind, parseFinding } from "../../influence";
import type { StepId, TraceId } from "../../trace";
import type { Workspace } from "../state";
import { NO_INFLUENCE } from "../state";

/** Of one trace; the oldest make room. */
const MOST_KEPT = 60;

const keyOf = (trace: TraceId): string => `influence/${trace}`;

/** What was found of the open trace before, once for each trace that is opened. */
export async function recallFindings(workspace: Workspace): Promise<void> {
  const { influence, session, edges } = workspace;
  const trace = session.store.getState().log?.trace.id ?? null;
  if (influence.getState().trace === trace) return;
  influence.getState().asking?.stop.abort();
  influence.setState({ ...NO_INFLUENCE, trace });
  if (trace === null) return;
  // A browser that keeps nothing forgets this too.
  const kept = await edges.storage.setting(keyOf(trace)).catch(() => null);
  const findings = Array.isArray(kept) ? kept.flatMap((value) => parseFinding(value) ?? []) : [];
  if (influence.getState().trace === trace)
    influence.setState((state) => ({ findings: [...findings, ...state.findings].slice(-MOST_KEPT) }));
}

/** Keeps a finding in the place of an older one of its kind and step. */
export function keepFinding({ influence, edges }: Workspace, trace: TraceId, finding: Finding): void {
  if (influence.getState().trace !== trace) return;
  const isOlder = ({ kind, step }: Finding): boolean => kind === finding.kind && step === finding.step;
  const findings = [...influence.getState().findings.filter((other) => !isOlder(other)), finding].slice(-MOST_KEPT);
  influence.setState({ findings });
  // Where it cannot be kept it is still there until the page goes.
  void edges.storage.setSetting(keyOf(trace), findings).catch(() => {});
}

/** The newest finding of a kind about one of these steps. */
export const findingAbout = (
  findings: readonly Finding[],
  kind: FindingKind,
  steps: ReadonlySet<StepId>,
): Finding | null => findings.findLast((finding) => finding.kind === kind && steps.has(finding.step)) ?? null;
