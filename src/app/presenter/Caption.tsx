import { useQuery } from "@tanstack/react-query";
import { Check, X } from "lucide-react";
import type { Draft } from "../../runner";
import type { Step } from "../../trace";
import { judgeQuery } from "../../workspace/queries";
import { useSession, useTrace, useWords } from "../binding/useWorkspace";
import { StepIcon } from "../controls";
import type { Words } from "../words";
import { gist, kindName } from "../words/names";
import { type TalkStop, usePresentWords, useTalk } from "./useTalk";

/** What is read from the back of the room: the question to the audience, the caption, else what the step says. */
export function Caption({ stop }: { stop: TalkStop }) {
  const words = usePresentWords();
  const missing = useTalk(({ telling }) => (telling?.isMissing ? (telling.chapters[telling.at] ?? null) : null));
  if (missing) return <Said text={missing.elsewhere ? words.missing(missing.elsewhere.title) : words.missingStep} />;
  if (stop.guessing && !stop.guessing.isRevealed) return <Said text={stop.guessing.question || words.guess.ask} />;
  return <Spoken stop={stop} />;
}

function Spoken({ stop: { current, chapter } }: { stop: TalkStop }) {
  const present = usePresentWords();
  const words = useWords();
  const run = useSession((state) => state.run);
  if (!current) return null;
  const draft = run.kind === "running" && run.draft?.parent === current.id ? run.draft : null;
  const written = draft && wordsOfDraft(draft);
  if (written) return <Said text={written} isLive />;
  const said = saidBy(current, words);
  return (
    <>
      {chapter?.caption ? null : <StepHead step={current} isNamed={isNamedApart(current, said, words)} />}
      <Said text={chapter?.caption || said} />
      {current.body.kind === "answer" ? <Right text={current.body.text} /> : null}
      {run.kind === "running" ? (
        <p className="presenter-run" role="status">
          <span className="draft-pulse" aria-hidden="true" />
          {present[run.phase]}
        </p>
      ) : null}
    </>
  );
}

/** Whether the name of its kind adds anything: an action, or a look without words, says it in large type already. */
const isNamedApart = ({ body }: Step, said: string, words: Words): boolean =>
  body.kind !== "action" && said !== words.kinds[body.kind];

/** What kind of step it is, by a sign and, where the words do not say it, by its name. */
function StepHead({ step, isNamed }: { step: Step; isNamed: boolean }) {
  const words = useWords();
  return (
    <p className={`presenter-kind presenter-${step.author}`}>
      <StepIcon body={step.body} size={22} />
      {isNamed ? kindName(step, words) : null}
    </p>
  );
}

/** Words as large as there is room for. */
function Said({ text, isLive = false }: { text: string; isLive?: boolean }) {
  const letters = [...text].reduce((sum, letter) => sum + (letter > "\u1100" ? 2 : 1), 0);
  const size = letters <= 24 ? "short" : letters <= 140 ? "medium" : "long";
  return (
    <p
      className={`presenter-words presenter-${size}`}
      // What a model is writing is told when it is whole, not token by token.
      aria-live={isLive ? "off" : "polite"}
    >
      {text}
    </p>
  );
}

/** Whether an answer is right, where somebody knows. */
function Right({ text }: { text: string }) {
  const words = useWords();
  const correctness = useQuery(judgeQuery(useTrace())).data?.(text);
  if (!correctness) return null;
  return (
    <p className={`presenter-right ${correctness.isRight ? "verdict-correct" : "verdict-wrong"}`}>
      {correctness.isRight ? <Check aria-hidden="true" /> : <X aria-hidden="true" />}
      {correctness.isRight ? words.step.right : words.step.wrong(correctness.truth)}
    </p>
  );
}

/** What a step says in full; an action by its name and the words that it carries, since the picture shows where. */
const saidBy = (step: Step, words: Words): string => gist({ ...step, title: "" }, words);

/** What the model has written of its next step so far; empty before the first word. */
function wordsOfDraft({ piece }: Draft): string {
  if (!piece || piece.kind === "filler") return "";
  return "text" in piece ? piece.text : piece.raw;
}
