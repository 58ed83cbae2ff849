import { Toast } from "radix-ui";
import { runCommand } from "../../workspace/commands";
import { useSession, useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { newsWords } from "../words/names";

const SHOWN_MILLIS = 10_000;

/** Something told in passing, with the way back where there is one. */
export default function Notice() {
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
