import { type KeyboardEvent, useEffect, useMemo, useRef } from "react";
import { lineTo } from "../../trace";
import { useSession, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { rowOfStep, rowsOf } from "./rows";
import { TreeRow } from "./TreeRow";
import { pressTreeKey } from "./treeKeys";
import { useWindow } from "./useWindow";
import "./tree.css";

export const ROW_HEIGHT = 30;

/** Every step and every road not taken. Walking here is looking; only the menu and its keys change anything. */
export function TreePanel() {
  const workspace = useWorkspace();
  const words = useWords();
  const trace = useSession(({ log }) => log?.trace ?? null);
  const current = useSession(({ place }) => place.step);
  const { folded, showRemoved, renaming } = useView(({ folded, showRemoved, renaming }) => ({
    folded,
    showRemoved,
    renaming,
  }));
  const rows = useMemo(() => (trace ? rowsOf(trace, { folded, showRemoved }) : []), [trace, folded, showRemoved]);
  const line = useMemo(() => (trace ? lineTo(trace, current).map(({ id }) => id) : []), [trace, current]);
  const onLine = useMemo(() => new Set(line), [line]);
  const selected = rowOfStep(rows, line);
  const renamed = renaming === null ? -1 : rowOfStep(rows, [renaming]);
  const scroller = useRef<HTMLDivElement | null>(null);
  const { first, last, padTop, padBottom, onScroll } = useWindow(scroller, rows.length, ROW_HEIGHT);

  // The step that keys or playing led to has to come into view, as the list follows no focus of its own.
  useEffect(() => {
    const box = scroller.current;
    if (!box || selected < 0) return;
    showRow(box, selected);
    const row = box.querySelector<HTMLElement>("[aria-selected=true]");
    if (box.contains(document.activeElement) && document.activeElement?.matches("[role=treeitem], [role=tree]"))
      row?.focus({ preventScroll: true });
  }, [selected]);

  // A row out of sight is not mounted, nor is the field for its name; one that came later would take the focus then.
  useEffect(() => {
    if (renaming === null) return;
    if (renamed < 0) workspace.view.setState({ renaming: null });
    else if (scroller.current) showRow(scroller.current, renamed);
  }, [workspace, renaming, renamed]);

  const onKeyDown = (event: KeyboardEvent): void => {
    const onRow = event.target instanceof Element && event.target.matches("[role=treeitem], [role=tree]");
    if (!onRow || event.ctrlKey || event.metaKey || event.altKey) return;
    if (pressTreeKey(workspace, rows, selected, event.key)) event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className="tree"
      role="tree"
      aria-label={words.tree.label}
      // The row of the current step takes the focus; where it is not mounted, the tree does.
      tabIndex={selected >= first && selected < last ? -1 : 0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: padTop }} role="presentation" />
      {rows.slice(first, last).map((row, offset) => (
        <TreeRow key={row.step.id} row={row} selected={first + offset === selected} onLine={onLine.has(row.step.id)} />
      ))}
      <div style={{ height: padBottom }} role="presentation" />
    </div>
  );
}

/** Scrolls no further than it takes. */
function showRow(box: HTMLElement, index: number): void {
  const top = index * ROW_HEIGHT;
  if (top < box.scrollTop) box.scrollTop = top;
  else if (top + ROW_HEIGHT > box.scrollTop + box.clientHeight) box.scrollTop = top + ROW_HEIGHT - box.clientHeight;
}
