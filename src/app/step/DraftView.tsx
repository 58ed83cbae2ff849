import { useEffect, useRef } from "react";
import type { Draft, RunPhase } from "../../runner";
import type { Step } from "../../trace";
import { keyOf } from "../../workspace/commands";
import { hurryRun } from "../../workspace/runs";
import { useSession, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, Key, LongText, StepIcon } from "../controls";
import { kindName } from "../words/names";
import { speedOf } from "./CostLine";

/** What the model is in the middle of saying after this step, or how its last run ended here. */
export function DraftView({ step }: { step: Step }) {
  const run = useSession((state) => state.run);
  if (run.kind !== "running") return <Outcome step={step} />;
  const draft = run.draft?.parent === step.id ? run.draft : null;
  return <Writing phase={run.phase} draft={draft} sibling={run.sibling} siblings={run.siblings} />;
}

function Writing(props: { phase: RunPhase; draft: Draft | null; sibling: number; siblings: number }) {
  const words = useWords();
  const { draft } = props;
  const piece = draft?.piece && draft.piece.kind !== "filler" ? draft.piece : null;
  const body = piece && bodyOf(piece);
  const end = useFollowedEnd(draft?.tokens.length ?? 0);
  return (
    <div className="draft" data-testid="draft">
      <p className="draft-head">
        <span className="draft-pulse" aria-hidden="true" />
        {words.step[props.phase]}
        {body ? (
          <span className="draft-kind">
            <StepIcon body={body} /> {kindName({ body }, words)}
          </span>
        ) : null}
        <span className="draft-facts">
          {props.siblings > 1 ? `${words.run.sibling(props.sibling, props.siblings)} · ` : ""}
          {draft && draft.cost.generatedTokens > 1 ? words.step.perSecond(speedOf(draft.cost)) : ""}
        </span>
      </p>
      <HurryButton />
      {piece ? (
        <p className={`step-words ${body?.kind === "action" ? "step-mono" : ""}`}>
          <LongText text={"text" in piece ? piece.text : piece.raw} />
        </p>
      ) : null}
      <span ref={end} />
    </div>
  );
}

/** The way to what the model has said already, where that is shown at a reading pace. */
function HurryButton() {
  const workspace = useWorkspace();
  const words = useWords();
  const waits = useView(({ hurry }) => hurry !== null);
  return waits ? (
    <p>
      <Button onClick={() => hurryRun(workspace)}>
        {words.run.hurry} <Key>{keyOf("stop")}</Key>
      </Button>
    </p>
  ) : null;
}

/** How far from the end one may have scrolled and still be taken along, in CSS pixels. */
const FOLLOW_WITHIN = 96;

/** Keeps the end of growing text in view for whoever is at the end, and leaves alone whoever has scrolled away. */
function useFollowedEnd(length: number) {
  const end = useRef<HTMLSpanElement | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the text has grown when its length has
  useEffect(() => {
    const scroller = end.current?.closest<HTMLElement>(".step-scroll");
    if (!scroller) return;
    const left = scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
    if (left > 0 && left < FOLLOW_WITHIN) scroller.scrollTop = scroller.scrollHeight;
  }, [length]);
  return end;
}

type OpenPiece = Exclude<NonNullable<Draft["piece"]>, { kind: "filler" }>;

function bodyOf(piece: OpenPiece): Step["body"] {
  if (piece.kind === "action") return { kind: "action", action: piece.action, declared: piece.declared };
  if (piece.kind === "unparsed") return { kind: "thought", text: piece.text };
  return { kind: piece.kind, text: piece.text };
}

/** Told at the step that the run ended on and nowhere else. */
function Outcome({ step }: { step: Step }) {
  const words = useWords();
  const isHere = useView(({ endedAt }) => endedAt === step.id);
  const outcome = useSession(({ run }) => (run.kind === "idle" && run.outcome ? run.outcome.kind : null));
  const dialect = useView((state) => state.lastDialect);
  if (!isHere || !outcome || outcome === "answered") return null;
  if (outcome === "silent" && dialect?.traits?.answer)
    return <p className="step-aside">{words.dialect.silent(dialect.title, dialect.traits.answer)}</p>;
  return <p className="step-aside">{words.run.outcome[outcome]}</p>;
}
