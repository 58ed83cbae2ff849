import { useState } from "react";
import { missStep } from "../../workspace/editing";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";

/**
 * Asks what is missing behind the step. Enter says it, with or without words; Escape does not. It comes with the page and
 * not with the rest of the open row: who presses its key types on at once.
 */
export function MissingForm() {
  const open = useView((state) => state.missing);
  return open ? <Field /> : null;
}

function Field() {
  const workspace = useWorkspace();
  const words = useWords().step;
  const [text, setText] = useState("");
  return (
    <form
      className="judge-missing"
      onSubmit={(event) => {
        event.preventDefault();
        missStep(workspace, text);
      }}
    >
      <input
        className="input"
        aria-label={words.missingField}
        placeholder={words.missingField}
        maxLength={2000}
        value={text}
        // biome-ignore lint/a11y/noAutofocus: the person has just asked to write here
        autoFocus
        onChange={({ target }) => setText(target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape" && !event.nativeEvent.isComposing) workspace.view.setState({ missing: false });
        }}
      />
      <Button type="submit">{words.missingAdd}</Button>
    </form>
  );
}
