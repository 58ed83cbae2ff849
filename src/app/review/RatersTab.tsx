import { UserPlus } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import { useStore } from "zustand";
import { ADJUDICATOR, compareRaters, type JudgedTrace, ratersOf, verdictAlpha } from "../../annotation";
import { ME, type Rater } from "../../trace";
import { chooseRaterFiles, takeOver } from "../../workspace/review";
import { useRater, useReadOnly, useTrace, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
// Past the barrel, which the first load brings: only dialogs ask for a name.
import { RaterNameField } from "../controls/RaterNameField";
import { AddedFiles } from "./AddedFiles";
import { AgreementFigures } from "./AgreementFigures";
import { Disagreements } from "./Disagreements";
import { useRaterName, useReviewWords } from "./reviewWords";

/** Who judged, how far they agree, and where they do not. */
export function RatersTab({ scope, judged }: { scope: ReactNode; judged: readonly JudgedTrace[] }) {
  const words = useReviewWords();
  return (
    <>
      <section className="dialog-section">
        <h3>{words.who}</h3>
        <RaterNameField />
        <TakeOver />
        <AddFiles />
      </section>
      <section className="dialog-section">
        <h3>{words.agreement}</h3>
        {scope}
        <Agreement judged={judged} />
      </section>
    </>
  );
}

/** Offers what was said without a name to the person who has one now. */
function TakeOver() {
  const workspace = useWorkspace();
  const words = useReviewWords();
  const rater = useRater();
  const trace = useTrace();
  const readOnly = useReadOnly();
  const nameless = [...(trace?.judgements.values() ?? [])].filter(({ rater: by }) => by.id === ME.id).length;
  if (rater.id === ME.id || nameless === 0) return null;
  return (
    <Button disabled={readOnly} onClick={() => takeOver(workspace)}>
      {words.takeOver(nameless, rater.name)}
    </Button>
  );
}

function AddFiles() {
  const workspace = useWorkspace();
  const words = useReviewWords();
  const adding = useStore(workspace.review, (state) => state.adding);
  const add = async (): Promise<void> => {
    const failure = await chooseRaterFiles(workspace);
    if (failure) workspace.view.setState({ failure });
  };
  return (
    <div className="review-files">
      <div className="review-row">
        <Button disabled={adding > 0} onClick={() => void add()}>
          <UserPlus size={14} aria-hidden="true" />
          {words.addFiles}
        </Button>
        <p className="review-note">{words.addFilesHelp}</p>
      </div>
      <p className="review-note" role="status">
        {adding > 0 ? words.adding(adding) : ""}
      </p>
      <AddedFiles />
    </div>
  );
}

function Agreement({ judged }: { judged: readonly JudgedTrace[] }) {
  const words = useReviewWords();
  const raterName = useRaterName();
  const raters = ratersOf(judged);
  const [only] = raters;
  if (!only) return <p className="review-note">{words.nothingJudged}</p>;
  if (raters.length === 1) return <p className="review-note">{words.oneRater(raterName(only))}</p>;
  return <Compared judged={judged} raters={raters} />;
}

function Compared({ judged, raters }: { judged: readonly JudgedTrace[]; raters: readonly Rater[] }) {
  const words = useReviewWords();
  const [chosen, setChosen] = useState<readonly [string | null, string | null]>([null, null]);
  const people = raters.filter(({ id }) => id !== ADJUDICATOR.id);
  const [first, second] = pairOf(raters, people, chosen);
  const comparison = useMemo(() => compareRaters(judged, first.id, second.id), [judged, first.id, second.id]);
  const ids = people.map(({ id }) => id).join("\n");
  const alpha = useMemo(() => verdictAlpha(judged, ids.split("\n")), [judged, ids]);
  return (
    <>
      <div className="review-row">
        <RaterChoice label={words.first} raters={raters} value={first} onChange={(id) => setChosen([id, second.id])} />
        <RaterChoice label={words.second} raters={raters} value={second} onChange={(id) => setChosen([first.id, id])} />
      </div>
      <AgreementFigures comparison={comparison} alpha={alpha} raters={people.length} />
      <Disagreements raters={[first, second]} comparison={comparison} />
    </>
  );
}

/** The two that were chosen, as far as they are there and not the same; else the first two people. */
function pairOf(
  raters: readonly Rater[],
  people: readonly Rater[],
  [first, second]: readonly [string | null, string | null],
): readonly [Rater, Rater] {
  const named = (id: string | null): Rater | undefined => raters.find((rater) => rater.id === id);
  const inOrder = [...people, ...raters];
  const one = named(first) ?? inOrder[0] ?? ME;
  const other = named(second);
  return [one, other && other.id !== one.id ? other : (inOrder.find(({ id }) => id !== one.id) ?? ME)];
}

function RaterChoice(props: { label: string; raters: readonly Rater[]; value: Rater; onChange(id: string): void }) {
  const raterName = useRaterName();
  return (
    <label className="review-choice">
      {props.label}
      <select className="input" value={props.value.id} onChange={({ target }) => props.onChange(target.value)}>
        {props.raters.map((rater) => (
          <option key={rater.id} value={rater.id}>
            {raterName(rater)}
          </option>
        ))}
      </select>
    </label>
  );
}
