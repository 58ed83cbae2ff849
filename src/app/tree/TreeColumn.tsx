import { PanelLeftClose, Trash2 } from "lucide-react";
import { useMemo } from "react";
import { keyOf } from "../../workspace";
import { useSession, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import { LayersPanel } from "../picture/LayersPanel";
import { TreePanel } from "./TreePanel";

/** The left column: the tree, and the layers below it. */
export function TreeColumn({ onCollapse }: { onCollapse?: () => void }) {
  const { view } = useWorkspace();
  const words = useWords();
  const showRemoved = useView((state) => state.showRemoved);
  const steps = useSession(({ log }) => log?.trace.steps ?? null);
  const hasRemoved = useMemo(() => [...(steps?.values() ?? [])].some((step) => step.removed), [steps]);
  return (
    <section className="column" aria-label={words.tree.title}>
      <header className="column-head">
        <h2 className="column-title">{words.tree.title}</h2>
        {hasRemoved ? (
          <IconButton
            label={words.tree.showRemoved}
            icon={<Trash2 size={14} />}
            aria-pressed={showRemoved}
            onClick={() => view.setState({ showRemoved: !showRemoved })}
          />
        ) : null}
        {onCollapse ? (
          <IconButton
            label={words.tree.collapse}
            hint={keyOf("toggleTree")}
            icon={<PanelLeftClose size={16} />}
            onClick={onCollapse}
          />
        ) : null}
      </header>
      <TreePanel />
      <LayersPanel />
    </section>
  );
}
