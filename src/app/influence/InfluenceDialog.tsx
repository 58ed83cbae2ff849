import type { AskedSubject } from "../../workspace/influence";
import type { ViewState } from "../../workspace/state";
import { Dialog } from "../controls";
import { Bisect } from "./Bisect";
import { Brush, Brushed } from "./Brush";
import { Cloud } from "./Cloud";
import { Jitter } from "./Jitter";
import { LookCard } from "./LookCard";
import { Occlusion } from "./Occlusion";
import { Question } from "./Question";
import { Resample } from "./Resample";
import { useInfluenceWords, useKept, useKnownAnswers, useSubject } from "./useInfluence";
import { Vary, Wordings } from "./Vary";
import "./influence.css";

/** Questions about the look that one is at, each with its plan, its answer and how that was made. */
export function InfluenceDialog() {
  const words = useInfluenceWords();
  return (
    <Dialog name="influence" title={words.title} about={words.about} widest>
      <Questions />
    </Dialog>
  );
}

const isDialogOpen = ({ dialog }: ViewState): boolean => dialog === "influence";

function Questions() {
  const words = useInfluenceWords();
  const subject = useSubject();
  const known = useKnownAnswers(subject);
  useKept(isDialogOpen);
  if (!subject) return <p className="influence-note">{words.noLine}</p>;
  const { look, line } = subject;
  return (
    <>
      <p className="influence-subject">{look ? words.onLook(look.at + 1, line.answer) : words.noLook}</p>
      <ByHand subject={subject} />
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
        <Question kind="resample" subject={subject} known={known}>
          {(finding) => <Resample finding={finding} />}
        </Question>
        <Question kind="cloud" subject={subject} known={known}>
          {(finding) => <Cloud finding={finding} />}
        </Question>
        <Question kind="vary" subject={subject} known={known} given={<Wordings />}>
          {(finding) => <Vary finding={finding} />}
        </Question>
        <Question kind="occlude" subject={subject} known={known}>
          {(finding) => <Occlusion finding={finding} />}
        </Question>
        <Question kind="brush" subject={subject} known={known} given={<Brush subject={subject} />}>
          {(finding) => <Brushed finding={finding} />}
        </Question>
      </div>
    </>
  );
}

/** A line that a person changed is not the model's own, and figures of it say less. */
function ByHand({ subject: { line } }: { subject: AskedSubject }) {
  const words = useInfluenceWords();
  const places = line.steps.flatMap(({ author, body }, at) =>
    author === "human" && body.kind !== "problem" ? [words.step(at + 1)] : [],
  );
  return places.length === 0 ? null : <p className="influence-off-policy">{words.byHand(places.join(", "))}</p>;
}
