import { SAMPLES } from "../../catalog";
import { report } from "../../workspace";
import { useLanguage, useWords, useWorkspace } from "../binding/useWorkspace";

/** Three recorded runs to begin with, one of them a failure. */
export function SampleCards() {
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
