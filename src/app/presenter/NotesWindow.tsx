import { type ReactNode, useEffect, useRef, useState } from "react";
import { createPortal } from "react-dom";
import type { Size } from "../../geometry";
import { changeTalk } from "../../workspace/presenter";
import { useLanguage, useWorkspace } from "../binding/useWorkspace";
import { useTheme } from "../theme";
import { SpeakerNotes } from "./SpeakerNotes";
import { guessedOn, type TalkStop, usePresentWords, useTalk } from "./useTalk";
import { useTalkKeys } from "./useTalkKeys";

/** The speaker's notes, in a window of their own for the screen that the audience does not see. */
export function NotesWindow({ stop }: { stop: TalkStop }) {
  const isOpen = useTalk(({ notes }) => notes) ?? false;
  return isOpen ? (
    <SecondWindow guessedOn={guessedOn(stop)}>
      <SpeakerNotes stop={stop} />
    </SecondWindow>
  ) : null;
}

/**
 * A second window that is a part of this page: drawn by a portal, it needs no message of its own for each thing that
 * changes, and the keys of the talk work in it, too.
 */
function SecondWindow({ guessedOn, children }: { guessedOn: Size | null; children: ReactNode }) {
  const [opened, setOpened] = useState<Window | null>(null);
  const workspace = useWorkspace();
  const { title } = usePresentWords().notes;
  const theme = useTheme();
  const language = useLanguage();
  const name = useRef(title);
  name.current = title;
  useTalkKeys(opened, guessedOn);
  // A window is the browser's to open, and may be closed by hand.
  useEffect(() => {
    const second = window.open("", "", "popup,width=760,height=620");
    if (!second) {
      changeTalk(workspace, () => ({ notes: false, refusal: "popup-blocked" }));
      return;
    }
    dress(second.document, name.current);
    const closed = (): void => changeTalk(workspace, () => ({ notes: false }));
    const close = (): void => second.close();
    second.addEventListener("pagehide", closed);
    // Without the page that draws it the window would stand there, dead.
    window.addEventListener("pagehide", close);
    setOpened(second);
    return () => {
      second.removeEventListener("pagehide", closed);
      window.removeEventListener("pagehide", close);
      second.close();
    };
  }, [workspace]);
  // The document of the other window is no part of what React draws.
  useEffect(() => {
    if (!opened) return;
    opened.document.documentElement.dataset.theme = theme;
    opened.document.documentElement.lang = language === "zh" ? "zh-Hans" : "en";
    opened.document.title = title;
  }, [opened, theme, language, title]);
  return opened ? createPortal(children, opened.document.body) : null;
}

/** The styles of this page, in another document. Their addresses are made whole: that document has none of its own. */
function dress(other: Document, title: string): void {
  other.title = title;
  for (const sheet of document.querySelectorAll("style, link[rel=stylesheet]")) {
    const copy = other.importNode(sheet, true);
    if (sheet instanceof HTMLLinkElement) copy.setAttribute("href", sheet.href);
    other.head.append(copy);
  }
}
