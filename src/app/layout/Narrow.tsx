import { ChevronDown } from "lucide-react";
import { Tabs } from "radix-ui";
import { lazy, Suspense } from "react";
import { SHEET_TABS, type SheetTab } from "../../workspace/state";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import { PicturePanel } from "../picture/PicturePanel";
import { RunsPanel } from "../runs";
import { StepPanel } from "../step/StepPanel";
import { Strip } from "../strip/Strip";
import { TreePanel } from "../tree/TreePanel";
import { LazyBreakpoints } from "./LazyBreakpoints";
import { LazyModulePanel } from "./LazyModulePanel";
import { LazySearchPanel } from "./LazySearchPanel";
import "./layout.css";
import "./small.css";

const ProblemForms = lazy(async () => ({ default: (await import("../problem/ProblemDialog")).ProblemForms }));

/** A phone: the picture, the film strip, and one sheet that comes up over them. */
export function Narrow() {
  const { view } = useWorkspace();
  const words = useWords();
  const sheet = useView((state) => state.sheet);
  const names: Readonly<Record<SheetTab, string>> = {
    step: words.step.tabs.step,
    tree: words.tree.title,
    runs: words.tree.runs,
    problem: words.bar.problem,
  };
  return (
    <>
      <main className="narrow">
        <PicturePanel />
      </main>
      <Strip />
      <LazyBreakpoints />
      <Tabs.Root
        asChild
        value={sheet ?? ""}
        onValueChange={(next) => view.setState({ sheet: SHEET_TABS.find((tab) => tab === next) ?? null })}
        activationMode="manual"
      >
        <aside className={`sheet ${sheet ? "sheet-open" : ""}`} aria-label={words.app.more}>
          <div className="sheet-head">
            <Tabs.List className="tabs sheet-tabs" aria-label={words.app.more}>
              {SHEET_TABS.map((name) => (
                <Tabs.Trigger key={name} className="tab" value={name}>
                  {names[name]}
                </Tabs.Trigger>
              ))}
            </Tabs.List>
            {sheet ? (
              <IconButton
                label={words.app.close}
                icon={<ChevronDown size={18} />}
                onClick={() => view.setState({ sheet: null })}
              />
            ) : null}
          </div>
          <Tabs.Content className="sheet-body" value="step">
            <StepPanel />
          </Tabs.Content>
          <Tabs.Content className="sheet-body" value="tree">
            <TreeSheet />
          </Tabs.Content>
          <Tabs.Content className="sheet-body" value="runs">
            <RunsPanel />
          </Tabs.Content>
          <Tabs.Content className="sheet-body sheet-problem" value="problem">
            <Suspense>
              <ProblemForms />
            </Suspense>
          </Tabs.Content>
        </aside>
      </Tabs.Root>
    </>
  );
}

/** The tree, or what stands where it does. */
function TreeSheet() {
  const { searchOpen, programOpen } = useView(({ searchOpen, programOpen }) => ({ searchOpen, programOpen }));
  if (searchOpen) return <LazySearchPanel />;
  return programOpen ? <LazyModulePanel /> : <TreePanel />;
}
