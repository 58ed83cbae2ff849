import { ChevronDown, ChevronRight } from "lucide-react";
import { lazy, Suspense, useId } from "react";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";

// Fetched when it is first opened.
const LayersList = lazy(() => import("./LayersList"));

/** Whose marks show, and whose can be taken hold of. A locked layer is unlocked here. */
export function LayersPanel() {
  const { view } = useWorkspace();
  const words = useWords();
  const id = useId();
  const open = useView((state) => state.layersOpen);
  return (
    <div className="layers">
      <button
        type="button"
        className="layers-head"
        aria-expanded={open}
        aria-controls={id}
        onClick={() => view.setState({ layersOpen: !open })}
      >
        {open ? <ChevronDown size={14} /> : <ChevronRight size={14} />}
        <span className="column-title">{words.layers.title}</span>
      </button>
      <div id={id} hidden={!open}>
        {open ? (
          <Suspense>
            <LayersList />
          </Suspense>
        ) : null}
      </div>
    </div>
  );
}
