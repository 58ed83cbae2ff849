import { figureOf, WATCHES, type Watch } from "../../breakpoint";
import { setWatchedAnswer, toggleWatch } from "../../workspace/breakpoints";
import { useWorkspace } from "../binding/useWorkspace";
import { share, useBreakpoints, useBreakpointWords, useLineSoFar } from "./useBreakpoints";

const SHARES: ReadonlySet<Watch> = new Set(["answer", "confidence", "seen"]);

const printed = (watch: Watch, value: number): string =>
  SHARES.has(watch) ? share(value) : Math.round(value).toLocaleString();

/** Figures of the line so far, live while a model writes it. */
export function Watches() {
  const workspace = useWorkspace();
  const words = useBreakpointWords();
  const watches = useBreakpoints((state) => state.watches);
  const line = useLineSoFar();
  return (
    <>
      <ul className="breakpoints-watches">
        {WATCHES.map((watch) => {
          const isOn = watches.includes(watch);
          const value = isOn && line ? figureOf(watch, line) : null;
          return (
            <li key={watch} className="breakpoints-row" data-watch={watch}>
              <label className="breakpoints-on">
                <input type="checkbox" checked={isOn} onChange={() => toggleWatch(workspace, watch)} />
                <span>{words.watchNames[watch]}</span>
              </label>
              <output className="breakpoints-figure">
                {isOn ? (value === null ? words.unknown : printed(watch, value)) : ""}
              </output>
            </li>
          );
        })}
      </ul>
      <WatchedAnswer />
    </>
  );
}

/** Whose probability is asked: that of the right answer, or of one that a person types. */
function WatchedAnswer() {
  const workspace = useWorkspace();
  const words = useBreakpointWords();
  const answer = useBreakpoints((state) => state.answer);
  const untold = useBreakpoints((state) => state.untold);
  return (
    <>
      <label className="breakpoints-answer">
        {words.answer}
        <input
          className="input"
          value={answer}
          placeholder={words.rightAnswer}
          onChange={({ target }) => setWatchedAnswer(workspace, target.value)}
        />
      </label>
      <p role="status" className="breakpoints-note">
        {untold === null ? "" : words.untold[untold]}
      </p>
    </>
  );
}
