import { lazy, Suspense } from "react";
import { useDocument } from "../binding/useWorkspace";

const Imported = lazy(() => import("./Imported"));

/** What became of a log, where one is open. */
export function ImportBanner() {
  const isImported = useDocument(({ imported }) => imported !== null);
  return isImported ? (
    <Suspense>
      <Imported />
    </Suspense>
  ) : null;
}
