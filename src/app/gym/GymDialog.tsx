import { useState } from "react";
import { type GymName, SORT_CARDS, USUAL_LEVEL } from "../../catalog";
import { Dialog } from "../controls";
import { anySeed } from "../problem/GymForm";
import { BatchForm, type Choices, USUAL_CHOICES } from "./BatchForm";
import { OneProblem } from "./OneProblem";
import { Results } from "./Results";
import { useGymWords } from "./useGymWords";
import "./gym.css";

/** One problem, many problems, and what came of them. */
export function GymDialog() {
  const words = useGymWords();
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
