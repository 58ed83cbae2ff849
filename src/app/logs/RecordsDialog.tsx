import { lazy, Suspense } from "react";
import { Dialog } from "../controls";
import { useWords } from "../services";

const Records = lazy(() => import("./Records"));

/** Which run of a log to open, or how far reading it has come. */
export function RecordsDialog() {
  const words = useWords();
  return (
    <Dialog name="records" title={words.logs.title} about={words.logs.about} wide>
      <Suspense>
        <Records />
      </Suspense>
    </Dialog>
  );
}
