import { memo, type ReactNode } from "react";
import { type MadeProblem, STAGES } from "../../gym";
import { report } from "../../workspace/files";
import { openMade, type Rejected, type Spun } from "../../workspace/gym";
import { useWorkspace } from "../binding/useWorkspace";
import { Button, PixelsPicture } from "../controls";
import type { FlywheelWords } from "../words/flywheel";

interface ListOf {
  readonly words: FlywheelWords;
  readonly spun: Spun;
}

/** What passed, to be opened. */
export function MadeList({ words, spun: { made, madeCount } }: ListOf) {
  return (
    <Listed title={words.made} none={words.noneMade} words={words} count={madeCount} shown={made.length}>
      {made.map((problem) => (
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
export function RejectedList({ words, spun: { rejected, rejectedBy, drafts, madeCount } }: ListOf) {
  const counts = STAGES.map((stage) => `${words.stages[stage]} ${rejectedBy[stage]}`);
  const count = drafts - madeCount;
  return (
    <Listed title={words.rejected} none={words.noneRejected} words={words} count={count} shown={rejected.length}>
      <li className="flywheel-facts">{counts.join(" · ")}</li>
      {rejected.map((outcome) => (
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

interface ListedProps {
  readonly title: string;
  readonly none: string;
  readonly words: FlywheelWords;
  readonly count: number;
  /** Of the counted, how many are drawn. */
  readonly shown: number;
  readonly children: ReactNode;
}

function Listed({ title, none, words, count, shown, children }: ListedProps) {
  return (
    <section className="dialog-section">
      <h3>
        {title} {count > 0 ? count : ""}
      </h3>
      {count === 0 ? <p className="flywheel-facts">{none}</p> : <ul className="flywheel-list">{children}</ul>}
      {count > shown ? <p className="flywheel-facts">{words.more(count - shown)}</p> : null}
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
