import { QueryClientProvider } from "@tanstack/react-query";
import { type ComponentType, lazy, Suspense, useEffect, useState } from "react";
import { useStore } from "zustand";
import type { Workspace } from "../workspace";
import type { DialogName } from "../workspace/state";
import { Banners, Notices, RunStatus } from "./banners";
import { TopBar } from "./bar/TopBar";
import { KeepKeys } from "./binding/KeepKeys";
import { useFlush, useKeys } from "./binding/pageEvents";
import { useView, useWords, useWorkspace, WorkspaceProvider } from "./binding/useWorkspace";
import { Narrow } from "./layout/Narrow";
import { Wide } from "./layout/Wide";
import { LogDialogs } from "./logs";
import { useDrops } from "./problem/useDrops";
import { useThumbnail } from "./recent/useThumbnail";
import { QueueWatch } from "./runs";
import { usePlayback } from "./strip/usePlayback";
import { useDocumentLook, useNarrow } from "./theme";
import "./theme/tokens.css";
import "./theme/base.css";

/** The whole user interface of a workspace. */
export const App = ({ workspace }: { workspace: Workspace }) => (
  <WorkspaceProvider workspace={workspace}>
    <QueryClientProvider client={workspace.queries}>
      <Screen />
    </QueryClientProvider>
  </WorkspaceProvider>
);

/** Bar, banners, panels, dialogs. */
function Screen() {
  const words = useWords();
  const narrow = useNarrow();
  const dropping = useDrops();
  const isTalk = useStore(useWorkspace().presenter, ({ talk }) => talk !== null);
  return (
    <div className="face">
      <Following />
      <button type="button" className="skip" onClick={focusStage}>
        {words.app.skip}
      </button>
      {isTalk ? (
        <Suspense>
          <Presenter />
        </Suspense>
      ) : (
        <>
          <TopBar />
          <Banners />
          <Adjudication />
          {narrow ? <Narrow /> : <Wide />}
          <RunStatus />
        </>
      )}
      <Dialogs />
      <LogDialogs />
      <QueueWatch />
      <Notices />
      <Suspense>
        <Hints />
      </Suspense>
      {dropping ? <div className="drop-veil">{words.app.dropHere}</div> : null}
    </div>
  );
}

/** What follows keys and the open trace and shows nothing. In `Screen` each step would render all of the screen anew. */
function Following(): null {
  useDocumentLook();
  useKeys();
  usePlayback();
  useThumbnail();
  useFlush();
  usePalette();
  return null;
}

const PALETTE_MILLIS = 1000;

/** Fetches the palette once the page has settled: it is what people wait for most often. */
function usePalette(): void {
  // Nothing on the screen asks for it.
  useEffect(() => {
    const timer = setTimeout(() => void import("./palette/Palette").catch(() => undefined), PALETTE_MILLIS);
    return () => clearTimeout(timer);
  }, []);
}

/** The canvas, not the section around it, is what takes the keys. */
const focusStage = (): void => document.querySelector<HTMLElement>("[data-stage]")?.focus();

// The page is up before any dialog is wanted: each is fetched when it is first shown, and then stays.
const DIALOGS: readonly (readonly [DialogName, ComponentType])[] = [
  ["problem", lazy(async () => ({ default: (await import("./problem/ProblemDialog")).ProblemDialog }))],
  ["gym", lazy(async () => ({ default: (await import("./gym")).GymDialog }))],
  ["review", lazy(async () => ({ default: (await import("./review")).ReviewDialog }))],
  ["scores", lazy(async () => ({ default: (await import("./scores/ScoresDialog")).ScoresDialog }))],
  ["compare", lazy(async () => ({ default: (await import("./compare")).CompareDialog }))],
  ["influence", lazy(async () => ({ default: (await import("./influence")).InfluenceDialog }))],
  ["model", lazy(async () => ({ default: (await import("./model/ModelDialog")).ModelDialog }))],
  ["recent", lazy(async () => ({ default: (await import("./recent/RecentDialog")).RecentDialog }))],
  ["chapters", lazy(async () => ({ default: (await import("./chapters")).ChaptersDialog }))],
  ["export", lazy(async () => ({ default: (await import("./export")).ExportDialog }))],
  ["film", lazy(async () => ({ default: (await import("./film")).FilmDialog }))],
  ["program", lazy(async () => ({ default: (await import("./program")).ProgramDialog }))],
  ["flywheel", lazy(async () => ({ default: (await import("./flywheel")).FlywheelDialog }))],
  ["share", lazy(async () => ({ default: (await import("./share")).ShareDialog }))],
  ["settings", lazy(async () => ({ default: (await import("./settings/SettingsDialog")).SettingsDialog }))],
  ["new-problem", lazy(async () => ({ default: (await import("./problem/NewProblemDialog")).NewProblemDialog }))],
  ["palette", lazy(async () => ({ default: (await import("./palette/Palette")).Palette }))],
  ["keys", lazy(async () => ({ default: (await import("./palette/KeysDialog")).KeysDialog }))],
];

/** Nothing waits for hints: a page that cannot fetch them goes without. */
const Hints = lazy(() => import("./controls/Hints").catch(() => ({ default: () => null })));

const Presenter = lazy(async () => ({ default: (await import("./presenter")).Presenter }));

const DisagreementBar = lazy(async () => ({ default: (await import("./review")).DisagreementBar }));

/** Where two raters disagree, while a person goes through that. */
function Adjudication() {
  const walks = useStore(useWorkspace().review, ({ walk }) => walk !== null);
  return walks ? (
    <Suspense>
      <DisagreementBar />
    </Suspense>
  ) : null;
}

/** Every dialog that was wanted so far; the one that is open shows itself. */
function Dialogs() {
  const open = useView(({ dialog }) => dialog);
  const [wanted, setWanted] = useState<readonly DialogName[]>([]);
  if (open && !wanted.includes(open)) setWanted([...wanted, open]);
  return DIALOGS.filter(([name]) => wanted.includes(name)).map(([name, Dialog]) => (
    <Suspense key={name} fallback={open === name ? <KeepKeys /> : null}>
      <Dialog />
    </Suspense>
  ));
}
