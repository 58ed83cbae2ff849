import { ArrowRight, CircleDashed, type LucideIcon, Quote, SquareDashed, X } from "lucide-react";
import { useMemo } from "react";
import { type Judgement, type JudgementTarget, nameOfTarget, type Step } from "../../../trace";
import { chooseSubject, leaveSubject, unjudge } from "../../../workspace/editing";
import { useRater, useSubject, useTrace, useWords, useWorkspace } from "../../binding/useWorkspace";
import { IconButton } from "../../controls";
import { SIGNS } from "../../picture/judged";
import { useScene } from "../../picture/useScene";
import { MOST_PARTS, partName, partsOf } from "./parts";
import { useJudgeWords } from "./useJudgeWords";

const ICONS: { readonly [K in JudgementTarget["kind"]]: LucideIcon } = {
  trace: Quote,
  step: Quote,
  words: Quote,
  region: SquareDashed,
  link: ArrowRight,
  "missing-step": CircleDashed,
};

/** What the person said of parts of the step; one that is chosen is what the next verdict is about. */
export function JudgedParts({ step, disabled }: { step: Step; disabled: boolean }) {
  const trace = useTrace();
  const scene = useScene();
  const own = useJudgeWords();
  const { id } = useRater();
  const parts = useMemo(() => (trace ? partsOf(trace, step.id, scene, id) : []), [trace, step.id, scene, id]);
  const chosen = nameOfTarget(useSubject(step.id));
  if (parts.length === 0) return null;
  return (
    <ul className="judged-parts" aria-label={own.parts}>
      {parts.slice(0, MOST_PARTS).map((judgement) => (
        <Part
          key={judgement.id}
          judgement={judgement}
          chosen={nameOfTarget(judgement.target) === chosen}
          disabled={disabled}
        />
      ))}
      {parts.length > MOST_PARTS ? <li className="step-aside">{own.more(parts.length - MOST_PARTS)}</li> : null}
    </ul>
  );
}

function Part({ judgement, chosen, disabled }: { judgement: Judgement; chosen: boolean; disabled: boolean }) {
  const workspace = useWorkspace();
  const words = useWords();
  const own = useJudgeWords();
  const trace = useTrace();
  if (!trace) return null;
  const { target, value } = judgement;
  const Icon = ICONS[target.kind];
  const name = partName(trace, judgement, words, own);
  const said = value.verdict ? words.step.verdicts[value.verdict] : "";
  return (
    <li className="judged-part">
      <button
        type="button"
        className="judged-name"
        aria-pressed={chosen}
        onClick={() => (chosen ? leaveSubject(workspace) : chooseSubject(workspace, target))}
      >
        <Icon size={14} aria-hidden="true" />
        <span className="judged-words">{name}</span>
        {value.tags.length > 0 ? <span className="judged-tags">{own.tags(value.tags.length)}</span> : null}
        {value.verdict ? (
          <span className={`verdict-${value.verdict}`} role="img" aria-label={said}>
            {SIGNS[value.verdict]}
          </span>
        ) : null}
      </button>
      <IconButton
        label={own.takeBack(name)}
        side="top"
        icon={<X size={12} />}
        disabled={disabled}
        onClick={() => unjudge(workspace, target)}
      />
    </li>
  );
}
