import { useWords } from "../binding/useWorkspace";
import { Dialog } from "../controls";
import { GymForm } from "./GymForm";
import { OwnPictureForm } from "./OwnPictureForm";
import { SampleCards } from "./SampleCards";
import "./problem.css";

export function ProblemDialog() {
  const words = useWords();
  return (
    <Dialog name="problem" title={words.problem.title} about={words.problem.about} wide>
      <ProblemForms />
    </Dialog>
  );
}

/** A recorded run, a problem made by rule, or a picture of one's own. */
export function ProblemForms() {
  const words = useWords();
  return (
    <>
      <section className="dialog-section">
        <h3>{words.problem.samples}</h3>
        <SampleCards />
      </section>
      <div className="problem-two">
        <section className="dialog-section">
          <h3>{words.problem.gym}</h3>
          <p className="problem-about">{words.problem.gymAbout}</p>
          <GymForm />
        </section>
        <section className="dialog-section">
          <h3>{words.problem.own}</h3>
          <p className="problem-about">{words.problem.honest}</p>
          <OwnPictureForm />
        </section>
      </div>
    </>
  );
}
