import { memo, type ReactNode } from "react";
import { type MadeProblem, type Outcome, STAGES } from "../../gym";
import { openMade, report } from "../../workspace";
import { useWorkspace } from "../binding/useWorkspace";
import { Button, PixelsPicture } from "../controls";
import type { FlywheelWords } from "../words/flywheel";

/** More than these are counted and not drawn. */
const MOST_SHOWN = 60;

type Rejected = Extract<Outcome, { readonly kind: "rejected" }>;

/** What passed, to be opened. */
export function MadeList({ words, problems }: { words: FlywheelWords; problems: readonly MadeProblem[] }) {
  return (
    <Listed title={words.made} none={words.noneMade} words={words} count={problems.length}>
      {problems.slice(0, MOST_SHOWN).map((problem) => (
        <MadeEntry key={problem.name} words={words} problem={problem} />
      ))}
    </Listed>
  );
}

// Every picture that comes grows both lists: what was shown before it is not rendered again.
const MadeEntry = memo(function MadeEntry({ words, problem }: { words: FlywheelWords; problem: MadeProblem }) {
  const workspace = useWorkspace();
  const facts = [words.conditions(problem.conditions), words.truth(problem.truth), words.ways(problem.looks.length)];
  return (
    <Entry words={words} name={problem.name} pixels={problem.picture}>
      <p>{problem.question}</p>
      <p className="flywheel-facts">{facts.join(" · ")}</p>
      <Button onClick={() => void report(workspace, openMade(workspace, problem))}>{words.open}</Button>
    </Entry>
  );
});

/** What was rejected, at which check and why. */
export function RejectedList({ words, rejected }: { words: FlywheelWords; rejected: readonly Rejected[] }) {
  const counts = STAGES.map((stage) => ({ stage, n: rejected.filter(({ reject }) => reject.stage === stage).length }));
  return (
    <Listed title={words.rejected} none={words.noneRejected} words={words} count={rejected.length}>
      <li className="flywheel-facts">{counts.map(({ stage, n }) => `${words.stages[stage]} ${n}`).join(" · ")}</li>
      {rejected.slice(0, MOST_SHOWN).map((outcome) => (
        <RejectedEntry key={outcome.name} words={words} outcome={outcome} />
      ))}
    </Listed>
  );
}

const RejectedEntry = memo(function RejectedEntry({ words, outcome }: { words: FlywheelWords; outcome: Rejected }) {
  const { name, question, picture, reject } = outcome;
  return (
    <Entry words={words} name={name} pixels={picture}>
      <p>{question}</p>
      <p className="flywheel-facts">
        {words.stages[reject.stage]} · {words.codes[reject.code]}
      </p>
    </Entry>
  );
});

function Listed(props: { title: string; none: string; words: FlywheelWords; count: number; children: ReactNode }) {
  const { title, none, words, count } = props;
  return (
    <section className="dialog-section">
      <h3>
        {title} {count > 0 ? count : ""}
      </h3>
      {count === 0 ? <p className="flywheel-facts">{none}</p> : <ul className="flywheel-list">{props.children}</ul>}
      {count > MOST_SHOWN ? <p className="flywheel-facts">{words.more(count - MOST_SHOWN)}</p> : null}
    </section>
  );
}

function Entry(props: { words: FlywheelWords; name: string; pixels: MadeProblem["picture"]; children: ReactNode }) {
  return (
    <li className="flywheel-entry">
      <PixelsPicture pixels={props.pixels} name={props.words.picture(props.name)} className="flywheel-picture" />
      <div>{props.children}</div>
    </li>
  );
}
