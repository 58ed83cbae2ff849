import { X } from "lucide-react";
import { useTrace, useWorkspace } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import { BreakpointList } from "./BreakpointList";
import { Curve } from "./Curve";
import { Finder } from "./Finder";
import { share, useBreakpoints, useBreakpointWords, useRecalled } from "./useBreakpoints";
import { Watches } from "./Watches";
import "./breakpoints.css";

/** Below the film strip, so that the run stays in sight: where it stops, what is watched, how the answer came about. */
export function BreakpointsPanel() {
  const { view } = useWorkspace();
  const words = useBreakpointWords();
  useRecalled();
  return (
    <section className="breakpoints" aria-label={words.title}>
      <IconButton
        className="breakpoints-close"
        label={words.close}
        icon={<X size={16} />}
        onClick={() => view.setState({ breakpointsOpen: false })}
      />
      <div className="breakpoints-part">
        <h2>{words.stopsWhen}</h2>
        <Stopped />
        <BreakpointList />
      </div>
      <div className="breakpoints-part">
        <h2>{words.watches}</h2>
        <Watches />
      </div>
      <div className="breakpoints-part breakpoints-curve">
        <h2>{words.curve}</h2>
        <Curve />
        <Finder />
      </div>
    </section>
  );
}

/** What the last run stopped at, and that it can go on. */
function Stopped() {
  const { session } = useWorkspace();
  const words = useBreakpointWords();
  const trace = useTrace();
  const hits = useBreakpoints((state) => state.hits);
  const [first] = hits;
  if (!first || !trace?.steps.has(first.step)) return <p role="status" className="breakpoints-note" />;
  let place = 1;
  for (let step = trace.steps.get(first.step); step?.parent; step = trace.steps.get(step.parent)) place++;
  const figuresOf = ({ breakpoint: { condition }, figures }: (typeof hits)[number]): string => {
    const [before = 0, now = 0] = figures;
    if (condition.kind === "tiny-crop") return ` (${words.hitSays.side(Math.round(before))})`;
    return figures.length < 2 ? "" : ` (${words.hitSays.change(share(before), share(now))})`;
  };
  return (
    <p role="status" className="breakpoints-hit">
      <button type="button" className="link" onClick={() => session.goTo(first.step)}>
        {words.hit(place)}
      </button>{" "}
      {hits.map((hit) => words.conditions[hit.breakpoint.condition.kind] + figuresOf(hit)).join("; ")}.{" "}
      <span className="breakpoints-note">{words.letGoOn}</span>
    </p>
  );
}
