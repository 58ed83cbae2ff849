import { Dialog } from "../controls";
import { Bisect } from "./Bisect";
import { Jitter } from "./Jitter";
import { LookCard } from "./LookCard";
import { Occlusion } from "./Occlusion";
import { Question } from "./Question";
import { useInfluenceWords, useKept, useKnownAnswers, useSubject } from "./useInfluence";
import "./influence.css";

/** Four questions about the look that one is at, each with its plan, its answer and how that was made. */
export function InfluenceDialog() {
  const words = useInfluenceWords();
  return (
    <Dialog name="influence" title={words.title} about={words.about} widest>
      <Questions />
    </Dialog>
  );
}

function Questions() {
  const words = useInfluenceWords();
  const subject = useSubject();
  const known = useKnownAnswers(subject);
  useKept();
  if (!subject) return <p className="influence-note">{words.noLine}</p>;
  const { look, line } = subject;
  return (
    <>
      <p className="influence-subject">{look ? words.onLook(look.at + 1, line.answer) : words.noLook}</p>
      <div className="influence-questions">
        <Question kind="look" subject={subject} known={known}>
          {(finding) => <LookCard finding={finding} />}
        </Question>
        <Question kind="jitter" subject={subject} known={known}>
          {(finding) => <Jitter finding={finding} />}
        </Question>
        <Question kind="bisect" subject={subject} known={known}>
          {(finding) => <Bisect finding={finding} subject={subject} />}
        </Question>
        <Question kind="occlude" subject={subject} known={known}>
          {(finding) => <Occlusion finding={finding} />}
        </Question>
      </div>
    </>
  );
}
