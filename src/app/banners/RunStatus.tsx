import { lineView } from "../../session";
import { useSession, useWords } from "../binding/useWorkspace";
import { gist, kindName } from "../words/names";

/** For those who listen: where one is, and what the model is doing; told politely, never token by token. */
export function RunStatus() {
  const words = useWords();
  const phase = useSession(({ run }) => (run.kind === "running" ? run.phase : (run.outcome?.kind ?? null)));
  const place = useSession((state) => state.place);
  const trace = useSession(({ log }) => log?.trace ?? null);
  const { line, index, current } = trace ? lineView(trace, place) : { line: [], index: 0, current: null };
  const step = current
    ? words.strip.frame(index + 1, line.length, `${kindName(current, words)}, ${gist(current, words)}`)
    : "";
  const run =
    phase === "reading" || phase === "writing" || phase === "looking"
      ? words.run.phase[phase]
      : phase
        ? words.run.outcome[phase]
        : "";
  return (
    <>
      <p className="hidden-text" role="status" aria-live="polite" data-testid="run-status">
        {run}
      </p>
      <p className="hidden-text" aria-live="polite">
        {step}
      </p>
    </>
  );
}
