import type { KeptScore, Reference } from "../../trace";
import { useWords } from "../binding/useWorkspace";
import type { Words } from "../words";
import type { Asked } from "./asked";

/** All of it, and where each thing comes from. */
export default function WholeQuestion({ asked: { question, answer, truth, scores } }: { asked: Asked }) {
  const words = useWords();
  const { from } = words.question;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key
    <div className="question-whole" tabIndex={0}>
      <p>{question}</p>
      <ul>
        <li>{answer === null ? words.question.noAnswer : words.question.answered(answer)}</li>
        {truth ? <li>{from(words.question.truth(truth.answer), truthFrom(truth.source, words))}</li> : null}
        {scores.map((score, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a log may keep two scores of one name
          <li key={i}>{from(words.step.scoreOf(score.name, String(score.value)), scoreFrom(score.source, words))}</li>
        ))}
      </ul>
    </div>
  );
}

function truthFrom(source: Reference["source"], { step }: Words): string {
  return source.kind === "log" ? step.truthFrom.log(source.field) : step.truthFrom[source.kind];
}

function scoreFrom(source: KeptScore["source"], { question }: Words): string {
  return source.kind === "log" ? question.scoreFrom.log(source.field) : question.scoreFrom.check(source.name);
}
