import { PanelLeftOpen, PanelRightOpen } from "lucide-react";
import { Group, Panel, Separator } from "react-resizable-panels";
import { keyOf } from "../../workspace";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import { PicturePanel } from "../picture/PicturePanel";
import { StepPanel } from "../step/StepPanel";
import { Strip } from "../strip/Strip";
import { TreePanel } from "../tree/TreePanel";
import { LazySearchPanel } from "./LazySearchPanel";
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
    </>
  );
}

/** A search stands where the tree does, and wants more room. */
function Columns({ left, stepOpen }: { left: "tree" | "search" | null; stepOpen: boolean }) {
  const { view } = useWorkspace();
  const layout = useView((state) => state.layout);
  const ids = [left, "picture", stepOpen ? "step" : null].filter((id) => id !== null);
  // The remembered widths are those of the columns that were open then; others would not add up.
  const fits = layout !== null && ids.every((id) => id in layout) && Object.keys(layout).length === ids.length;
  return (
    <Group
      // The library takes new widths from the start only.
      key={ids.join()}
      className="wide-group"
      orientation="horizontal"
      {...(fits ? { defaultLayout: layout } : {})}
      onLayoutChanged={(next, { isUserInteraction }) => {
        if (isUserInteraction) view.setState({ layout: next });
      }}
    >
      {left === "tree" ? (
        <Panel id="tree" defaultSize="240px" minSize="180px" maxSize="40%">
          <TreePanel onCollapse={() => view.setState({ treeOpen: false })} />
        </Panel>
      ) : null}
      {left === "search" ? (
        <Panel id="search" defaultSize="340px" minSize="240px" maxSize="50%">
          <LazySearchPanel />
        </Panel>
      ) : null}
      {left ? <Separator className="separator" /> : null}
      <Panel id="picture" minSize="320px">
        <PicturePanel />
      </Panel>
      {stepOpen ? <Separator className="separator" /> : null}
      {stepOpen ? (
        <Panel id="step" defaultSize="332px" minSize="260px" maxSize="50%">
          <StepPanel onCollapse={() => view.setState({ stepOpen: false })} />
        </Panel>
      ) : null}
    </Group>
  );
}
