import { ChevronDown } from "lucide-react";
import { Tabs } from "radix-ui";
import { lazy, Suspense, useEffect } from "react";
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
  const stopsShown = useBreakpointsSheet();
  return (
    <>
      <main className="narrow">
        <PicturePanel />
      </main>
      <Strip />
      <Tabs.Root
        asChild
        value={sheet ?? ""}
        onValueChange={(next) => view.setState({ sheet: SHEET_TABS.find((tab) => tab === next) ?? null })}
        activationMode="manual"
      >
        <aside className={`sheet ${sheet || stopsShown ? "sheet-open" : ""}`} aria-label={words.app.more}>
          <SheetHead isUp={sheet !== null} />
          {stopsShown ? (
            <div className="sheet-body">
              <LazyBreakpoints />
            </div>
          ) : null}
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

/** The sheets to choose from, and the way back to the picture alone. */
function SheetHead({ isUp }: { isUp: boolean }) {
  const { view } = useWorkspace();
  const words = useWords();
  const names: Readonly<Record<SheetTab, string>> = {
    step: words.step.tabs.step,
    tree: words.tree.title,
    runs: words.tree.runs,
    problem: words.bar.problem,
  };
  return (
    <div className="sheet-head">
      <Tabs.List className="tabs sheet-tabs" aria-label={words.app.more}>
        {SHEET_TABS.map((name) => (
          <Tabs.Trigger key={name} className="tab" value={name}>
            {names[name]}
          </Tabs.Trigger>
        ))}
      </Tabs.List>
      {isUp ? (
        <IconButton
          label={words.app.close}
          icon={<ChevronDown size={18} />}
          onClick={() => view.setState({ sheet: null })}
        />
      ) : null}
    </div>
  );
}

/** Whether breakpoints are the sheet that is up. */
function useBreakpointsSheet(): boolean {
  const { view } = useWorkspace();
  const { breakpointsOpen, sheet } = useView(({ breakpointsOpen, sheet }) => ({ breakpointsOpen, sheet }));
  // Many a command brings up a sheet, and only here does that leave no room for breakpoints.
  useEffect(() => {
    if (sheet !== null) view.setState({ breakpointsOpen: false });
  }, [sheet, view]);
  return breakpointsOpen && sheet === null;
}

/** The tree, or what stands where it does. */
function TreeSheet() {
  const { searchOpen, programOpen } = useView(({ searchOpen, programOpen }) => ({ searchOpen, programOpen }));
  if (searchOpen) return <LazySearchPanel />;
  return programOpen ? <LazyModulePanel /> : <TreePanel />;
}
