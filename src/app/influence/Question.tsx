import type { ReactNode } from "react";
import {
  armsFor,
  type Finding,
  type FindingKind,
  isSaid,
  MOST_BRUSH_RUNS,
  planBisect,
  planLook,
  planOcclude,
  planResample,
} from "../../influence";
import {
  type AskedSubject,
  type KnownAnswers,
  questionFor,
  startAsking,
  stepFor,
  stopAsking,
} from "../../workspace/influence";
import { useSession, useView, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { Receipt } from "./Receipt";
import { useCodeWords, useFinding, useInfluence, useInfluenceWords } from "./useInfluence";

/** One question: what it asks, what it costs, the way to ask it and to stop, and what was found. */
export function Question(props: {
  kind: FindingKind;
  subject: AskedSubject;
  known: KnownAnswers | null;
  /** What a person gives before it is asked. */
  given?: ReactNode;
  children(finding: Finding): ReactNode;
}) {
  const { kind, subject, known } = props;
  const words = useInfluenceWords();
  const codeWords = useCodeWords();
  const finding = useFinding(kind, subject);
  const asking = useInfluence((state) => state.asking);
  const refused = useInfluence((state) => state.refused[kind]);
  const isAsking = asking?.kind === kind && !asking.verifies;
  // What a person gives changes the plan.
  useInfluence((state) => state.brushed);
  useInfluence((state) => state.wordings);
  const plan = usePlan(kind, subject, known);
  return (
    <section className="influence-question" aria-labelledby={`influence-${kind}`} aria-busy={isAsking}>
      <h3 id={`influence-${kind}`}>{words.kinds[kind]}</h3>
      <p className="influence-note">{words.says[kind]}</p>
      {props.given}
      <div className="influence-ask">
        <AskButton kind={kind} asked={finding !== null} known={known} hindered={plan.hindrance !== null} />
        <p className="influence-note">{plan.hindrance ? codeWords(plan.hindrance) : plan.words}</p>
      </div>
      <p role="status" className="influence-note">
        {isAsking ? words.asking : refused ? codeWords(refused) : ""}
      </p>
      {finding ? props.children(finding) : null}
      {finding && !isAsking ? <Receipt finding={finding} /> : null}
    </section>
  );
}

function AskButton(props: { kind: FindingKind; asked: boolean; known: KnownAnswers | null; hindered: boolean }) {
  const { kind, asked, known, hindered } = props;
  const workspace = useWorkspace();
  const words = useInfluenceWords();
  const asking = useInfluence((state) => state.asking);
  const running = useSession(({ run }) => run.kind === "running");
  const busy = useView(({ starting, batching }) => starting || batching);
  const isAsking = asking?.kind === kind && !asking.verifies;
  if (isAsking) return <Button onClick={() => stopAsking(workspace)}>{words.stop}</Button>;
  return (
    <Button
      tone="model"
      disabled={running || busy || hindered || known === null}
      onClick={() => void startAsking(workspace, kind)}
    >
      {asked ? words.askAgain : words.ask}
    </Button>
  );
}

interface ToldPlan {
  readonly words: string;
  /** Why it cannot be asked, as a code; null where it can. */
  readonly hindrance: string | null;
}

/** What the question costs, before it is asked. */
function usePlan(kind: FindingKind, subject: AskedSubject, known: KnownAnswers | null): ToldPlan {
  const workspace = useWorkspace();
  const { plan } = useInfluenceWords();
  const hindered = (hindrance: string): ToldPlan => ({ words: "", hindrance });
  if (!known) return { words: "", hindrance: null };
  const question = questionFor(kind, subject, known, workspace);
  if (!question) return hindered("no-such-image");
  const { line, look } = subject;
  const about = stepFor(kind, subject);
  switch (question.kind) {
    case "look": {
      if (!look) return hindered("no-look");
      const asked = { ...question, line, look };
      const { measurements, pictures, tokens } = planLook({ ...asked, arms: armsFor(asked) });
      return { words: plan.look(measurements, pictures, tokens), hindrance: null };
    }
    case "jitter":
      if (!look) return hindered("no-look");
      return { words: plan.jitter(question.changes.length), hindrance: null };
    case "bisect": {
      if (!known.isRight) return hindered("no-truth");
      if (known.isRight(line.answer)) return hindered("answer-is-right");
      const { places, runs } = planBisect({ ...question, line, isRight: known.isRight });
      return { words: plan.bisect(places, runs), hindrance: null };
    }
    case "occlude": {
      const planned = planOcclude({ ...question, line });
      return planned
        ? { words: plan.occlude(planned.fewest, planned.most), hindrance: null }
        : hindered("no-such-image");
    }
    case "vary":
      return { words: plan.runs(question.variations.length), hindrance: null };
    case "brush":
      if (question.boxes.length === 0) return hindered("nothing-brushed");
      return { words: plan.runs(1 + (question.boxes.length > 1 ? MOST_BRUSH_RUNS : 0)), hindrance: null };
    case "cloud":
      if (about.body.kind !== "action" || !("box" in about.body.action)) return hindered("no-box");
      return { words: plan.beams(question.width), hindrance: null };
    case "resample":
      if (!isSaid(about)) return hindered("nothing-said");
      return { words: plan.runs(planResample(question)), hindrance: null };
    case "curve":
      return { words: plan.scores(line.steps.length), hindrance: null };
  }
}
