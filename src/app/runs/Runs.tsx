import { lazy, Suspense } from "react";
import { useStore } from "zustand";
import { breathe } from "../../base";
import { listedRuns } from "../../workspace/state";
import { useWorkspace } from "../binding/useWorkspace";

// All of it is fetched when runs are first looked at; asking for its many files is a work of its own, beside that of
// showing the column that they fill.
const Panel = lazy(() => breathe().then(() => import("./RunsPanel")));
const Watch = lazy(() => import("./QueueWatch"));

export const RunsPanel = () => (
  <Suspense>
    <Panel />
  </Suspense>
);

/** Keeps the list in step with what is judged, whatever is shown in its place. */
export function QueueWatch() {
  const isThere = useStore(useWorkspace().logs, (state) => listedRuns(state) !== null);
  return isThere ? (
    <Suspense>
      <Watch />
    </Suspense>
  ) : null;
}
