import { PanelLeftOpen, PanelRightOpen } from "lucide-react";
import { Group, Panel, Separator } from "react-resizable-panels";
import { keyOf } from "../../workspace";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import { PicturePanel } from "../picture/PicturePanel";
import { StepPanel } from "../step/StepPanel";
import { Strip } from "../strip/Strip";
import { LeftPanel } from "./LeftPanel";
import "./layout.css";

/** Three columns and the film strip below them. The picture has the room that the others leave. */
export function Wide() {
  const { view } = useWorkspace();
  const words = useWords();
  const { treeOpen, stepOpen } = useView(({ treeOpen, stepOpen }) => ({ treeOpen, stepOpen }));
  return (
    <>
      <main className="wide">
        {treeOpen ? null : (
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
        <Columns treeOpen={treeOpen} stepOpen={stepOpen} />
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

function Columns({ treeOpen, stepOpen }: { treeOpen: boolean; stepOpen: boolean }) {
  const { view } = useWorkspace();
  const words = useWords();
  const layout = useView((state) => state.layout);
  const ids = [treeOpen && "tree", "picture", stepOpen && "step"].filter((id) => id !== false);
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
      {treeOpen ? (
        <Panel id="tree" defaultSize="264px" minSize="180px" maxSize="40%">
          <LeftPanel />
        </Panel>
      ) : null}
      {treeOpen ? <Divider name={words.tree.width} /> : null}
      <Panel id="picture" minSize="320px">
        <PicturePanel />
      </Panel>
      {stepOpen ? <Divider name={words.step.width} /> : null}
      {stepOpen ? (
        <Panel id="step" defaultSize="332px" minSize="260px" maxSize="50%">
          <StepPanel onCollapse={() => view.setState({ stepOpen: false })} />
        </Panel>
      ) : null}
    </Group>
  );
}

/** Between two columns. Let go of by the hand it gives the focus back: the arrows are then for walking the run again. */
const Divider = ({ name }: { name: string }) => (
  <Separator className="separator" aria-label={name} onPointerUp={({ currentTarget }) => currentTarget.blur()} />
);
