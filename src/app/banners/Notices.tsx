import { Toast } from "radix-ui";
import { runCommand } from "../../workspace";
import { useLine, useSession, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { gist, kindName, newsWords } from "../words/names";

const SHOWN_MILLIS = 10_000;

/** Something told in passing, with the way back where there is one. */
export function Notice() {
  const workspace = useWorkspace();
  const words = useWords();
  const notice = useView((state) => state.notice);
  const cursor = useSession(({ log }) => log?.cursor ?? null);
  // Its Undo would take back something else once anything has changed after it.
  const current = notice && (notice.undoes === null || notice.undoes === cursor) ? notice : null;
  return (
    <Toast.Provider duration={SHOWN_MILLIS} label={words.app.name} swipeDirection="down">
      {current ? (
        <Toast.Root
          key={current.key}
          className="notice"
          onOpenChange={(open) => !open && workspace.view.setState({ notice: null })}
        >
          <Toast.Description>{newsWords(current.news, words)}</Toast.Description>
          {current.undoes !== null ? (
            <Toast.Action
              className="notice-action"
              altText={words.tree.undo}
              onClick={() => runCommand(workspace, "undo")}
            >
              {words.tree.undo}
            </Toast.Action>
          ) : null}
        </Toast.Root>
      ) : null}
      <Toast.Viewport className="notices" />
    </Toast.Provider>
  );
}

/** For a screen reader: the current step, and what the model is doing. Told politely, and never token by token. */
export function RunStatus() {
  const words = useWords();
  const phase = useSession(({ run }) => (run.kind === "running" ? run.phase : (run.outcome?.kind ?? null)));
  const { line, index, current } = useLine();
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
