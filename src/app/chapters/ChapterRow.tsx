import { ArrowDown, ArrowUp, Crosshair, GripVertical, Play, SquareDashedMousePointer, Trash2 } from "lucide-react";
import type { KeyboardEvent } from "react";
import type { Chapter, Trace } from "../../trace";
import { changeChapter, removeChapter, tellStory } from "../../workspace/presenter";
import { useView, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import { ChapterField } from "./ChapterField";
import { usePlaceOf, usePresentWords, useTitleOf } from "./words";

interface ChapterRowProps {
  readonly trace: Trace;
  readonly chapter: Chapter;
  readonly index: number;
  readonly isDragged: boolean;
  onDrag(): void;
  onDragEnd(): void;
  /** Another chapter was let go of here. */
  onDrop(): void;
  onMove(to: number): void;
  onRemoved(): void;
}

/** One chapter: where it is, what is said of it, and its place among the others. */
export function ChapterRow(props: ChapterRowProps) {
  const { trace, chapter, index, onMove } = props;
  const workspace = useWorkspace();
  const words = usePresentWords().chapters;
  const title = useTitleOf(trace)(chapter);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== "ArrowUp" && event.key !== "ArrowDown")) return;
    event.preventDefault();
    onMove(index + (event.key === "ArrowUp" ? -1 : 1));
  };
  const say = (said: Parameters<typeof changeChapter>[2]): void => changeChapter(workspace, chapter.id, said);
  return (
    <li className={`chapter ${props.isDragged ? "chapter-dragged" : ""}`}>
      <fieldset
        className="chapter-row"
        aria-label={words.chapter(index + 1, title)}
        data-chapter={chapter.id}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the keys that move a row need a place to be pressed
        tabIndex={0}
        onKeyDown={onKeyDown}
        onDragOver={(event) => event.preventDefault()}
        onDrop={(event) => {
          event.preventDefault();
          // What is dropped here is a chapter, not a file for the page.
          event.stopPropagation();
          props.onDrop();
        }}
      >
        <ChapterHead {...props} title={title} />
        <ChapterField
          label={words.caption}
          placeholder={words.captionPlaceholder}
          value={chapter.caption}
          onChange={(caption) => say({ caption })}
        />
        <ChapterField
          label={words.question}
          placeholder={words.questionPlaceholder}
          value={chapter.question}
          onChange={(question) => say({ question })}
        />
        <ChapterField label={words.notes} value={chapter.notes} isLong onChange={(notes) => say({ notes })} />
      </fieldset>
    </li>
  );
}

function ChapterHead(props: ChapterRowProps & { readonly title: string }) {
  const { trace, chapter, index, title } = props;
  const words = usePresentWords().chapters;
  const place = usePlaceOf(trace)(chapter);
  return (
    <div className="chapter-head">
      {/* biome-ignore lint/a11y/noStaticElementInteractions: a way of the pointer's; keys and buttons do the same */}
      <span
        className="chapter-grip"
        draggable
        title={words.reorder}
        onDragStart={(event) => {
          // Firefox drags nothing that carries nothing.
          event.dataTransfer.setData("text/plain", title);
          event.dataTransfer.effectAllowed = "move";
          props.onDrag();
        }}
        onDragEnd={props.onDragEnd}
      >
        <GripVertical size={16} aria-hidden="true" />
      </span>
      <span className="chapter-number">{index + 1}</span>
      <span className="chapter-title">{title}</span>
      <span className="chapter-place">
        {place}
        {chapter.view ? ` · ${words.ownView}` : ""}
      </span>
      <ChapterButtons {...props} />
    </div>
  );
}

function ChapterButtons({ trace, chapter, index, onMove, onRemoved }: ChapterRowProps) {
  const workspace = useWorkspace();
  const words = usePresentWords().chapters;
  const seen = useView((state) => state.seen);
  const isHere = chapter.elsewhere === null;
  return (
    <span className="chapter-buttons">
      <IconButton
        label={words.presentFrom(index + 1)}
        icon={<Play size={15} />}
        onClick={() => void tellStory(workspace, chapter.id)}
      />
      <IconButton
        label={words.go}
        icon={<Crosshair size={15} />}
        disabled={!isHere}
        onClick={() => workspace.session.goTo(chapter.step)}
      />
      <IconButton
        label={words.retake}
        icon={<SquareDashedMousePointer size={15} />}
        disabled={!isHere || seen === chapter.view}
        onClick={() => changeChapter(workspace, chapter.id, { view: seen })}
      />
      <IconButton
        label={words.up}
        icon={<ArrowUp size={15} />}
        disabled={index === 0}
        onClick={() => onMove(index - 1)}
      />
      <IconButton
        label={words.down}
        icon={<ArrowDown size={15} />}
        disabled={index === trace.story.length - 1}
        onClick={() => onMove(index + 1)}
      />
      <IconButton
        label={words.remove}
        icon={<Trash2 size={15} />}
        onClick={() => {
          removeChapter(workspace, chapter.id);
          onRemoved();
        }}
      />
    </span>
  );
}
