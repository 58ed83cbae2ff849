import { type ReactNode, useState } from "react";
import { type Driven, type JudgeWork, questionOf } from "../../driver";
import { type Answer, openWork } from "../../search";
import type { Step, Trace } from "../../trace";
import { answerSearch } from "../../workspace/search";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { gist } from "../words/names";
import { asksPerson } from "./SearchStatus";
import { useSearchWords } from "./useSearch";

const FREE = { tokens: 0, millis: 0 };

/** What a search asks of whoever judges it, where that is a person. */
export function AskedPerson({ driven, trace }: { driven: Driven; trace: Trace }) {
  const [work] = openWork(driven.state).filter((each) => each.kind !== "expand");
  if (!work || !asksPerson(driven)) return null;
  return <AskedOne key={work.id} work={work} driven={driven} trace={trace} />;
}

interface AskedProps {
  readonly work: JudgeWork;
  readonly driven: Driven;
  readonly trace: Trace;
}

function AskedOne({ work, driven, trace }: AskedProps) {
  const workspace = useWorkspace();
  const words = useSearchWords().asked;
  const say = (answer: Answer): void => void answerSearch(workspace, driven.id, answer);
  const question = questionOf(work, driven, trace);
  const lines = question.kind === "compare" ? question.lines : [question.line];
  const text = work.kind === "answer" ? words.answer(work.answer) : words[work.kind];
  return (
    <section className="search-asked" aria-label={text}>
      <p>{text}</p>
      {lines.map((line, i) => (
        <LineEnd key={line.at(-1)?.id ?? i} line={line} />
      ))}
      <div className="search-buttons">
        <Answers work={work} question={question} say={say} />
      </div>
    </section>
  );
}

/** The end of a line in words, and the way to look at it. */
function LineEnd({ line }: { line: readonly Step[] }) {
  const { session } = useWorkspace();
  const common = useWords();
  const words = useSearchWords().asked;
  const last = line.at(-1);
  if (!last) return null;
  const said = line.filter(({ body }) => body.kind !== "problem" && body.kind !== "observation").slice(-3);
  return (
    <p className="search-line">
      <span>{said.map((step) => gist(step, common)).join(" · ")}</span>
      <Button onClick={() => session.goTo(last.id)}>{words.look}</Button>
    </p>
  );
}

function Answers(props: {
  readonly work: JudgeWork;
  readonly question: ReturnType<typeof questionOf>;
  say(answer: Answer): void;
}): ReactNode {
  const { work, question, say } = props;
  const words = useSearchWords().asked;
  const at = { work: work.id, cost: FREE };
  switch (question.kind) {
    case "compare":
      return (
        <>
          <Button onClick={() => say({ ...at, kind: "compared", better: 0 })}>{words.first}</Button>
          <Button onClick={() => say({ ...at, kind: "compared", better: 1 })}>{words.second}</Button>
        </>
      );
    case "check":
    case "answer":
      return (
        <>
          <Button onClick={() => say({ ...at, kind: "checked", right: true })}>{words.yes}</Button>
          <Button onClick={() => say({ ...at, kind: "checked", right: false })}>{words.no}</Button>
          <Button onClick={() => say({ ...at, kind: "checked", right: null })}>{words.unknown}</Button>
        </>
      );
    case "rate":
      return <RateField onRate={(rating) => say({ ...at, kind: "rated", rating })} />;
    case "steps":
      return (
        <StepRatings
          steps={question.ends.map((end) => saidStep(question.line, end))}
          onRate={(ratings) => say({ ...at, kind: "steps-rated", ratings })}
        />
      );
  }
}

/** What was said in the node that ends there: not what was shown upon it. */
const saidStep = (line: readonly Step[], end: number): Step | undefined =>
  line.slice(0, end).findLast(({ body }) => body.kind !== "observation");

/** Any number; it is asked for from 0 to 1, and nothing hangs on that. */
export function RateField({ value, onRate }: { value?: number | null; onRate(rating: number): void }) {
  const words = useSearchWords();
  const [text, setText] = useState(value == null ? "" : String(value));
  const rating = Number(text);
  const isNumber = text.trim() !== "" && Number.isFinite(rating);
  return (
    <form
      className="search-rate"
      onSubmit={(event) => {
        event.preventDefault();
        if (isNumber) onRate(rating);
      }}
    >
      <input
        className="input input-number"
        inputMode="decimal"
        aria-label={words.rateIt}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      <Button type="submit" disabled={!isNumber}>
        {words.rate}
      </Button>
    </form>
  );
}

const WORTH = { right: 1, neutral: 0, wrong: -1 } as const;
const VERDICTS = ["right", "neutral", "wrong"] as const;

function StepRatings({ steps, onRate }: { steps: readonly (Step | undefined)[]; onRate(ratings: number[]): void }) {
  const common = useWords();
  const words = useSearchWords().asked;
  const [ratings, setRatings] = useState<readonly number[]>(() => steps.map(() => 1));
  return (
    <div className="search-steps">
      {steps.map((step, i) => (
        <label key={step?.id ?? i}>
          <span>{step ? gist(step, common) : ""}</span>
          <select
            className="input"
            value={VERDICTS.find((name) => WORTH[name] === ratings[i])}
            onChange={({ target }) => {
              const chosen = VERDICTS.find((name) => name === target.value);
              if (chosen) setRatings(ratings.with(i, WORTH[chosen]));
            }}
          >
            {VERDICTS.map((name) => (
              <option key={name} value={name}>
                {words[name]}
              </option>
            ))}
          </select>
        </label>
      ))}
      <Button onClick={() => onRate([...ratings])}>{words.say}</Button>
    </div>
  );
}
