import { useState } from "react";
import { LONGEST_RATER_NAME } from "../../annotation";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Field } from "./Fields";

/** What the person at this browser is called where they judge. Taken when the field is left or Enter is pressed. */
export function RaterNameField() {
  const { view } = useWorkspace();
  const words = useWords();
  const name = useView(({ raterName }) => raterName);
  const [text, setText] = useState<string | null>(null);
  const commit = (): void => {
    if (text !== null) view.setState({ raterName: text.trim() });
    setText(null);
  };
  return (
    <Field label={words.settings.raterName} help={words.settings.raterNameHelp}>
      {(id) => (
        <input
          id={id}
          className="input"
          maxLength={LONGEST_RATER_NAME}
          autoComplete="name"
          value={text ?? name}
          onChange={({ target }) => setText(target.value)}
          onBlur={commit}
          onKeyDown={({ key, nativeEvent }) => key === "Enter" && !nativeEvent.isComposing && commit()}
        />
      )}
    </Field>
  );
}
