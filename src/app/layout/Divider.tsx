import type { PointerEvent } from "react";
import { useView, useWorkspace } from "../binding/useWorkspace";
import { COLUMN_BOUNDS, type SideColumn, widthAfterKey, widthWithin } from "./columnWidth";

/** What is remembered of a column's width, in percent of all columns; null where nobody changed it. */
export const useColumnWidth = (column: SideColumn): number | null => useView(({ layout }) => layout?.[column] ?? null);

/**
 * The edge between the picture and a column: dragged, or moved by the arrows while it has the focus. Let go of by the
 * hand it gives the focus back, as the arrows are then for walking the run again.
 */
export function Divider({ column, name }: { column: SideColumn; name: string }) {
  const { view } = useWorkspace();
  const kept = useColumnWidth(column);
  const percent = kept ?? (COLUMN_BOUNDS[column].usual / window.innerWidth) * 100;
  const setWidth = (edge: HTMLElement, next: number): void => {
    const all = edge.parentElement?.clientWidth ?? window.innerWidth;
    view.setState(({ layout }) => ({ layout: { ...layout, [column]: widthWithin(column, next, all) } }));
  };
  const drag = (event: PointerEvent<HTMLElement>): void => {
    const edge = event.currentTarget;
    const all = edge.parentElement?.getBoundingClientRect();
    if (!all || !edge.hasPointerCapture(event.pointerId)) return;
    const width = column === "tree" ? event.clientX - all.left : all.right - event.clientX;
    setWidth(edge, (width / all.width) * 100);
  };
  return (
    // biome-ignore lint/a11y/useSemanticElements: a rule is not moved
    <div
      role="separator"
      tabIndex={0}
      className="separator"
      aria-label={name}
      aria-orientation="vertical"
      aria-valuenow={Math.round(percent)}
      aria-valuemin={0}
      aria-valuemax={COLUMN_BOUNDS[column].most}
      onPointerDown={({ currentTarget, pointerId }) => currentTarget.setPointerCapture(pointerId)}
      onPointerMove={drag}
      onPointerUp={({ currentTarget }) => currentTarget.blur()}
      onKeyDown={(event) => {
        const next = widthAfterKey(column, percent, event.key);
        if (next === null) return;
        event.preventDefault();
        setWidth(event.currentTarget, next);
      }}
    />
  );
}
