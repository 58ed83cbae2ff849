import { lazy, Suspense, useState } from "react";
import { useView } from "../binding/useWorkspace";

const AddressDialog = lazy(() => import("./AddressDialog"));
const RecordsDialog = lazy(() => import("./RecordsDialog"));
const ReportDialog = lazy(() => import("./ReportDialog"));

/** The dialogs about logs, from the first time on that one of them is shown. */
export function LogDialogs() {
  const isWanted = useView(({ dialog }) => dialog === "records" || dialog === "report" || dialog === "address");
  const [wasWanted, setWasWanted] = useState(isWanted);
  if (isWanted && !wasWanted) setWasWanted(true);
  return wasWanted ? (
    <Suspense>
      <AddressDialog />
      <RecordsDialog />
      <ReportDialog />
    </Suspense>
  ) : null;
}
