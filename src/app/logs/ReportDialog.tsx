import { lazy, Suspense } from "react";
import { Dialog } from "../controls";
import { useWords } from "../services";

const Report = lazy(() => import("./Report"));

/** What became of the run that is open, of all it held. */
export function ReportDialog() {
  const words = useWords();
  return (
    <Dialog name="report" title={words.logs.reportTitle} about={words.logs.reportAbout} wide>
      <Suspense>
        <Report />
      </Suspense>
    </Dialog>
  );
}
