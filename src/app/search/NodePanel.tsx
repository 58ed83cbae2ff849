import { type Driven, tokenText } from "../../driver";
import type { Intervention, SearchNode } from "../../search";
import { stepIdFrom } from "../../trace";
import { compareWith } from "../../workspace/comparing";
import { addStepByHand, steerSearch } from "../../workspace/search";
import { notify } from "../../workspace/state";
import { useReadOnly, useWorkspace } from "../binding/useWorkspace";
import { Button, hinted } from "../controls";
import { RateField } from "./AskedPerson";
import { FIGURES, figuresOf, printFigure } from "./figures";
import { useSearchWords } from "./useSearch";

/** Every figure of the node that is looked at, and what a person may do to it. */
export function NodePanel(props: {
  driven: Driven;
  /** How many nodes, the first of them, can be steered; the others are not taken in yet. */
  steerable: number;
  node: SearchNode | null;
}) {
  const { driven, steerable, node } = props;
  const workspace = useWorkspace();
  const words = useSearchWords();
  const readOnly = useReadOnly();
  const isOver = driven.state.outcome !== null;
  const tell = (isDone: boolean): void => {
    if (!isDone) notify(workspace.view, { kind: "refused", code: "search-refused" });
  };
  const steer = (by: Intervention): void => tell(steerSearch(workspace, driven.id, by));
  const isSteered = node !== null && node.parent !== null && node.id < steerable && !isOver && !readOnly;
  return (
    <footer className="search-node">
      {node ? (
        <dl className="search-facts">
          {FIGURES.map((figure) => (
            <div key={figure}>
              <dt>{words.figures[figure]}</dt>
              <dd>{printFigure(figuresOf(driven, figure)[node.id] ?? null) || words.scores.none}</dd>
            </div>
          ))}
        </dl>
      ) : null}
      {node ? <CompareButton driven={driven} node={node} /> : null}
      {isSteered ? (
        <div className="search-buttons">
          {node.standing === "open" ? (
            <>
              <Button onClick={() => steer({ kind: "prune", node: node.id })}>{words.prune}</Button>
              <Button onClick={() => steer({ kind: "pin", node: node.id })}>{words.pin}</Button>
            </>
          ) : (
            <Button onClick={() => steer({ kind: "reopen", node: node.id })}>{words.reopen}</Button>
          )}
          <RateField
            key={`${node.id} ${node.rating}`}
            value={node.rating}
            onRate={(rating) => steer({ kind: "re-rate", node: node.id, rating })}
          />
        </div>
      ) : null}
      {node === null && !isOver && !readOnly ? (
        <Button onClick={() => tell(addStepByHand(workspace, driven.id))} {...hinted(words.addAbout)}>
          {words.add}
        </Button>
      ) : null}
    </footer>
  );
}

/** The path that is looked at beside the one that was chosen, or beside another of the trace where it is that one. */
function CompareButton({ driven, node }: { driven: Driven; node: SearchNode }) {
  const workspace = useWorkspace();
  const words = useSearchWords();
  const { tree, outcome } = driven.state;
  const best = outcome?.best ?? null;
  const other = best !== null && best !== node.id ? tree[best] : otherLeaf(driven, node);
  // Tokens of a reading are no steps, and have no line of their own.
  if (!other || tokenText(other.content) !== null) return null;
  return (
    <div className="search-buttons">
      <Button onClick={() => compareWith(workspace, stepIdFrom(other.content))}>
        {best !== null && best !== node.id ? words.compareBest : words.compare}
      </Button>
    </div>
  );
}

/** The last node that nothing follows, but for this one. */
function otherLeaf({ state: { tree } }: Driven, node: SearchNode): SearchNode | undefined {
  const parents = new Set(tree.map(({ parent }) => parent));
  return tree.findLast(({ id }) => id !== 0 && id !== node.id && !parents.has(id));
}
