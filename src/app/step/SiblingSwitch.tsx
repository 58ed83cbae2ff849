import { ChevronLeft, ChevronRight } from "lucide-react";
import { forkAbove, siblingPlace } from "../../session";
import type { Step } from "../../trace";
import { keyOf, runCommand } from "../../workspace";
import { useSession, useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";

/** ‹2/3›: which of the branches at the fork above is on the screen. Takes no room where there is no fork. */
export function SiblingSwitch({ step }: { step: Step }) {
  const workspace = useWorkspace();
  const words = useWords();
  const place = useSession(({ log }) => {
    const fork = log && forkAbove(log.trace, step.id);
    if (!log || !fork) return null;
    const { index, total } = siblingPlace(log.trace, fork);
    return `${index}/${total}`;
  });
  if (!place) return null;
  const [index, total] = place.split("/").map(Number);
  return (
    <fieldset className="siblings" aria-label={words.tree.siblingLabel(index ?? 1, total ?? 1)}>
      <IconButton
        label={words.tree.previousSibling}
        hint={keyOf("previousSibling")}
        icon={<ChevronLeft size={14} />}
        disabled={index === 1}
        onClick={() => runCommand(workspace, "previousSibling")}
      />
      <span data-testid="sibling-place">{place}</span>
      <IconButton
        label={words.tree.nextSibling}
        hint={keyOf("nextSibling")}
        icon={<ChevronRight size={14} />}
        disabled={index === total}
        onClick={() => runCommand(workspace, "nextSibling")}
      />
    </fieldset>
  );
}
