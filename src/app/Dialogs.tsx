import { type ComponentType, lazy, Suspense, useState } from "react";
import type { DialogName } from "../workspace";
import { useView } from "./binding/useWorkspace";

// The page is up before any dialog is wanted: each is fetched when it is first shown, and then stays.
const DIALOGS: readonly (readonly [DialogName, ComponentType])[] = [
  ["problem", lazy(async () => ({ default: (await import("./problem/ProblemDialog")).ProblemDialog }))],
  ["gym", lazy(async () => ({ default: (await import("./gym")).GymDialog }))],
  ["model", lazy(async () => ({ default: (await import("./model/ModelDialog")).ModelDialog }))],
  ["recent", lazy(async () => ({ default: (await import("./recent/RecentDialog")).RecentDialog }))],
  ["settings", lazy(async () => ({ default: (await import("./settings/SettingsDialog")).SettingsDialog }))],
  ["keys", lazy(async () => ({ default: (await import("./palette/KeysDialog")).KeysDialog }))],
];

/** Every dialog that was wanted so far; the one that is open shows itself. */
export function Dialogs() {
  const open = useView(({ dialog }) => dialog);
  const [wanted, setWanted] = useState<readonly DialogName[]>([]);
  if (open && !wanted.includes(open)) setWanted([...wanted, open]);
  return DIALOGS.filter(([name]) => wanted.includes(name)).map(([name, Dialog]) => (
    <Suspense key={name}>
      <Dialog />
    </Suspense>
  ));
}
