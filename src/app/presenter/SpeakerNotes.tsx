import { ChevronLeft, ChevronRight } from "lucide-react";
import { useEffect, useState } from "react";
import { judgementsOf, type Step, type Trace } from "../../trace";
import { changeTalk, goBack, goForward } from "../../workspace/presenter";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, NumberField } from "../controls";
import type { Words } from "../words";
import { gist, kindName } from "../words/names";
import { clockWords, timesOf } from "./clock";
import { type TalkStop, useNext, usePresentWords, useTalk } from "./useTalk";

/** What the speaker sees: what is on show, what comes, what they wanted to say, and how late it is. */
export function SpeakerNotes({ stop }: { stop: TalkStop }) {
  const workspace = useWorkspace();
  const { notes: words, keys } = usePresentWords();
  const common = useWords();
  const { current } = stop;
  return (
    <main className="speaker" aria-label={words.title}>
      <h1 className="hidden-text">{words.title}</h1>
      <Clock />
      <section aria-label={words.now}>
        <h2>{words.now}</h2>
        <p>{current ? saidOf(current, common) : ""}</p>
      </section>
      <NoteList stop={stop} />
      <section aria-label={words.next}>
        <h2>{words.next}</h2>
        <Coming stop={stop} />
      </section>
      <div className="presenter-buttons">
        <Button onClick={() => void goBack(workspace)}>
          <ChevronLeft size={16} aria-hidden="true" />
          {keys.back}
        </Button>
        <Button tone="model" onClick={() => void goForward(workspace)}>
          {keys.forward}
          <ChevronRight size={16} aria-hidden="true" />
        </Button>
      </div>
    </main>
  );
}

/** The next thing, with its words: the speaker may look ahead, where the audience is told its kind alone. */
function Coming({ stop }: { stop: TalkStop }) {
  const { end } = usePresentWords();
  const common = useWords();
  const next = useNext(stop, common);
  const isStory = useTalk(({ telling }) => telling !== null) ?? false;
  const step = isStory ? undefined : stop.line[stop.index + 1];
  return <p>{next === null ? end : step ? saidOf(step, common) : next}</p>;
}

/** A step by its kind and its words, where it has any. */
function saidOf(step: Step, words: Words): string {
  const [kind, said] = [kindName(step, words), gist(step, words)];
  return said.startsWith(kind) ? said : `${kind} · ${said}`;
}

function NoteList({ stop: { trace, current, chapter } }: { stop: TalkStop }) {
  const { notes: words } = usePresentWords();
  const notes = [...(chapter?.notes ? [chapter.notes] : []), ...notesOf(trace, current, words.by)];
  return (
    <section className="speaker-notes" aria-label={words.notes}>
      <h2>{words.notes}</h2>
      {notes.length === 0 ? <p className="speaker-none">{words.none}</p> : null}
      {notes.map((note, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two raters may have written the same
        <p key={i}>{note}</p>
      ))}
    </section>
  );
}

/** What raters wrote of a step as a whole, by hand. */
function notesOf(
  trace: Trace | null,
  step: Step | null,
  by: (rater: string, note: string) => string,
): readonly string[] {
  if (!trace || !step) return [];
  return judgementsOf(trace, step.id).flatMap(({ target, basis, rater, value }) => {
    if (target.kind !== "step" || basis.kind !== "hand" || value.note === "") return [];
    return [rater.name === "" ? value.note : by(rater.name, value.note)];
  });
}

/** How long the talk has taken, and how much of what was planned is left. */
function Clock() {
  const workspace = useWorkspace();
  const { notes: words } = usePresentWords();
  const { sinceMillis, plannedMinutes } = useTalk((talk) => talk) ?? { sinceMillis: 0, plannedMinutes: null };
  const nowMillis = useNow();
  const { elapsedMillis, leftMillis } = timesOf(sinceMillis, plannedMinutes, nowMillis);
  return (
    <div className="speaker-clock">
      <p role="timer" aria-label={words.elapsed}>
        <span>{words.elapsed}</span> <b data-testid="talk-elapsed">{clockWords(elapsedMillis)}</b>
      </p>
      {leftMillis === null ? null : (
        <p role="timer" aria-label={words.left} className={leftMillis < 0 ? "speaker-over" : ""}>
          <span>{words.left}</span>{" "}
          <b>{leftMillis < 0 ? words.over(clockWords(-leftMillis)) : clockWords(leftMillis)}</b>
        </p>
      )}
      <NumberField
        label={words.planned}
        value={plannedMinutes}
        min={1}
        max={600}
        onChange={(plannedMinutes) => changeTalk(workspace, () => ({ plannedMinutes }))}
      />
    </div>
  );
}

/** The time, anew each second. */
function useNow(): number {
  const { ambient } = useWorkspace().edges;
  const [nowMillis, setNow] = useState(() => ambient.nowMillis());
  // The clock tells nobody that it goes on.
  useEffect(() => {
    const timer = setInterval(() => setNow(ambient.nowMillis()), 1000);
    return () => clearInterval(timer);
  }, [ambient]);
  return nowMillis;
}
