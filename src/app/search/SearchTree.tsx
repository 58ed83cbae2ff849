import { ChevronDown, ChevronRight, Pin, Star } from "lucide-react";
import { type CSSProperties, type KeyboardEvent, memo, useRef } from "react";
import { type Driven, tokenText } from "../../driver";
import type { SearchNode } from "../../search";
import { stepIdFrom, type Trace } from "../../trace";
import { useWords } from "../binding/useWorkspace";
import { OwnVerdict, rowAfterKey, useRowInView, useWindow } from "../controls";
import type { Words } from "../words";
import { gist } from "../words/names";
import type { SearchWords } from "../words/search";
import { printFigure } from "./figures";
import { rowOfNode, type SearchRow, type SearchRows } from "./rows";
import { useSearchWords } from "./useSearch";

const ROW_HEIGHT = 26;

export interface SearchTreeProps {
  readonly trace: Trace;
  readonly driven: Driven;
  readonly placed: SearchRows;
  readonly figures: readonly (number | null)[];
  readonly shares: readonly (number | null)[];
  /** The node whose step is looked at. */
  readonly at: number | null;
  onFold(node: number): void;
  onGo(content: string): void;
}

/** The nodes of a search, of which only those in sight are mounted. */
export function SearchTree(props: SearchTreeProps) {
  const { placed, driven, at, onGo, onFold } = props;
  const { rows } = placed;
  const words = useSearchWords();
  const common = useWords();
  const scroller = useRef<HTMLDivElement | null>(null);
  const { first, last, padTop, padBottom, onScroll } = useWindow(scroller, rows.length, ROW_HEIGHT);
  const selected = rowOfNode(placed, driven.state.tree, at);
  useRowInView(scroller, selected, ROW_HEIGHT);
  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows[selected];
    const to = rowAfterKey(event.key, { index: selected, count: rows.length, pageRows: 10 });
    const isFold = row && ((event.key === "ArrowLeft" && !row.folded) || (event.key === "ArrowRight" && row.folded));
    if (to !== null) onGo(rows[to]?.node.content ?? "");
    else if (isFold && row.hasChildren) onFold(row.node.id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div
      ref={scroller}
      className="tree search-tree"
      role="tree"
      aria-label={words.tree}
      tabIndex={0}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <div style={{ height: padTop }} role="presentation" />
      {rows.slice(first, last).map((row, offset) => (
        <Row
          key={row.node.id}
          {...row}
          text={textOf(row.node, props.trace, common) ?? words.root}
          share={props.shares[row.node.id] ?? null}
          figure={props.figures[row.node.id] ?? null}
          selected={first + offset === selected}
          isBest={driven.state.outcome?.best === row.node.id}
          by={makerOf(row.node, driven, words)}
          onFold={onFold}
          onGo={onGo}
        />
      ))}
      <div style={{ height: padBottom }} role="presentation" />
    </div>
  );
}

/** How far a row is moved in at most: a panel is narrow, and a tree may be deep. */
const MOST_LEVEL = 12;

interface RowProps extends Omit<SearchRow, "node"> {
  readonly node: SearchNode;
  readonly text: string;
  readonly share: number | null;
  readonly figure: number | null;
  readonly selected: boolean;
  readonly isBest: boolean;
  /** Who made it, where that is worth a word. */
  readonly by: string;
  readonly onFold: (node: number) => void;
  readonly onGo: (content: string) => void;
}

/** Rendered anew only where something of this very node has changed: a rating is of one node of thousands. */
const Row = memo(function Row(props: RowProps) {
  const words = useSearchWords();
  const { node, text, level, hasChildren, folded, isBest, by } = props;
  const figure = printFigure(props.figure);
  const standing = node.standing === "open" ? "" : words[node.standing];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the tree around it has the keys
    <div
      role="treeitem"
      tabIndex={-1}
      className={`row search-row ${node.standing === "pruned" ? "row-removed" : ""}`}
      style={{ paddingLeft: 4 + Math.min(level, MOST_LEVEL) * 12 }}
      aria-level={node.depth + 1}
      aria-selected={props.selected}
      aria-expanded={hasChildren ? !folded : undefined}
      aria-label={[text, figure, by, standing, isBest ? words.best : ""].filter((part) => part !== "").join(", ")}
      onClick={() => props.onGo(node.content)}
    >
      <FoldButton node={node.id} hasChildren={hasChildren} folded={folded} onFold={props.onFold} />
      <span className="search-dot" style={dotStyle(props.share)} />
      <span className="row-text">{text}</span>
      {folded ? <span className="row-count">{words.hidden(props.hiddenCount)}</span> : null}
      {by ? <span className={node.actor === null ? "row-author" : "search-by"}>{by}</span> : null}
      {node.standing === "pinned" ? <Pin size={12} aria-hidden="true" /> : null}
      {isBest ? <Star size={12} className="row-star" fill="currentColor" aria-hidden="true" /> : null}
      <OwnVerdict step={stepIdFrom(node.content)} />
      <span className="search-figure">{figure}</span>
    </div>
  );
});

/** Who made a node: nobody is named for the root, nor where one model made all of them. */
function makerOf({ parent, actor }: SearchNode, { plan }: Driven, words: SearchWords): string {
  if (parent === null) return "";
  if (actor === null) return words.byYou;
  const isOne = plan.temperatures.length === 1 && !plan.actors;
  return isOne ? "" : words.actor(actor + 1);
}

function FoldButton(props: { node: number; hasChildren: boolean; folded: boolean; onFold(node: number): void }) {
  const words = useSearchWords();
  if (!props.hasChildren) return <span className="row-fold" />;
  return (
    <span className="row-fold">
      <button
        type="button"
        tabIndex={-1}
        className="row-fold-button"
        aria-label={props.folded ? words.unfold : words.fold}
        onClick={(event) => {
          event.stopPropagation();
          props.onFold(props.node);
        }}
      >
        {props.folded ? <ChevronRight size={14} /> : <ChevronDown size={14} />}
      </button>
    </span>
  );
}

/** What a node says, as the tree of the trace has it; a token as it is written; null for the root. */
function textOf({ content, parent }: SearchNode, trace: Trace, words: Words): string | null {
  if (parent === null) return null;
  const token = tokenText(content);
  if (token !== null) return JSON.stringify(token);
  const step = trace.steps.get(stepIdFrom(content));
  // What an action shows says nothing itself; what was asked for does.
  const said = step?.body.kind === "observation" && step.parent ? trace.steps.get(step.parent) : step;
  return said ? gist(said, words) : content;
}

/** Larger and fuller for what is worth more; hollow for what has no figure. */
function dotStyle(share: number | null): CSSProperties {
  if (share === null) return { width: 6, height: 6, border: "1px solid var(--hairline-strong)" };
  const size = 6 + Math.round(share * 6);
  const full = Math.round(20 + share * 80);
  return { width: size, height: size, background: `color-mix(in oklab, var(--model) ${full}%, var(--well))` };
}
