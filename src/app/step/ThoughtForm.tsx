import { type KeyboardEvent, useState } from "react";
import { thinkHere } from "../../workspace/editing";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";

/** Words to put into the model's mouth, written where its own would come. */
export function ThoughtForm() {
  const workspace = useWorkspace();
  const words = useWords();
  const open = useView((state) => state.thinking);
  const [text, setText] = useState("");
  if (!open) return null;
  const close = (): void => {
    setText("");
    workspace.view.setState({ thinking: false });
  };
  const add = (): void => {
    if (text.trim() === "") return;
    void thinkHere(workspace, text);
    close();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") close();
    if (event.key !== "Enter" || event.shiftKey || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    add();
  };
  return (
    <form
      className="thought"
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <textarea
        className="input"
        rows={3}
        aria-label={words.picture.thoughtPlaceholder}
        placeholder={words.picture.thoughtPlaceholder}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to write here
        autoFocus
        onChange={({ target }) => setText(target.value)}
        onKeyDown={onKeyDown}
      />
      <div className="thought-row">
        <Button onClick={close}>{words.app.cancel}</Button>
        <Button type="submit" tone="human" disabled={text.trim() === ""}>
          {words.picture.addThought}
        </Button>
      </div>
    </form>
  );
}
