import { lazy, Suspense } from "react";
import { useView } from "../binding/useWorkspace";

const Notice = lazy(() => import("./Notice"));

/** Fetched when there is first something to tell. */
export function Notices() {
  const isTold = useView(({ noticesTold }) => noticesTold > 0);
  return isTold ? (
    <Suspense>
      <Notice />
    </Suspense>
  ) : null;
}
