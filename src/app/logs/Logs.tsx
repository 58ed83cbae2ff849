import { lazy, Suspense, useState } from "react";
import type { DialogName } from "../../workspace";
import { useDocument, useView } from "../binding/useWorkspace";

// The page is up before any log is opened, so all that is about logs is fetched when the first one is.
const Imported = lazy(() => import("./Imported"));
const AddressDialog = lazy(() => import("./AddressDialog"));
const RecordsDialog = lazy(() => import("./RecordsDialog"));
const ReportDialog = lazy(() => import("./ReportDialog"));
const MappingDialog = lazy(() => import("./MappingDialog"));
const RolloutsDialog = lazy(() => import("./RolloutsDialog"));

const LOG_DIALOGS: ReadonlySet<DialogName> = new Set(["records", "report", "rollouts", "mapping", "address"]);

/** What became of a log, where one is open. */
export function ImportBanner() {
  const isImported = useDocument(({ imported }) => imported !== null);
  return isImported ? (
    <Suspense>
      <Imported />
    </Suspense>
  ) : null;
}

/** The dialogs about logs, from the first time on that one of them is shown. */
export function LogDialogs() {
  const isWanted = useView(({ dialog }) => dialog !== null && LOG_DIALOGS.has(dialog));
  const [wasWanted, setWasWanted] = useState(isWanted);
  if (isWanted && !wasWanted) setWasWanted(true);
  return wasWanted ? (
    <Suspense>
      <AddressDialog />
      <RecordsDialog />
      <ReportDialog />
      <RolloutsDialog />
      <MappingDialog />
    </Suspense>
  ) : null;
}
