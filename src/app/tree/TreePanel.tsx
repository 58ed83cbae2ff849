import { type KeyboardEvent, lazy, type RefObject, Suspense, useEffect, useMemo, useRef } from "react";
import { lineTo } from "../../trace";
import { useLine, useSession, useTrace, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { showRow, useRowInView, useWindow } from "../controls";
import { LayersPanel } from "../picture/LayersPanel";
import { rowOfStep, rowsOf } from "./rows";
import { TreeRow } from "./TreeRow";
import { goToRow, pressTreeKey } from "./treeKeys";
import "./tree.css";

const ROW_HEIGHT = 30;

const BranchReward = lazy(() => import("../scores/BranchReward"));

/** The tree, and the layers below it. */
export function TreePanel() {
  const { view } = useWorkspace();
  const words = useWords();
  const showRemoved = useView((state) => state.showRemoved);
  const steps = useSession(({ log }) => log?.trace.steps ?? null);
  const hasRemoved = useMemo(() => [...(steps?.values() ?? [])].some((step) => step.removed), [steps]);
  return (
    <section className="column" aria-label={words.tree.title}>
      {hasRemoved ? (
        <label className="tree-removed">
          <input
            type="checkbox"
            checked={showRemoved}
            onChange={({ target }) => view.setState({ showRemoved: target.checked })}
          />
          {words.tree.showRemoved}
        </label>
      ) : null}
      {useView((state) => state.branchReward) ? (
        <Suspense>
          <BranchReward />
        </Suspense>
      ) : null}
      <Tree />
      <LayersPanel />
    </section>
  );
}

/** Every step and every road not taken. Walking here is looking; only the menu and its keys change anything. */
function Tree() {
  const workspace = useWorkspace();
  const words = useWords();
  const { rows, onLine, selected } = useRows();
  const scroller = useRef<HTMLDivElement | null>(null);
  const { first, last, padTop, padBottom, onScroll } = useWindow(scroller, rows.length, ROW_HEIGHT);
  useRowInView(scroller, selected, ROW_HEIGHT);
  useFocusOnSelected(scroller, selected);
  useRenamedInView(scroller, rows);

  const onKeyDown = (event: KeyboardEvent): void => {
    const onRow = event.target instanceof Element && event.target.matches(TREE_OR_ROW);
    if (!onRow || event.ctrlKey || event.metaKey || event.altKey) return;
    if (pressTreeKey(workspace, rows, selected, event.key)) event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className="tree"
      role="tree"
      aria-label={words.tree.label}
      data-steps={useSession(({ log }) => log?.trace.steps.size ?? 0)}
      // The row of the current step takes the focus; where it is not mounted, the tree does.
      tabIndex={selected >= first && selected < last ? -1 : 0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: padTop }} role="presentation" />
      {rows.slice(first, last).map((row, offset) => (
        <TreeRow
          key={row.step.id}
          row={row}
          selected={first + offset === selected}
          onLine={onLine.has(row.step.id)}
          onGoTo={() => goToRow(workspace, rows, row)}
        />
      ))}
      <div style={{ height: padBottom }} role="presentation" />
    </div>
  );
}

const TREE_OR_ROW = "[role=treeitem], [role=tree]";

/** The rows that are not folded away, which of them lie on the visible line, and the index of the current step's. */
function useRows() {
  const trace = useTrace();
  const current = useSession(({ place }) => place.step);
  const { folded, unfolded, showRemoved } = useView(({ folded, unfolded, showRemoved }) => ({
    folded,
    unfolded,
    showRemoved,
  }));
  const visible = useLine().line;
  const rows = useMemo(() => {
    const line = new Set(visible.map(({ id }) => id));
    return trace ? rowsOf(trace, { folded, unfolded, line, showRemoved }) : [];
  }, [trace, visible, folded, unfolded, showRemoved]);
  const line = useMemo(() => (trace ? lineTo(trace, current).map(({ id }) => id) : []), [trace, current]);
  const onLine = useMemo(() => new Set(line), [line]);
  return { rows, onLine, selected: rowOfStep(rows, line) };
}

/** The list does not follow the step by itself: who walks in it goes on from the step that keys or playing led to. */
function useFocusOnSelected(scroller: RefObject<HTMLElement | null>, selected: number): void {
  // Focus belongs to the browser; React does not render it.
  useEffect(() => {
    const box = scroller.current;
    if (!box || selected < 0) return;
    const row = box.querySelector<HTMLElement>("[aria-selected=true]");
    if (box.contains(document.activeElement) && document.activeElement?.matches(TREE_OR_ROW))
      row?.focus({ preventScroll: true });
  }, [scroller, selected]);
}

/** Brings the row whose name is being written into view; renaming ends where the row is folded away. */
function useRenamedInView(scroller: RefObject<HTMLElement | null>, rows: ReturnType<typeof useRows>["rows"]): void {
  const { view } = useWorkspace();
  const renaming = useView((state) => state.renaming);
  const index = renaming === null ? -1 : rowOfStep(rows, [renaming]);
  // A row out of sight is not mounted, nor is the field for its name; a field that came later would take the focus then.
  useEffect(() => {
    if (renaming === null) return;
    if (index < 0) view.setState({ renaming: null });
    else if (scroller.current) showRow(scroller.current, index, ROW_HEIGHT);
  }, [scroller, view, renaming, index]);
}
