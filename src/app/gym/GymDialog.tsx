import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { type FamilyCard, type GymName, SORT_CARDS, USUAL_LEVEL } from "../../catalog";
import { report } from "../../workspace/files";
import { recallBatch } from "../../workspace/gym";
import { gymQuery } from "../../workspace/queries";
import { runFromHere } from "../../workspace/runs";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, Dialog } from "../controls";
import { anySeed, GymNameFields, GymPreview } from "../problem/GymForm";
import { BatchForm, type Choices, USUAL_CHOICES } from "./BatchForm";
import { useGymWords } from "./gymWords";
import { Results } from "./Results";
import "./gym.css";

/** One problem, many problems, and what came of them. */
export function GymDialog() {
  const words = useGymWords();
  const workspace = useWorkspace();
  // What the last batch came to is fetched when it is first looked for.
  useEffect(() => void recallBatch(workspace), [workspace]);
  // Outlives the dialog's being closed, as the batch does.
  const [name, setName] = useState<GymName>(() => ({ family: "find", seed: anySeed(), difficulty: USUAL_LEVEL }));
  const [choices, setChoices] = useState<Choices>(USUAL_CHOICES);
  return (
    <Dialog name="gym" title={words.title} about={words.about} wide>
      <div className="gym-two">
        <section className="dialog-section">
          <h3>{words.one}</h3>
          <OneProblem name={name} cards={SORT_CARDS} onChange={setName} />
        </section>
        <section className="dialog-section">
          <h3>{words.batch}</h3>
          <BatchForm name={name} choices={choices} onChange={setChoices} />
        </section>
      </div>
      <Results />
    </Dialog>
  );
}

/** A problem by its name: its pictures, its question, its answer for whoever asks, and the way to open it. */
export function OneProblem(props: { name: GymName; cards: readonly FamilyCard[]; onChange(name: GymName): void }) {
  const workspace = useWorkspace();
  const words = useGymWords();
  const common = useWords();
  const { batching, starting, searching } = useView(({ batching, starting, searching }) => ({
    batching,
    starting,
    searching,
  }));
  const hindrance = batching ? words.batching : searching ? words.busy : words.loading;
  const open = (): Promise<boolean> => report(workspace, workspace.documents.openGym(props.name));
  const openAndRun = async (): Promise<void> => {
    if (await open()) await runFromHere(workspace);
  };
  return (
    <div className="gym">
      <GymNameFields name={props.name} cards={props.cards} onChange={props.onChange} />
      <GymPreview name={props.name} />
      <Truth key={JSON.stringify(props.name)} name={props.name} />
      <div className="gym-buttons">
        <Button tone="model" disabled={batching || starting || searching} onClick={() => void openAndRun()}>
          {words.runOne}
        </Button>
        <Button onClick={() => void open()}>{common.problem.open}</Button>
      </div>
      {batching || starting || searching ? <p className="gym-note">{hindrance}</p> : null}
    </div>
  );
}

/** The answer, hidden until it is asked for. */
function Truth({ name }: { name: GymName }) {
  const words = useGymWords();
  const [shown, setShown] = useState(false);
  const problem = useQuery(gymQuery(name)).data;
  return (
    <div className="gym-truth">
      <button type="button" className="gym-link" onClick={() => setShown(!shown)}>
        {shown ? words.hideTruth : words.showTruth}
      </button>
      {/* Here before its words are: what comes together with them is often not told. */}
      <p role="status">{shown && problem ? words.truth(problem.truth) : null}</p>
    </div>
  );
}
