import { Banners, Notice, RunStatus } from "./banners";
import { TopBar } from "./bar/TopBar";
import { Dialogs } from "./Dialogs";
import { useKeys } from "../workspace/commands";
import { Narrow } from "./layout/Narrow";
import { Wide } from "./layout/Wide";
import { LogDialogs } from "./logs";
import { Palette } from "./palette/Palette";
import { useDrops } from "./problem/useDrops";
import { useThumbnail } from "./recent/useThumbnail";
import { useWords } from "./services";
import { usePlayback } from "./strip/usePlayback";
import { useDocumentLook, useNarrow } from "./theme";
import { useFlush } from "./useFlush";

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
