import { PanelLeftClose } from "lucide-react";
import { Tabs } from "radix-ui";
import { keyOf } from "../../workspace/commands";
import { LEFT_TABS, type LeftTab } from "../../workspace/state";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import { RunsPanel } from "../runs";
import { TreePanel } from "../tree/TreePanel";

/** The left column: the branches of the open trace, or the runs to choose from. */
export function LeftPanel() {
  const { view } = useWorkspace();
  const words = useWords();
  const tab = useView((state) => state.leftTab);
  const names: Readonly<Record<LeftTab, string>> = { branches: words.tree.title, runs: words.tree.runs };
  return (
    <Tabs.Root
      className="left"
      value={tab}
      onValueChange={(next) => view.setState({ leftTab: LEFT_TABS.find((name) => name === next) ?? "branches" })}
    >
      <header className="left-head">
        <Tabs.List className="tabs" aria-label={words.tree.left}>
          {LEFT_TABS.map((name) => (
            <Tabs.Trigger key={name} className="tab" value={name}>
              {names[name]}
            </Tabs.Trigger>
          ))}
        </Tabs.List>
        <IconButton
          label={words.tree.collapse}
          hint={keyOf("toggleTree")}
          icon={<PanelLeftClose size={16} />}
          onClick={() => view.setState({ treeOpen: false })}
        />
      </header>
      <Tabs.Content className="left-body" value="branches" tabIndex={-1}>
        <TreePanel />
      </Tabs.Content>
      <Tabs.Content className="left-body" value="runs" tabIndex={-1}>
        <RunsPanel />
      </Tabs.Content>
    </Tabs.Root>
  );
}
