import { flushSync } from "react-dom";
import { createRoot, type Root } from "react-dom/client";
import { WorkspaceProvider } from "../../src/app/binding/useWorkspace";
import { figuresOf, printFigure, sharesOf } from "../../src/app/search/figures";
import { createSearchRows } from "../../src/app/search/rows";
import { SearchTree } from "../../src/app/search/SearchTree";
import { must } from "../../src/base";
import type { Driven } from "../../src/driver";
import { createFollower } from "../../src/driver/driven";
import { opened, planOf, SEARCH } from "../../src/driver/testing";
import type { SearchNode } from "../../src/search";
import type { Trace } from "../../src/trace";
import { workspaceWith } from "../../src/workspace/testing";
import "../../src/app/tree/tree.css";
import "../../src/app/search/search.css";

// Measures what one more rating costs the main thread: working out figures and rows, rendering, and the layout that
// reading a height back forces.

const CHANGES = 15;
const WARM_UP = 3;

/** A search of so many nodes, eight below each, before anything was rated. */
function searchOf(nodes: number): { readonly trace: Trace; readonly driven: Driven } {
  const { trace } = opened(planOf()).log();
  const found = createFollower()(trace, SEARCH);
  if (!found) throw new Error("There is no search");
  const driven = must(found);
  const [root] = driven.state.tree;
  if (!root) throw new Error("A tree has a root");
  const tree = Array.from({ length: nodes }, (_, id): SearchNode => {
    if (id === 0) return root;
    const parent = Math.floor((id - 1) / 8);
    return {
      ...root,
      id,
      parent,
      depth: Math.ceil(Math.log(7 * id + 1) / Math.log(8)),
      content: `node ${id}`,
      actor: 0,
    };
  });
  return { trace, driven: { ...driven, state: { ...driven.state, tree } } };
}

const rated = (driven: Driven, id: number): Driven => ({
  ...driven,
  state: {
    ...driven.state,
    tree: driven.state.tree.map((node) =>
      node.id === id ? { ...node, rating: id % 7, value: id % 5, visits: 1 } : node,
    ),
  },
});

const ignore = (): void => {};

/** As the panel has it: none is folded, and what is folded is the same from one change to the next. */
const rowsOf = createSearchRows();
const FOLDED: ReadonlySet<number> = new Set();

function ours(trace: Trace, driven: Driven) {
  const figures = figuresOf(driven, "value");
  const placed = rowsOf(driven.state.tree, { folded: FOLDED, depth: null, shown: "all", figures });
  const shares = sharesOf(figures);
  return (
    <div className="column search" style={{ height: 700 }}>
      <SearchTree {...{ trace, driven, placed, figures, shares }} at={null} onFold={ignore} onGo={ignore} />
    </div>
  );
}

/** What one writes first: a row mounted for each node, below the one that it grew from. */
function NaiveNode({ families, node }: { families: ReadonlyMap<number, readonly SearchNode[]>; node: SearchNode }) {
  return (
    <div>
      <div className="row search-row">
        <span>{node.content}</span>
        <span>{printFigure(node.visits > 0 ? node.value : node.rating)}</span>
      </div>
      {(families.get(node.id) ?? []).map((child) => (
        <NaiveNode key={child.id} families={families} node={child} />
      ))}
    </div>
  );
}

function naive(driven: Driven) {
  const { tree } = driven.state;
  const families = new Map<number, SearchNode[]>();
  for (const node of tree)
    if (node.parent !== null) families.set(node.parent, [...(families.get(node.parent) ?? []), node]);
  const [root] = tree;
  return (
    <div style={{ height: 700, overflow: "auto" }}>{root ? <NaiveNode families={families} node={root} /> : null}</div>
  );
}

/** Median milliseconds of a change. */
function measure(root: Root, element: HTMLElement, draw: (driven: Driven) => React.ReactNode, start: Driven): number {
  const samples: number[] = [];
  let driven = start;
  for (let change = 0; change < WARM_UP + CHANGES; change++) {
    driven = rated(driven, 1 + change);
    const began = performance.now();
    flushSync(() => root.render(draw(driven)));
    element.getBoundingClientRect();
    if (change >= WARM_UP) samples.push(performance.now() - began);
  }
  flushSync(() => root.render(null));
  samples.sort((a, b) => a - b);
  return samples[samples.length >> 1] ?? Number.NaN;
}

declare global {
  interface Window {
    measureSearchTree(nodes: number): { readonly oursMillis: number; readonly naiveMillis: number };
  }
}

window.measureSearchTree = (nodes) => {
  const element = document.querySelector<HTMLElement>("#root");
  if (!element) throw new Error("No place to draw in");
  const root = createRoot(element);
  const { trace, driven } = searchOf(nodes);
  const workspace = workspaceWith();
  const draw = (now: Driven) => <WorkspaceProvider workspace={workspace}>{ours(trace, now)}</WorkspaceProvider>;
  const oursMillis = measure(root, element, draw, driven);
  return { oursMillis, naiveMillis: measure(root, element, naive, driven) };
};
