import { Toast } from "radix-ui";
import { type Notice, runCommand } from "../../workspace";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { newsWords } from "../words/names";

const SHOWN_MILLIS = 10_000;

/** Something told in passing, with the way back where there is one; null has been told. */
export default function NoticeToast({ notice }: { notice: Notice | null }) {
  const workspace = useWorkspace();
  const words = useWords();
  return (
    <Toast.Provider duration={SHOWN_MILLIS} label={words.app.name} swipeDirection="down">
      {notice ? (
        <Toast.Root
          key={notice.key}
          className="notice"
          onOpenChange={(open) => !open && workspace.view.setState({ notice: null })}
        >
          <Toast.Description>{newsWords(notice.news, words)}</Toast.Description>
          {notice.undoes !== null ? (
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
