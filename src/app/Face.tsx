import { Banners, Notice, RunStatus } from "./banners";
import { TopBar } from "./bar/TopBar";
import { useFlush } from "./binding/useFlush";
import { useKeys } from "./binding/useKeys";
import { useWords } from "./binding/useWorkspace";
import { Dialogs } from "./Dialogs";
import { Narrow } from "./layout/Narrow";
import { Wide } from "./layout/Wide";
import { LogDialogs } from "./logs";
import { Palette } from "./palette/Palette";
import { useDrops } from "./problem/useDrops";
import { useThumbnail } from "./recent/useThumbnail";
import { usePlayback } from "./strip/usePlayback";
import { useDocumentLook, useNarrow } from "./theme";

/** Bar, banners, panels, dialogs. */
export function Face() {
  const words = useWords();
  const narrow = useNarrow();
  useDocumentLook();
  useKeys();
  usePlayback();
  useThumbnail();
  useFlush();
  const dropping = useDrops();
  return (
    <div className="face">
      <button type="button" className="skip" onClick={focusStage}>
        {words.app.skip}
      </button>
      <TopBar />
      <Banners />
      {narrow ? <Narrow /> : <Wide />}
      <Dialogs />
      <LogDialogs />
      <Palette />
      <Notice />
      <RunStatus />
      {dropping ? <div className="drop-veil">{words.app.dropHere}</div> : null}
    </div>
  );
}

/** The canvas, not the section around it, is what takes the keys. */
const focusStage = (): void => document.querySelector<HTMLElement>("[data-stage]")?.focus();
