import { PanelLeftOpen, PanelRightOpen } from "lucide-react";
import type { ComponentType, ReactNode } from "react";
import { keyOf } from "../../workspace/commands";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import { PicturePanel } from "../picture/PicturePanel";
import { StepPanel } from "../step/StepPanel";
import { Strip } from "../strip/Strip";
import { COLUMN_BOUNDS, type SideColumn } from "./columnWidth";
import { Divider, useColumnWidth } from "./Divider";
import { LazyBreakpoints } from "./LazyBreakpoints";
import { LazyModulePanel } from "./LazyModulePanel";
import { LazySearchPanel } from "./LazySearchPanel";
import { LeftPanel } from "./LeftPanel";
import "./layout.css";
import "./small.css";

/** Three columns and the film strip below them. The picture has the room that the others leave. */
export function Wide() {
  const { view } = useWorkspace();
  const words = useWords();
  const { left, stepOpen } = useView(({ treeOpen, stepOpen, searchOpen, programOpen }) => ({
    left: searchOpen ? SEARCH : programOpen ? PROGRAM : treeOpen ? TREE : null,
    stepOpen,
  }));
  return (
    <>
      <main className="wide">
        {left ? null : (
          <div className="rail">
            <IconButton
              label={words.tree.expand}
              hint={keyOf("toggleTree")}
              side="right"
              icon={<PanelLeftOpen size={16} />}
              onClick={() => view.setState({ treeOpen: true })}
            />
          </div>
        )}
        <Columns left={left} stepOpen={stepOpen} />
        {stepOpen ? null : (
          <div className="rail">
            <IconButton
              label={words.step.expand}
              hint={keyOf("toggleStep")}
              side="left"
              icon={<PanelRightOpen size={16} />}
              onClick={() => view.setState({ stepOpen: true })}
            />
          </div>
        )}
      </main>
      <Strip />
      <LazyBreakpoints />
    </>
  );
}

/** What stands in the left column, and how wide that is. */
interface Left {
  readonly column: SideColumn;
  readonly Panel: ComponentType;
}

// A search and a program stand where the tree does, and want more room.
const TREE: Left = { column: "tree", Panel: LeftPanel };
const SEARCH: Left = { column: "search", Panel: LazySearchPanel };
const PROGRAM: Left = { column: "search", Panel: LazyModulePanel };

function Columns({ left, stepOpen }: { left: Left | null; stepOpen: boolean }) {
  const { view } = useWorkspace();
  const words = useWords();
  return (
    <div className="wide-group">
      {left ? (
        <Side column={left.column}>
          <left.Panel />
        </Side>
      ) : null}
      {left ? <Divider column={left.column} name={words.tree.width} /> : null}
      <div className="wide-picture">
        <PicturePanel />
      </div>
      {stepOpen ? <Divider column="step" name={words.step.width} /> : null}
      {stepOpen ? (
        <Side column="step">
          <StepPanel onCollapse={() => view.setState({ stepOpen: false })} />
        </Side>
      ) : null}
    </div>
  );
}

/** A column as wide as it was left. */
function Side({ column, children }: { column: SideColumn; children: ReactNode }) {
  const kept = useColumnWidth(column);
  const flexBasis = kept === null ? `${COLUMN_BOUNDS[column].usual}px` : `${kept}%`;
  return (
    <div className={`wide-side wide-${column}`} style={{ flexBasis }}>
      {children}
    </div>
  );
}
