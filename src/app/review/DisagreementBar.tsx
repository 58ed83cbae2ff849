import { ChevronLeft, ChevronRight, List, Scale, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import { decided } from "../../annotation";
import {
  type JudgementValue,
  NOTHING_SAID,
  ownJudgement,
  type Rater,
  type StepId,
  type Trace,
  VERDICTS,
} from "../../trace";
import { decide, endWalk, goOn } from "../../workspace/review";
import type { DisagreementWalk } from "../../workspace/state";
import { useReadOnly, useTrace, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, IconButton } from "../controls";
import { useRaterName, useReviewWords, useSaying } from "./reviewWords";
import "./review.css";

/** The disagreement that a person is at: what both said of the step, and the way to decide it. */
export function DisagreementBar() {
  const walk = useStore(useWorkspace().review, (state) => state.walk);
  const trace = useTrace();
  const there = walk?.list[walk.at];
  // Another trace may have been opened since; what was said there is not to be decided here.
  if (!walk || !there || trace?.id !== there.trace.id || !trace.steps.has(there.step)) return null;
  return <Bar walk={walk} trace={trace} step={there.step} place={there.place} />;
}

function Bar(props: { walk: DisagreementWalk; trace: Trace; step: StepId; place: number }) {
  const { walk, trace, step } = props;
  const words = useReviewWords();
  const bar = useRef<HTMLElement | null>(null);
  // The focus follows from the list to what was chosen in it, and stays where it is while one goes on.
  useEffect(() => {
    const timer = setTimeout(() => {
      if (!bar.current?.contains(document.activeElement)) bar.current?.focus();
    });
    return () => clearTimeout(timer);
  }, []);
  return (
    <section ref={bar} className="review-bar" aria-label={words.bar} tabIndex={-1}>
      <Scale className="review-bar-icon" size={16} aria-hidden="true" />
      <div className="review-bar-words">
        <p className="review-where" role="status">
          {words.barAt(walk.at + 1, walk.list.length)} · {words.step(props.place)}
        </p>
        {walk.raters.map((rater) => (
          <RaterSaid key={rater.id} rater={rater} trace={trace} step={step} />
        ))}
        <Decided trace={trace} step={step} />
      </div>
      <OtherVerdicts trace={trace} step={step} />
      <Ways walk={walk} />
    </section>
  );
}

/** What a rater said of the step, to be taken as the decision. */
function RaterSaid({ rater, trace, step }: { rater: Rater; trace: Trace; step: StepId }) {
  const workspace = useWorkspace();
  const words = useReviewWords();
  const raterName = useRaterName();
  const saying = useSaying();
  const readOnly = useReadOnly();
  const value = ownJudgement(trace, step, rater.id)?.value ?? NOTHING_SAID;
  return (
    <p className="review-bar-said">
      <span>{words.sayings(raterName(rater), saying(value))}</span>
      <Button disabled={readOnly} onClick={() => decide(workspace, step, value)}>
        {words.take(raterName(rater))}
      </Button>
    </p>
  );
}

function Decided({ trace, step }: { trace: Trace; step: StepId }) {
  const words = useReviewWords();
  const saying = useSaying();
  const value = decided(trace, step);
  return (
    <p className="review-bar-decided" role="status">
      {value ? words.decided(saying(value)) : words.undecided}
    </p>
  );
}

function OtherVerdicts({ trace, step }: { trace: Trace; step: StepId }) {
  const workspace = useWorkspace();
  const words = useReviewWords();
  const common = useWords();
  const readOnly = useReadOnly();
  const value: JudgementValue = decided(trace, step) ?? NOTHING_SAID;
  const change = (said: Partial<JudgementValue>): void => decide(workspace, step, { ...value, ...said });
  return (
    <fieldset className="review-bar-verdicts" aria-label={words.decideAs}>
      {VERDICTS.map((verdict) => (
        <button
          key={verdict}
          type="button"
          className="review-verdict"
          data-verdict={verdict}
          aria-pressed={value.verdict === verdict}
          disabled={readOnly}
          onClick={() => change({ verdict: value.verdict === verdict ? null : verdict })}
        >
          {common.step.verdicts[verdict]}
        </button>
      ))}
      <button
        type="button"
        className="review-verdict"
        aria-pressed={value.firstError}
        disabled={readOnly}
        onClick={() => change({ firstError: !value.firstError })}
      >
        {common.step.firstError}
      </button>
    </fieldset>
  );
}

/** To the neighbours, back to the list, and out. */
function Ways({ walk }: { walk: DisagreementWalk }) {
  const workspace = useWorkspace();
  const words = useReviewWords();
  const go = async (at: number): Promise<void> => {
    const failure = await goOn(workspace, at);
    if (failure) workspace.view.setState({ failure });
  };
  const back = (): void => {
    workspace.review.setState({ tab: "raters" });
    workspace.view.setState({ dialog: "review" });
  };
  return (
    <div className="review-bar-ways">
      <IconButton
        label={words.previous}
        icon={<ChevronLeft size={16} />}
        disabled={walk.at === 0}
        onClick={() => void go(walk.at - 1)}
      />
      <IconButton
        label={words.next}
        icon={<ChevronRight size={16} />}
        disabled={walk.at === walk.list.length - 1}
        onClick={() => void go(walk.at + 1)}
      />
      <IconButton label={words.list} icon={<List size={16} />} onClick={back} />
      <IconButton label={words.end} icon={<X size={16} />} onClick={() => endWalk(workspace)} />
    </div>
  );
}
