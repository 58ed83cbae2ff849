import { Toast } from "radix-ui";
import { runCommand } from "../keys";
import { useDesk, useView, useWords } from "../services";

const SHOWN_MILLIS = 10_000;

/** Something told in passing, with the way back where there is one. */
export function Notice() {
  const desk = useDesk();
  const words = useWords();
  const notice = useView((state) => state.notice);
  return (
    <Toast.Provider duration={SHOWN_MILLIS} label={words.app.name} swipeDirection="down">
      {notice ? (
        <Toast.Root
          key={notice.key}
          className="notice"
          onOpenChange={(open) => !open && desk.view.setState({ notice: null })}
        >
          <Toast.Description>{notice.text}</Toast.Description>
          {notice.undoable ? (
            <Toast.Action className="notice-action" altText={words.tree.undo} onClick={() => runCommand(desk, "undo")}>
              {words.tree.undo}
            </Toast.Action>
          ) : null}
        </Toast.Root>
      ) : null}
      <Toast.Viewport className="notices" />
    </Toast.Provider>
  );
}
