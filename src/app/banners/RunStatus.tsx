import { useLine, useSession, useWords } from "../binding/useWorkspace";
import { spoken } from "../words/names";

/** For a screen reader: the current step, and what the model is doing. Told politely, and never token by token. */
export function RunStatus() {
  const words = useWords();
  const phase = useSession(({ run }) => (run.kind === "running" ? run.phase : (run.outcome?.kind ?? null)));
  const { line, index, current } = useLine();
  const step = current ? words.strip.frame(index + 1, line.length, spoken(current, words)) : "";
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
