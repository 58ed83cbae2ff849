import type { Step } from "../../trace";
import { StepIcon } from "../icons";
import { kindName } from "../names";
import { useSession, useWords } from "../services";
import { speedOf } from "./cost";

/** What the model is in the middle of saying after this step. */
export function DraftView({ step }: { step: Step }) {
  const words = useWords();
  const run = useSession((state) => state.run);
  if (run.kind !== "running") return <Outcome step={step} />;
  const piece = run.draft?.parent === step.id ? run.draft.piece : null;
  const body = piece && piece.kind !== "filler" ? bodyOf(piece) : null;
  const cost = run.draft?.cost;
  return (
    <div className="draft" data-testid="draft">
      <p className="draft-head">
        <span className="draft-pulse" aria-hidden="true" />
        {words.step[run.phase]}
        {body ? (
          <span className="draft-kind">
            <StepIcon body={body} /> {kindName({ body }, words)}
          </span>
        ) : null}
        <span className="draft-facts">
          {run.siblings > 1 ? `${words.run.sibling(run.sibling, run.siblings)} · ` : ""}
          {cost && cost.generatedTokens > 1 ? words.step.perSecond(speedOf(cost)) : ""}
        </span>
      </p>
      {piece && piece.kind !== "filler" ? (
        <p className={`step-words ${piece.kind === "thought" || piece.kind === "answer" ? "" : "step-mono"}`}>
          {"text" in piece ? piece.text : piece.raw}
        </p>
      ) : null}
    </div>
  );
}

type OpenPiece = Exclude<NonNullable<NonNullable<RunningDraft>["piece"]>, { kind: "filler" }>;
type RunningDraft = import("../../runner").Draft | null;

function bodyOf(piece: OpenPiece): Step["body"] {
  if (piece.kind === "action") return { kind: "action", action: piece.action, declared: piece.declared };
  if (piece.kind === "unparsed") return { kind: "thought", text: piece.text };
  return { kind: piece.kind, text: piece.text };
}

/** How the last run ended, told at the step it ended on and nowhere else. */
function Outcome({ step }: { step: Step }) {
  const words = useWords();
  const outcome = useSession(({ run, log }) => {
    const isLeaf = (log?.trace.children.get(step.id) ?? []).length === 0;
    return run.kind === "idle" && isLeaf && run.outcome ? run.outcome.kind : null;
  });
  if (!outcome || outcome === "answered") return null;
  return <p className="step-aside">{words.run.outcome[outcome]}</p>;
}
