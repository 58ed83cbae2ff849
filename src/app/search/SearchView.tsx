import { useCallback, useEffect, useMemo, useState } from "react";
import type { Driven } from "../../driver";
import { stepIdFrom, type Trace } from "../../trace";
import { NO_OVERLAY } from "../../workspace/state";
import { useSession, useWorkspace } from "../binding/useWorkspace";
import { Choice, NumberField, SwitchField } from "../controls";
import { FIGURES, type Figure, figuresOf, sharesOf } from "./figures";
import { NodePanel } from "./NodePanel";
import { overlayOf } from "./overlay";
import { RatingChart } from "./RatingChart";
import { createSearchRows, SHOWN, type Shown } from "./rows";
import { SearchTree } from "./SearchTree";
import { useSearchWords } from "./useSearch";

interface Looks {
  readonly figure: Figure;
  readonly depth: number | null;
  readonly shown: Shown;
  readonly overlaid: boolean;
}

const USUAL: Looks = { figure: "value", depth: null, shown: "all", overlaid: false };

/** The tree of a search as it grows, drawn by a figure, with what can be done to the node that is looked at. */
export function SearchView({ driven, steerable, trace }: { driven: Driven; steerable: number; trace: Trace }) {
  const { session } = useWorkspace();
  const [looks, setLooks] = useState(USUAL);
  const [folded, setFolded] = useState<ReadonlySet<number>>(new Set());
  const figures = useMemo(() => figuresOf(driven, looks.figure), [driven, looks.figure]);
  const shares = useMemo(() => sharesOf(figures), [figures]);
  const { tree } = driven.state;
  const [rowsOf] = useState(createSearchRows);
  const placed = useMemo(
    () => rowsOf(tree, { folded, depth: looks.depth, shown: looks.shown, figures }),
    [rowsOf, tree, folded, looks.depth, looks.shown, figures],
  );
  useOverlay(trace, driven, shares, looks.overlaid);
  const step = useSession(({ place }) => place.step);
  const at = step === null ? null : (tree.findLast(({ content }) => content === step)?.id ?? null);
  // The same functions each time: rows are rendered anew only where they change.
  const toggle = useCallback((node: number): void => {
    setFolded((before) => {
      const next = new Set(before);
      if (!next.delete(node)) next.add(node);
      return next;
    });
  }, []);
  const go = useCallback((content: string): void => session.goTo(stepIdFrom(content)), [session]);
  return (
    <>
      <LookFields looks={looks} onChange={setLooks} />
      <RatingChart driven={driven} />
      <SearchTree {...{ trace, driven, placed, figures, shares, at }} onFold={toggle} onGo={go} />
      <NodePanel driven={driven} steerable={steerable} node={at === null ? null : (tree[at] ?? null)} />
    </>
  );
}

/** Lays the branches over the picture for as long as that is wanted and the panel is there. */
function useOverlay(trace: Trace, driven: Driven, shares: readonly (number | null)[], isOn: boolean): void {
  const { overlay } = useWorkspace();
  // The picture is not rendered by this panel, so that what lies over it has to be told to a store.
  useEffect(() => {
    overlay.setState(isOn ? overlayOf(trace, driven, shares) : NO_OVERLAY, true);
    return () => overlay.setState(NO_OVERLAY, true);
  }, [overlay, trace, driven, shares, isOn]);
}

const MOST_DEPTH = 1000;

function LookFields({ looks, onChange }: { looks: Looks; onChange(looks: Looks): void }) {
  const words = useSearchWords();
  return (
    <details className="search-looks">
      <summary>{words.figures[looks.figure]}</summary>
      <Choice
        label={words.figure}
        value={looks.figure}
        options={FIGURES.map((value) => ({ value, name: words.figures[value] }))}
        onChange={(figure) => onChange({ ...looks, figure })}
      />
      <Choice
        label={words.show}
        value={looks.shown}
        options={SHOWN.map((value) => ({ value, name: words.shows[value] }))}
        onChange={(shown) => onChange({ ...looks, shown })}
      />
      <NumberField
        label={words.depth}
        value={looks.depth}
        min={1}
        max={MOST_DEPTH}
        placeholder={words.allDepths}
        onChange={(depth) => onChange({ ...looks, depth })}
      />
      <SwitchField
        label={words.overlay}
        checked={looks.overlaid}
        onChange={(overlaid) => onChange({ ...looks, overlaid })}
      />
    </details>
  );
}
