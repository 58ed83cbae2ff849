import { PanelLeftOpen, PanelRightOpen } from "lucide-react";
import type { ReactNode } from "react";
import { keyOf } from "../../workspace";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import { PicturePanel } from "../picture/PicturePanel";
import { StepPanel } from "../step/StepPanel";
import { Strip } from "../strip/Strip";
import { COLUMN_BOUNDS, type SideColumn } from "./columnWidth";
import { Divider, useColumnWidth } from "./Divider";
import { LazyBreakpoints } from "./LazyBreakpoints";
import { LazySearchPanel } from "./LazySearchPanel";
import { LeftPanel } from "./LeftPanel";
import "./layout.css";

/** Three columns and the film strip below them. The picture has the room that the others leave. */
export function Wide() {
  const { view } = useWorkspace();
  const words = useWords();
  const { treeOpen, stepOpen, searchOpen } = useView(({ treeOpen, stepOpen, searchOpen }) => ({
    treeOpen,
    stepOpen,
    searchOpen,
  }));
  return (
    <>
      <main className="wide">
        {treeOpen || searchOpen ? null : (
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
        <Columns left={searchOpen ? "search" : treeOpen ? "tree" : null} stepOpen={stepOpen} />
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

/** A search stands where the tree does, and wants more room. */
function Columns({ left, stepOpen }: { left: "tree" | "search" | null; stepOpen: boolean }) {
  const { view } = useWorkspace();
  const words = useWords();
  return (
    <div className="wide-group">
      {left ? <Side column={left}>{left === "search" ? <LazySearchPanel /> : <LeftPanel />}</Side> : null}
      {left ? <Divider column={left} name={words.tree.width} /> : null}
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
