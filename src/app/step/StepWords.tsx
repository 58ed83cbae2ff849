import { type RefObject, useEffect, useMemo, useRef } from "react";
import type { Step } from "../../trace";
import { judgeWords } from "../../workspace/editing";
import { useRater, useSubject, useTrace, useWorkspace } from "../binding/useWorkspace";
import { LongText } from "../controls";
import { judgedWords, type MarkedWords, markedWords } from "./wordMarks";

/**
 * Words of a step that can be judged: those that are selected are what the next verdict is about, and those of which
 * something was said are underlined in its colour. What stands from `flawAt` on could not be read as an action.
 */
export function StepWords(props: { step: Step; of: "raw" | "text"; text: string; className: string; flawAt?: number }) {
  const { step, of, text, flawAt } = props;
  const trace = useTrace();
  const { id } = useRater();
  const host = useRef<HTMLElement | null>(null);
  const pieces = useMemo(
    () => markedWords(text, trace ? judgedWords(trace, step.id, of, id) : [], flawAt),
    [text, trace, step.id, of, id, flawAt],
  );
  useSelectedWords(host, step, of, pieces);
  const shown = (
    <span ref={host}>
      {pieces.map((piece) => (
        <Piece key={piece.from} piece={piece} flawed={flawAt !== undefined && piece.from >= flawAt} />
      ))}
      {flawAt !== undefined && flawAt >= text.length ? <mark className="flaw">␣</mark> : null}
    </span>
  );
  return of === "raw" ? <pre className={props.className}>{shown}</pre> : <p className={props.className}>{shown}</p>;
}

function Piece({ piece: { text, said }, flawed }: { piece: MarkedWords; flawed: boolean }) {
  const whole = <LongText text={text} />;
  const words = said ? (
    <span className={`words-said ${said.verdict ? `words-${said.verdict}` : ""}`}>{whole}</span>
  ) : (
    whole
  );
  return flawed ? <mark className="flaw">{words}</mark> : words;
}

/** The browser's own selection and the words that are judged are kept the same, whichever was chosen. */
function useSelectedWords(host: RefObject<HTMLElement | null>, step: Step, of: "raw" | "text", pieces: unknown): void {
  const workspace = useWorkspace();
  const target = useSubject(step.id);
  const chosen = useRef(false);
  const [from, to] = target.kind === "words" && target.of === of ? [target.from, target.to] : [0, 0];
  // A selection belongs to the document. It is read when the hand comes up: while it grows it is not meant yet.
  useEffect(() => {
    const read = (): void => {
      const chosen = host.current && spanOf(host.current);
      if (chosen) judgeWords(workspace, of, chosen.from, chosen.to);
    };
    const readKeys = (event: KeyboardEvent): void => {
      if (event.key === "Shift") read();
    };
    document.addEventListener("pointerup", read);
    document.addEventListener("keyup", readKeys);
    return () => {
      document.removeEventListener("pointerup", read);
      document.removeEventListener("keyup", readKeys);
    };
  }, [workspace, host, of]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: pieces that were cut anew have lost the selection
  useEffect(() => {
    if (!host.current) return;
    if (from < to) select(host.current, from, to);
    else if (chosen.current && spanOf(host.current)) document.getSelection()?.removeAllRanges();
    chosen.current = from < to;
  }, [host, from, to, pieces]);
}

interface Span {
  readonly from: number;
  readonly to: number;
}

/** What is selected of an element's text, in UTF-16 units; null where the selection is empty or reaches out of it. */
function spanOf(element: HTMLElement): Span | null {
  const selection = document.getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return null;
  const range = selection.getRangeAt(0);
  if (!element.contains(range.startContainer) || !element.contains(range.endContainer)) return null;
  const before = document.createRange();
  before.setStart(element, 0);
  before.setEnd(range.startContainer, range.startOffset);
  const from = before.toString().length;
  return { from, to: from + range.toString().length };
}

function select(element: HTMLElement, from: number, to: number): void {
  const selected = spanOf(element);
  if (selected?.from === from && selected.to === to) return;
  const [start, end] = [placeIn(element, from), placeIn(element, to)];
  if (start && end) document.getSelection()?.setBaseAndExtent(start.node, start.offset, end.node, end.offset);
}

/** The text node that holds a place of an element's text, and where in it. */
function placeIn(element: HTMLElement, at: number): { readonly node: Node; readonly offset: number } | null {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  let left = at;
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const length = node.textContent?.length ?? 0;
    if (left <= length) return { node, offset: left };
    left -= length;
  }
  return null;
}
