import type { Verdict } from "../../trace";
import { chooseSubject } from "../../workspace/editing";
import { useLine, useWords, useWorkspace } from "../binding/useWorkspace";
import { kindName } from "../words/names";
import { type Arc, heightOf, pathOf, widthOf } from "./chainLayout";

const toneOf = (verdict: Verdict | null): string => (verdict ? `verdict-${verdict}` : "");

/**
 * What led to what, below the frames of the strip: from each cause to its effect, with a head at the effect. For the
 * eye and the pointer only: the step's panel lists the same links as buttons.
 */
export default function Chain({ arcs }: { arcs: readonly Arc[] }) {
  const workspace = useWorkspace();
  const words = useWords();
  const { line } = useLine();
  const height = heightOf(arcs);
  const nameOf = ({ link }: Arc): string => {
    const [cause, effect] = [line[link.cause], line[link.effect]];
    const of = (step: typeof cause, place: number): string => `${place + 1} ${step ? kindName(step, words) : ""}`;
    return words.strip.led(of(cause, link.cause), of(effect, link.effect));
  };
  return (
    <svg
      className="reel-chain"
      width={widthOf(arcs)}
      height={height}
      role="img"
      aria-label={arcs.map(nameOf).join("; ")}
    >
      {arcs.map((arc) => {
        const { judgement } = arc.link;
        return (
          <g
            key={judgement.id}
            className={`reel-arc ${toneOf(judgement.value.verdict)}`}
            onPointerDown={() => {
              const effect = line[arc.link.effect];
              if (effect) workspace.session.goTo(effect.id);
              chooseSubject(workspace, judgement.target);
            }}
          >
            <title>{nameOf(arc)}</title>
            <path className="reel-arc-reach" d={pathOf(arc)} />
            <path d={pathOf(arc)} />
            {arc.open.to ? null : <path d={`M ${arc.to - 10} 5 L ${arc.to - 6} 1 L ${arc.to - 2} 5`} />}
          </g>
        );
      })}
    </svg>
  );
}
