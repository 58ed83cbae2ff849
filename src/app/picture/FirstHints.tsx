import { X } from "lucide-react";
import type { ReactNode } from "react";
import type { Scene } from "../../stage";
import type { StepId } from "../../trace";
import { keyOf, runCommand } from "../../workspace/commands";
import { type FirstHint, followHint } from "../../workspace/state";
import { useReadOnly, useSession, useTrace, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton, Key } from "../controls";
import { RunFromHere, useHandMadeBranch } from "./PictureHead";
import { useActingStep } from "./useScene";

interface Callout {
  readonly at: StepId;
  readonly content: ReactNode;
}

/**
 * The first hint that has its thing on the screen: the branch that a person has just made, else the model's first box
 * that they can take hold of. It stands there until it is followed or hidden.
 */
export function useFirstHint({ marks }: Scene): Callout | null {
  const used = useView((state) => state.hintsUsed);
  const acting = useActingStep();
  const tool = useView((state) => state.tool);
  const trace = useTrace();
  const readOnly = useReadOnly();
  const branch = useHandMadeBranch();
  // Neither can be followed before the model has spoken, and what it is at stands there.
  const isStarting = useView((state) => state.starting);
  const isRunning = useSession(({ run }) => run.kind === "running");
  if (isStarting || isRunning || !acting || tool !== "select" || !marks.some(({ stepId }) => stepId === acting))
    return null;
  if (branch) return used.includes("branch") ? null : { at: acting, content: <BranchHint {...branch} /> };
  const body = trace?.steps.get(acting)?.body;
  const hasBox = body?.kind === "action" && "box" in body.action;
  return hasBox && !readOnly && !used.includes("drag") ? { at: acting, content: <DragHint /> } : null;
}

function DragHint() {
  const words = useWords();
  return (
    <p className="first-hint" data-testid="drag-hint">
      {words.hint.drag}
      <HideHint hint="drag" />
    </p>
  );
}

/** Compare goes to the original beside it, and back by the same key; Run lets the model go on from the change. */
function BranchHint({ index, total, isEnd }: { index: number; total: number; isEnd: boolean }) {
  const workspace = useWorkspace();
  const words = useWords();
  const towards = index === 1 ? "nextSibling" : "previousSibling";
  return (
    <div className="first-hint" role="status" data-testid="branch-hint">
      <span className="picture-kept">{words.hint.kept(index, total)}</span>
      <button type="button" className="button button-plain" onClick={() => runCommand(workspace, towards)}>
        {words.hint.compare} <Key>{keyOf(towards)}</Key>
      </button>
      {isEnd ? <RunFromHere /> : null}
      <HideHint hint="branch" />
    </div>
  );
}

export function HideHint({ hint }: { hint: FirstHint }) {
  const { view } = useWorkspace();
  const words = useWords();
  return (
    <IconButton label={words.hint.dismiss} icon={<X size={14} />} side="top" onClick={() => followHint(view, hint)} />
  );
}
