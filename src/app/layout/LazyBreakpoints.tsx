import { lazy, Suspense } from "react";
import { useView } from "../binding/useWorkspace";

const BreakpointsPanel = lazy(async () => ({ default: (await import("../breakpoints")).BreakpointsPanel }));

/** Breakpoints and watches, fetched when they are first opened. */
export function LazyBreakpoints() {
  const isOpen = useView(({ breakpointsOpen }) => breakpointsOpen);
  return isOpen ? (
    <Suspense>
      <BreakpointsPanel />
    </Suspense>
  ) : null;
}
