import { useStore } from "zustand";
import { startAsking, stopAsking } from "../../workspace/influence";
import type { ViewState } from "../../workspace/state";
import { useLine, useSession, useView, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { Receipt } from "../influence/Receipt";
import { useKept } from "../influence/useInfluence";
import { share, useBreakpointWords, useCurve, useHasSubject, useProbabilities } from "./useBreakpoints";

const WIDTH = 400;
const HEIGHT = 72;
const RIM = 8;

/** The probability of the answer behind each step of the line; a point goes to its step. */
export function Curve() {
  const { session } = useWorkspace();
  const words = useBreakpointWords();
  const { line, index } = useLine();
  const probabilities = useProbabilities();
  const points = line.flatMap(({ id }, at) => {
    const probability = probabilities.get(id);
    return probability === undefined ? [] : [{ id, at, probability }];
  });
  const x = (at: number): number => RIM + (at / Math.max(1, line.length - 1)) * (WIDTH - 2 * RIM);
  const y = (probability: number): number => HEIGHT - RIM - probability * (HEIGHT - 2 * RIM);
  return (
    <>
      {points.length === 0 ? (
        <p className="breakpoints-note">{words.noCurve}</p>
      ) : (
        // biome-ignore lint/a11y/useSemanticElements: a drawing with buttons in it
        <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} className="breakpoints-plot" role="group" aria-label={words.curve}>
          <path className="breakpoints-rule" d={`M${RIM} ${y(1)}H${WIDTH - RIM}M${RIM} ${y(0)}H${WIDTH - RIM}`} />
          <path className="breakpoints-rule" d={`M${x(index)} ${RIM}V${HEIGHT - RIM}`} />
          <polyline
            className="breakpoints-line"
            points={points.map(({ at, probability }) => `${x(at)},${y(probability)}`).join(" ")}
          />
          {points.map(({ id, at, probability }) => (
            // biome-ignore lint/a11y/useSemanticElements: a button cannot stand in a drawing
            <circle
              key={id}
              role="button"
              tabIndex={0}
              aria-label={words.point(at + 1, share(probability))}
              className={at === index ? "breakpoints-point breakpoints-point-here" : "breakpoints-point"}
              cx={x(at)}
              cy={y(probability)}
              r={5}
              onClick={() => session.goTo(id)}
              onKeyDown={({ key }) => key === "Enter" && session.goTo(id)}
            >
              <title>{words.point(at + 1, share(probability))}</title>
            </circle>
          ))}
        </svg>
      )}
      <AskCurve />
      <MadeBy />
    </>
  );
}

/** What made the curve, whether it still holds, and the way to ask for it again. */
function MadeBy() {
  const { influence } = useWorkspace();
  const curve = useCurve();
  const isWhole = useStore(influence, ({ findings }) => curve !== null && findings.includes(curve));
  useKept(isPanelOpen);
  return curve && isWhole ? <Receipt finding={curve} /> : null;
}

const isPanelOpen = ({ breakpointsOpen }: ViewState): boolean => breakpointsOpen;

function AskCurve() {
  const workspace = useWorkspace();
  const words = useBreakpointWords();
  const asking = useStore(workspace.influence, (state) => state.asking);
  const isRunning = useSession(({ run }) => run.kind === "running");
  const busy = useView(({ starting, batching }) => starting || batching);
  const hasSubject = useHasSubject();
  if (asking?.kind === "curve" && !asking.verifies)
    return <Button onClick={() => stopAsking(workspace)}>{words.stop}</Button>;
  return (
    <Button
      tone="model"
      disabled={!hasSubject || isRunning || busy}
      onClick={() => void startAsking(workspace, "curve")}
    >
      {words.askCurve}
    </Button>
  );
}
