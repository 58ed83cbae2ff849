import { ChevronLeft, ChevronRight, Pause, Play, Repeat } from "lucide-react";
import { Fragment, lazy, memo, Suspense, useEffect, useMemo, useRef, useState } from "react";
import type { Hint } from "../../annotation";
import { doerOf } from "../../session";
import { type StepId, siblingsOf, stepsOfTarget } from "../../trace";
import { keyOf, runCommand } from "../../workspace/commands";
import { followHint, SPEEDS } from "../../workspace/state";
import { useHints } from "../binding/useHints";
import { Later, useChain, useLine, useTrace, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { IconButton, Range } from "../controls";
import { HideHint } from "../picture/FirstHints";
import { useNarrow } from "../theme";
import { arcsOf, gapsAmong } from "./chainLayout";
import { Frame } from "./Frame";
import "./strip.css";

/** Frames mounted on either side of the current one; a line may have a hundred thousand. */
const REACH = 60;
/** Frames mounted at once, likewise: a program may show forty pictures, and all their frames would hold up the page. */
const AT_ONCE = 4;

/** The line as a film strip: one frame a step, forks ticked. */
export function Strip() {
  const words = useWords();
  const { line, index } = useLine();
  const narrow = useNarrow();
  return (
    <section className="strip" aria-label={words.strip.label}>
      <div className="strip-controls">
        <StepButtons atStart={index <= 0} atEnd={index >= line.length - 1} canPlay={line.length >= 2} />
        <SpeedButton />
        <LoopButton />
        {narrow ? <WalkHint text={words.hint.walkByHand} /> : null}
        <span className="strip-position" data-testid="strip-position">
          {words.strip.position(index + 1, line.length)}
        </span>
      </div>
      <div className="strip-film">
        <div className="strip-line">
          {narrow ? null : <WalkHint text={words.hint.walk} />}
          <Scrubber index={index} length={line.length} />
        </div>
        <Later>
          <Reel />
        </Later>
      </div>
    </section>
  );
}

/** The first hint of all, beside the buttons that it speaks of, until the run is walked. */
const WalkHint = memo(function WalkHint({ text }: { text: string }) {
  const used = useView((state) => state.hintsUsed.includes("walk"));
  if (used) return null;
  return (
    <p className="first-hint strip-hint" data-testid="first-hint">
      {text}
      <HideHint hint="walk" />
    </p>
  );
});

/** To the step before, on by itself, to the step after. */
const StepButtons = memo(function StepButtons(props: { atStart: boolean; atEnd: boolean; canPlay: boolean }) {
  const workspace = useWorkspace();
  const words = useWords();
  const playing = useView((state) => state.playing);
  return (
    <>
      <IconButton
        label={words.strip.previous}
        hint={keyOf("previous")}
        side="top"
        icon={<ChevronLeft size={18} />}
        disabled={props.atStart}
        onClick={() => runCommand(workspace, "previous")}
      />
      <IconButton
        label={playing ? words.strip.pause : words.strip.play}
        hint={keyOf("play")}
        side="top"
        icon={playing ? <Pause size={18} /> : <Play size={18} />}
        disabled={!props.canPlay}
        onClick={() => runCommand(workspace, "play")}
      />
      <IconButton
        label={words.strip.next}
        hint={keyOf("next")}
        side="top"
        icon={<ChevronRight size={18} />}
        disabled={props.atEnd}
        onClick={() => runCommand(workspace, "next")}
      />
    </>
  );
});

/** Each press takes the next speed, and the slowest after the fastest. */
const SpeedButton = memo(function SpeedButton() {
  const { view } = useWorkspace();
  const words = useWords();
  const speed = useView((state) => state.speed);
  const nextSpeed = SPEEDS[(SPEEDS.indexOf(speed) + 1) % SPEEDS.length] ?? 1;
  return (
    <IconButton
      label={`${words.strip.speed}: ${speed}×`}
      hint={`${keyOf("slower")} ${keyOf("faster")}`}
      side="top"
      className="strip-speed"
      icon={<span>{speed}×</span>}
      onClick={() => view.setState({ speed: nextSpeed })}
    />
  );
});

const LoopButton = memo(function LoopButton() {
  const workspace = useWorkspace();
  const words = useWords();
  const loop = useView((state) => state.loop);
  return (
    <IconButton
      label={words.strip.loop}
      side="top"
      icon={<Repeat size={16} />}
      aria-pressed={loop}
      onClick={() => runCommand(workspace, "loop")}
    />
  );
});

function Scrubber({ index, length }: { index: number; length: number }) {
  const { session, view } = useWorkspace();
  const words = useWords();
  return (
    <Range
      className="strip-scrub"
      label={words.strip.scrub}
      said={words.strip.position(index + 1, length)}
      value={Math.max(0, index)}
      min={0}
      max={Math.max(1, length - 1)}
      step={1}
      disabled={length < 2}
      onChange={(to) => {
        view.setState({ playing: false });
        followHint(view, "walk");
        session.walk(to - index);
      }}
    />
  );
}

// Few lines have a chain of failure.
const Chain = lazy(() => import("./Chain"));
const MissingPlace = lazy(() => import("./MissingPlace"));

/** The frames around the current one, with the chain of failure along them. It is not rendered with the strip around it. */
const Reel = memo(function Reel() {
  const words = useWords();
  const trace = useTrace();
  const { line, index, current } = useLine();
  const reel = useRef<HTMLDivElement | null>(null);
  // The document's own account of it falls silent when the frame with the focus gives way to one of another run.
  const hasFocus = useRef(false);
  const { first, end } = useMounted(index, line.length);
  // Scroll position and focus belong to the browser; React does not render them.
  // biome-ignore lint/correctness/useExhaustiveDependencies: frames before the current one move it along
  useEffect(() => {
    if (reel.current) showFrame(reel.current, index, hasFocus.current);
  }, [index, first, current?.id]);
  const hints = useHints();
  const hinted = useMemo(() => countByStep(hints), [hints]);
  const shown = line.slice(first, end);
  const { gaps, arcs } = useChainOf(first, first + shown.length);
  return (
    <div
      className="reel"
      ref={reel}
      role="listbox"
      aria-orientation="horizontal"
      aria-label={words.strip.label}
      onFocus={() => {
        hasFocus.current = true;
      }}
      onBlur={() => {
        hasFocus.current = false;
      }}
    >
      {shown.map((step, offset) => {
        const gap = gaps.get(first + offset);
        return (
          <Fragment key={step.id}>
            <Frame
              line={line}
              index={first + offset}
              current={first + offset === index}
              hints={hinted.get(step.id) ?? 0}
              branches={trace ? siblingsOf(trace, step).length : 1}
              doer={trace ? doerOf(trace, step) : step.author}
            />
            {gap ? (
              <Suspense>
                <MissingPlace gap={gap} after={step.id} />
              </Suspense>
            ) : null}
          </Fragment>
        );
      })}
      {arcs.length > 0 ? (
        <Suspense>
          <Chain arcs={arcs} />
        </Suspense>
      ) : null}
    </div>
  );
});

interface Frames {
  readonly first: number;
  readonly end: number;
}

/** Which frames are mounted: those around the current one at once, the others of its reach a few in each picture. */
function useMounted(index: number, count: number): Frames {
  const [had, setHad] = useState<Frames>({ first: 0, end: 0 });
  const around = (reach: number): Frames => ({
    first: Math.max(0, index - reach),
    end: Math.min(count, index + reach),
  });
  const all = around(REACH);
  const kept = had.first <= index && index < had.end ? within(had, all) : around(AT_ONCE);
  const { first, end } = kept;
  const isWhole = first === all.first && end === all.end;
  useEffect(() => {
    const more = { first: first - AT_ONCE, end: end + AT_ONCE };
    const next = requestAnimationFrame(() => setHad(isWhole ? { first, end } : more));
    return () => cancelAnimationFrame(next);
  }, [first, end, isWhole]);
  return kept;
}

const within = (some: Frames, all: Frames): Frames => ({
  first: Math.max(some.first, all.first),
  end: Math.min(some.end, all.end),
});

function useChainOf(first: number, end: number) {
  const chain = useChain();
  return useMemo(() => {
    const mounted = { first, end };
    return { gaps: gapsAmong(chain, mounted), arcs: arcsOf(chain, mounted) };
  }, [chain, first, end]);
}

function countByStep(hints: readonly Hint[]): ReadonlyMap<StepId, number> {
  const counts = new Map<StepId, number>();
  for (const { target } of hints) for (const id of stepsOfTarget(target)) counts.set(id, (counts.get(id) ?? 0) + 1);
  return counts;
}

/** What of the neighbouring frames stays in sight beside the current one, in CSS pixels. */
const MARGIN = 40;

/** Whether the focus is still the reel's: on it, or on nothing, since its frame is gone. */
const isFree = (reel: HTMLElement): boolean =>
  reel.contains(document.activeElement) || document.activeElement === document.body;

/** Scrolls the reel to a frame, with the focus where it has it; `scrollIntoView` would move the page around it as well. */
function showFrame(reel: HTMLElement, index: number, hasFocus: boolean): void {
  const frame = reel.querySelector<HTMLElement>(`[data-index="${index}"]`);
  if (!frame) return;
  if (hasFocus && isFree(reel)) frame.focus({ preventScroll: true });
  const { offsetLeft, offsetWidth } = frame;
  const { scrollLeft, clientWidth } = reel;
  if (offsetLeft < scrollLeft + MARGIN) reel.scrollLeft = offsetLeft - 2 * MARGIN;
  else if (offsetLeft + offsetWidth > scrollLeft + clientWidth - MARGIN)
    reel.scrollLeft = offsetLeft + offsetWidth - clientWidth + 2 * MARGIN;
}
