import {
  ChevronLeft,
  ChevronRight,
  CircleDot,
  Keyboard,
  Maximize2,
  NotebookText,
  Pause,
  Play,
  Undo2,
  X,
} from "lucide-react";
import type { ReactNode } from "react";
import { isMac, parseShortcut, printShortcut } from "../../workspace/commands";
import { pressTalkKey, TALK_KEYS, type TalkKeyId } from "../../workspace/presenter";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import type { Pace } from "./useAutoplay";
import { type TalkStop, useNext, usePresentWords, useTalk } from "./useTalk";

/** One quiet line below everything: where one is, what comes, and a button for each key that a hand may want. */
export function Controls({ stop, pace }: { stop: TalkStop; pace: Pace | null }) {
  const words = usePresentWords();
  const { autoplay, laser, notes, help, bookmark } = useTalk((talk) => talk) ?? {};
  return (
    <footer className="presenter-foot">
      <Countdown pace={pace} />
      <Position stop={stop} />
      <Coming stop={stop} pace={pace} />
      <fieldset className="presenter-keys" aria-label={words.controls}>
        {bookmark ? <KeyButton id="recorded" icon={<Undo2 size={20} />} /> : null}
        <KeyButton id="back" icon={<ChevronLeft size={22} />} />
        <KeyButton
          id="autoplay"
          icon={autoplay ? <Pause size={20} /> : <Play size={20} />}
          pressed={autoplay ?? false}
        />
        <KeyButton id="forward" icon={<ChevronRight size={22} />} />
        <KeyButton id="fullScreen" icon={<Maximize2 size={20} />} />
        <KeyButton id="laser" icon={<CircleDot size={20} />} pressed={laser ?? false} />
        <KeyButton id="notes" icon={<NotebookText size={20} />} pressed={notes ?? false} />
        <KeyButton id="help" icon={<Keyboard size={20} />} pressed={help ?? false} />
        <KeyButton id="leave" icon={<X size={20} />} />
      </fieldset>
    </footer>
  );
}

function KeyButton({ id, icon, pressed }: { id: TalkKeyId; icon: ReactNode; pressed?: boolean }) {
  const workspace = useWorkspace();
  const words = usePresentWords();
  const key = TALK_KEYS.find((other) => other.id === id);
  return (
    <IconButton
      label={words.keys[id]}
      hint={printShortcut(parseShortcut(key?.keys[0] ?? ""), isMac())}
      side="top"
      icon={icon}
      {...(pressed === undefined ? {} : { "aria-pressed": pressed })}
      onClick={() => key && pressTalkKey(workspace, key)}
    />
  );
}

function Position({ stop: { index, line } }: { stop: TalkStop }) {
  const words = usePresentWords();
  const chapters = useTalk(({ telling }) => telling && { at: telling.at, total: telling.chapters.length });
  return (
    <p className="presenter-place" data-testid="talk-place">
      {chapters ? words.chapterPlace(chapters.at + 1, chapters.total) : words.place(index + 1, line.length)}
    </p>
  );
}

/** What comes next, and in how many seconds where the talk goes on by itself. */
function Coming({ stop, pace }: { stop: TalkStop; pace: Pace | null }) {
  const words = usePresentWords();
  const next = useNext(stop, useWords());
  const refusal = useTalk((talk) => talk.refusal);
  if (refusal)
    return (
      <p className="presenter-next" role="alert">
        {words.told[refusal]}
      </p>
    );
  const said = next === null ? words.end : pace ? words.nextIn(next, Math.ceil(pace.millis / 1000)) : words.next(next);
  return <p className="presenter-next">{said}</p>;
}

/** A thin bar that empties until the talk goes on. */
const Countdown = ({ pace }: { pace: Pace | null }) =>
  pace ? (
    <div className="presenter-countdown" aria-hidden="true">
      <div key={pace.key} style={{ animationDuration: `${pace.millis}ms` }} />
    </div>
  ) : null;
