import { Film, Play, Plus } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Chapter, Trace } from "../../trace";
import { keyOf } from "../../workspace/commands";
import { addChapterHere, moveChapter, showStoryAsFilm, tellStory } from "../../workspace/presenter";
import { useTrace, useView, useWorkspace } from "../binding/useWorkspace";
import { Button, Dialog, Key } from "../controls";
import { ChapterRow } from "./ChapterRow";
import { OtherTraces } from "./OtherTraces";
import { usePresentWords, useTitleOf } from "./words";
import "./chapters.css";

/** The story of the open trace: its chapters in order, what is said of each, and the way to tell them. */
export function ChaptersDialog() {
  const words = usePresentWords().chapters;
  return (
    <Dialog name="chapters" title={words.title} about={words.about} wide>
      <Chapters />
    </Dialog>
  );
}

function Chapters() {
  const workspace = useWorkspace();
  const words = usePresentWords().chapters;
  const trace = useTrace();
  useNothingToldTwice();
  if (!trace) return null;
  return (
    <>
      <div className="chapters-head">
        <Button data-first="" onClick={() => addChapterHere(workspace)}>
          <Plus size={14} aria-hidden="true" />
          {words.add} <Key>{keyOf("addChapter")}</Key>
        </Button>
        <Button tone="model" disabled={trace.story.length === 0} onClick={() => void tellStory(workspace)}>
          <Play size={12} fill="currentColor" aria-hidden="true" />
          {words.present} <Key>{keyOf("tellStory")}</Key>
        </Button>
        <Button disabled={trace.story.length === 0} onClick={() => showStoryAsFilm(workspace)}>
          <Film size={14} aria-hidden="true" />
          {words.film}
        </Button>
      </div>
      {trace.story.length === 0 ? <p className="step-aside">{words.none}</p> : <ChapterList trace={trace} />}
      <OtherTraces open={trace.id} />
    </>
  );
}

/** A chapter that was added stands in the list: that it was, and where to see it, would only lie over the list. */
function useNothingToldTwice(): void {
  const { view } = useWorkspace();
  const added = useView(({ notice }) => notice?.news.kind === "chapter-added");
  useEffect(() => {
    if (added) view.setState({ notice: null });
  }, [view, added]);
}

/** The chapters, to be put in another order by dragging or by key; where one has gone is told to who cannot see it. */
function ChapterList({ trace }: { trace: Trace }) {
  const workspace = useWorkspace();
  const words = usePresentWords().chapters;
  const titleOf = useTitleOf(trace);
  const list = useRef<HTMLOListElement | null>(null);
  const [moved, setMoved] = useState("");
  const [dragged, setDragged] = useState<Chapter["id"] | null>(null);
  const { story } = trace;
  const move = (chapter: Chapter, to: number): void => {
    const index = Math.max(0, Math.min(to, story.length - 1));
    moveChapter(workspace, chapter.id, index);
    setMoved(words.moved(titleOf(chapter), index + 1, story.length));
  };
  const drop = (to: number): void => {
    const chapter = story.find(({ id }) => id === dragged);
    if (chapter) move(chapter, to);
    setDragged(null);
  };
  // A row that is taken away leaves the focus to its neighbour, not to the page.
  const focusRow = (index: number): void => {
    const rows = list.current?.querySelectorAll<HTMLElement>("[data-chapter]");
    rows?.item(Math.min(index, (rows.length ?? 1) - 1))?.focus();
  };
  return (
    <>
      <p className="chapters-help">{words.reorder}</p>
      <ol className="chapters" ref={list} aria-label={words.list}>
        {story.map((chapter, index) => (
          <ChapterRow
            key={chapter.id}
            trace={trace}
            chapter={chapter}
            index={index}
            isDragged={dragged === chapter.id}
            onDrag={() => setDragged(chapter.id)}
            onDragEnd={() => setDragged(null)}
            onDrop={() => drop(index)}
            onMove={(to) => move(chapter, to)}
            onRemoved={() => requestAnimationFrame(() => focusRow(index))}
          />
        ))}
      </ol>
      <p className="hidden-text" role="status">
        {moved}
      </p>
    </>
  );
}
