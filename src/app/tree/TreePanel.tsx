import { useQuery } from "@tanstack/react-query";
import {
  type KeyboardEvent,
  lazy,
  type RefObject,
  Suspense,
  useDeferredValue,
  useEffect,
  useMemo,
  useRef,
} from "react";
import { judgeQuery } from "../../workspace/queries";
import { useSession, useTrace, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { showRow, useRowInView, useWindow } from "../controls";
import { LayersPanel } from "../picture/LayersPanel";
import { NO_ROWS, rowOfStep, type TreeRows, treeRows } from "./rows";
import { TreeRow } from "./TreeRow";
import { pressTreeKey } from "./treeKeys";
import "./tree.css";

const ROW_HEIGHT = 30;

const BranchReward = lazy(() => import("../scores/BranchReward"));

/** The tree, and the layers below it. */
export function TreePanel() {
  const words = useWords();
  return (
    <section className="column" aria-label={words.tree.title}>
      <ShowRemoved />
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

/** Where something was removed, whether that is shown. */
function ShowRemoved() {
  const { view } = useWorkspace();
  const words = useWords();
  const showRemoved = useView((state) => state.showRemoved);
  const steps = useSession(({ log }) => log?.trace.steps ?? null);
  const hasRemoved = useMemo(() => [...(steps?.values() ?? [])].some((step) => step.removed), [steps]);
  return hasRemoved ? (
    <label className="tree-removed">
      <input
        type="checkbox"
        checked={showRemoved}
        onChange={({ target }) => view.setState({ showRemoved: target.checked })}
      />
      {words.tree.showRemoved}
    </label>
  ) : null;
}

/** Every step and every road not taken. Walking here is looking; only the menu and its keys change anything. */
function Tree() {
  const workspace = useWorkspace();
  const words = useWords();
  const { now, shown } = useTree();
  const { rows, onLine, selected } = shown;
  const judge = useQuery(judgeQuery(useTrace())).data ?? null;
  const scroller = useRef<HTMLDivElement | null>(null);
  const { first, last, padTop, padBottom, onScroll } = useWindow(scroller, rows.length, ROW_HEIGHT);
  useRowInView(scroller, selected, ROW_HEIGHT);
  useFocusOnSelected(scroller, selected);
  useRenamedInView(scroller, shown, now);

  const onKeyDown = (event: KeyboardEvent): void => {
    const onRow = event.target instanceof Element && event.target.matches(TREE_OR_ROW);
    if (!onRow || event.ctrlKey || event.metaKey || event.altKey) return;
    if (pressTreeKey(workspace, event.key)) event.preventDefault();
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
          judge={judge}
        />
      ))}
      <div style={{ height: padBottom }} role="presentation" />
    </div>
  );
}

const TREE_OR_ROW = "[role=treeitem], [role=tree]";

/**
 * The tree as it is and as the panel shows it: a moment late, rendered a few milliseconds at a time, as a program may add
 * forty rows at once; but not during a run, whose every word would put the rows off again.
 */
function useTree(): { readonly now: TreeRows; readonly shown: TreeRows } {
  const trace = useTrace();
  const isRunning = useSession(({ run }) => run.kind === "running");
  const place = useSession((state) => state.place);
  const look = useView(({ folded, unfolded, showRemoved }) => ({ folded, unfolded, showRemoved }));
  const now = useMemo(() => (trace ? treeRows(trace, place, look) : NO_ROWS), [trace, place, look]);
  const later = useDeferredValue(now);
  return { now, shown: isRunning ? now : later };
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

/**
 * Brings the row whose name is being written into view; renaming ends where the row is folded away, which the rows that
 * are shown a moment late may only be about to unfold.
 */
function useRenamedInView(scroller: RefObject<HTMLElement | null>, shown: TreeRows, now: TreeRows): void {
  const { view } = useWorkspace();
  const renaming = useView((state) => state.renaming);
  const indexIn = ({ rows }: TreeRows): number => (renaming === null ? -1 : rowOfStep(rows, [renaming]));
  const [index, isThere] = [indexIn(shown), indexIn(now) >= 0];
  // A row out of sight is not mounted, nor is the field for its name; a field that came later would take the focus then.
  useEffect(() => {
    if (renaming === null) return;
    if (!isThere) view.setState({ renaming: null });
    else if (scroller.current && index >= 0) showRow(scroller.current, index, ROW_HEIGHT);
  }, [scroller, view, renaming, index, isThere]);
}
