import { type ComponentType, lazy, Suspense, useState } from "react";
import type { DialogName } from "../../workspace/state";
import { KeepKeys } from "../binding/KeepKeys";
import { useDocument, useView } from "../binding/useWorkspace";

// The page is up before any log is opened, so all that is about logs is fetched when the first one is.
const Imported = lazy(() => import("./Imported"));
/** Each is fetched when it is first shown, and then stays. */
const DIALOGS: readonly (readonly [DialogName, ComponentType])[] = [
  ["address", lazy(() => import("./AddressDialog"))],
  ["report", lazy(() => import("./ReportDialog"))],
  ["rollouts", lazy(() => import("./RolloutsDialog"))],
  ["mapping", lazy(() => import("./MappingDialog"))],
];

/** What became of a log, where one is open. */
export function ImportBanner() {
  const isImported = useDocument(({ imported }) => imported !== null);
  return isImported ? (
    <Suspense>
      <Imported />
    </Suspense>
  ) : null;
}

/** Every dialog about logs that was wanted so far; the one that is open shows itself. */
export function LogDialogs() {
  const open = useView(({ dialog }) => dialog);
  const [wanted, setWanted] = useState<readonly DialogName[]>([]);
  if (open && !wanted.includes(open)) setWanted([...wanted, open]);
  return DIALOGS.filter(([name]) => wanted.includes(name)).map(([name, Dialog]) => (
    <Suspense key={name} fallback={open === name ? <KeepKeys /> : null}>
      <Dialog />
    </Suspense>
  ));
}
