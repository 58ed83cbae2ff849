import { type LinkView, NO_VIEW } from "../../sharing";
import { lineThrough, type StepId, stepIdFrom, type Trace } from "../../trace";
import { showIn } from "../files/language";
import { languageOf, type Workspace } from "../state";

/** What a link made now shows first, beside the language and the theme, which are left to the reader. */
export function viewNow({ session, view }: Pick<Workspace, "session" | "view">): LinkView {
  const { log, place } = session.store.getState();
  const { seen } = view.getState();
  if (!log) return NO_VIEW;
  const line = lineThrough(log.trace, place.step, place.preferred);
  const leaf = line.at(-1)?.id ?? null;
  return { ...NO_VIEW, step: place.step, through: leaf === place.step ? null : leaf, region: seen?.box ?? null };
}

/** The same with the language and the theme that are on show. */
export const viewWithLook = (workspace: Pick<Workspace, "session" | "view" | "edges">): LinkView => ({
  ...viewNow(workspace),
  language: languageOf(workspace.view.getState()),
  theme: workspace.edges.page.colourScheme(),
});

/** Shows the open trace as a link says. What the trace does not have is passed over. */
export async function showLinkView(workspace: Workspace, shown: LinkView): Promise<void> {
  const { session, view } = workspace;
  const trace = session.store.getState().log?.trace;
  if (!trace) return;
  const [step, through] = [known(trace, shown.step), known(trace, shown.through)];
  // The branch first: going to the step then keeps the turns behind it.
  if (through) session.goTo(through);
  if (step) session.goTo(step);
  if (shown.theme) view.setState({ theme: shown.theme });
  if (shown.region && step) {
    const box = shown.region;
    view.setState(({ cameraRequest }) => ({
      cameraRequest: { kind: "sight", box, key: (cameraRequest?.key ?? 0) + 1 },
    }));
  }
  if (shown.language && shown.language !== languageOf(view.getState())) await showIn(workspace, shown.language);
}

function known(trace: Trace, id: string | null): StepId | null {
  const step = id === null ? undefined : trace.steps.get(stepIdFrom(id));
  return step && !step.removed ? step.id : null;
}
