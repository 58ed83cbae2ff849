import { SAMPLES } from "../../catalog";
import { report } from "../../workspace/files";
import { useLanguage, useWords, useWorkspace } from "../binding/useWorkspace";
import { Dialog } from "../controls";
import { GymForm } from "./GymForm";
import { OwnPictureForm } from "./OwnPictureForm";
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

/** Recorded runs to begin with, one of them a failure. */
function SampleCards() {
  const workspace = useWorkspace();
  const words = useWords();
  const language = useLanguage();
  return (
    <ul className="samples" aria-label={words.problem.samples}>
      {SAMPLES.map((sample) => (
        <li key={sample.id}>
          <button
            type="button"
            className="sample"
            onClick={() => void report(workspace, workspace.documents.openSample(sample.id))}
          >
            <img className="sample-picture" src={sample.picturePaths[0]} alt="" loading="lazy" />
            <span className="sample-title">
              {sample.title[language]}
              {sample.outcome === "failed" ? <span className="sample-failed">{words.problem.failure}</span> : null}
            </span>
            <span className="sample-says">{sample.says[language]}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}
