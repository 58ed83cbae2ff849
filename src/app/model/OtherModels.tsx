import { FolderOpen } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { cardForRepository } from "../../catalog";
import { chooseCard, chooseFolder } from "../../workspace/models";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";

/** Any repository of the Hub, by its name. Nothing is fetched until it is loaded. */
export function HubForm() {
  const workspace = useWorkspace();
  const words = useWords();
  const id = useId();
  const [name, setName] = useState("");
  const [wrong, setWrong] = useState(false);
  const use = (event: FormEvent): void => {
    event.preventDefault();
    const card = cardForRepository(name);
    setWrong(!card.ok);
    if (!card.ok) return;
    const { hubNames } = workspace.view.getState();
    const { source } = card.value;
    if (source.kind === "hub" && !hubNames.includes(source.repository))
      workspace.view.setState({ hubNames: [...hubNames, source.repository] });
    chooseCard(workspace, card.value);
    setName("");
  };
  return (
    <form className="other-model" onSubmit={use}>
      <label htmlFor={id}>{words.model.hub}</label>
      <div className="model-typed">
        <input
          id={id}
          className="input"
          placeholder={words.model.hubPlaceholder}
          value={name}
          aria-invalid={wrong}
          aria-describedby={`${id}-help`}
          onChange={({ target }) => setName(target.value)}
        />
        <Button type="submit" disabled={name.trim() === ""}>
          {words.model.hubUse}
        </Button>
      </div>
      <p id={`${id}-help`} className={wrong ? "step-flaw" : "field-help"}>
        {wrong ? words.model.badHubName : words.model.hubSays}
      </p>
    </form>
  );
}

/** Model files on this disk; they are read here and sent nowhere. */
export function FolderForm() {
  const workspace = useWorkspace();
  const words = useWords();
  const pick = async (): Promise<void> => {
    const files = await workspace.edges.page.askForFiles({ folder: true });
    if (files && files.length > 0) chooseFolder(workspace, files);
  };
  return (
    <div className="other-model">
      <p>{words.model.folder}</p>
      <Button onClick={() => void pick()}>
        <FolderOpen size={14} aria-hidden="true" />
        {words.model.folderPick}
      </Button>
      <p className="field-help">{words.model.folderSays}</p>
    </div>
  );
}
