import { newGymProblem } from "../../workspace/commands";
import { useDocument, useSession, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button, Dialog } from "../controls";

/** Asks before another problem takes the place of what was worked on: a key is pressed by accident. */
export function NewProblemDialog() {
  const words = useWords();
  return (
    <Dialog name="new-problem" title={words.newProblem.title} about={words.newProblem.about}>
      <Question />
    </Dialog>
  );
}

function Question() {
  const workspace = useWorkspace();
  const words = useWords();
  const title = useSession(({ log }) => log?.trace.title ?? "");
  const isKept = useDocument(({ keptAs }) => keptAs !== null);
  const close = (): void => workspace.view.setState({ dialog: null });
  return (
    <>
      <p>{isKept ? words.newProblem.kept(title) : words.newProblem.notKept(title)}</p>
      <div className="dialog-actions">
        <Button onClick={close}>{words.newProblem.stay}</Button>
        <Button
          tone="human"
          data-first
          onClick={() => {
            close();
            newGymProblem(workspace);
          }}
        >
          {words.newProblem.open}
        </Button>
      </div>
    </>
  );
}
