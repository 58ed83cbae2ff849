import { type KeyboardEvent, useId, useState } from "react";
import { COMMANDS, type Command, keyOf } from "../../workspace";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Dialog } from "../controls";
import { rank } from "./rank";
import "./palette.css";

export function Palette() {
  const words = useWords();
  return (
    <Dialog name="palette" title={words.palette.title} about={words.palette.placeholder}>
      <PaletteList />
    </Dialog>
  );
}

/** All commands by name. The field keeps the focus; the list is walked with arrows. */
function PaletteList() {
  const workspace = useWorkspace();
  const words = useWords();
  const id = useId();
  const [text, setText] = useState("");
  const [at, setAt] = useState(0);
  const able = COMMANDS.filter((command) => command.id !== "palette" && (command.when?.(workspace) ?? true));
  const found = rank(able, text, (command) => `${words.commands[command.id]} ${words.groups[command.group]}`);
  const run = (command: Command | undefined): void => {
    if (!command) return;
    workspace.view.setState({ dialog: null });
    command.run(workspace);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const moves: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: found.length - 1 };
    const to = moves[event.key];
    if (to !== undefined) setAt(Math.min(Math.max(to, 0), found.length - 1));
    else if (event.key === "Enter") run(found[at]);
    else return;
    event.preventDefault();
  };
  return (
    <>
      <input
        data-first=""
        className="input palette-field"
        role="combobox"
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={found[at] ? `${id}-${found[at].id}` : undefined}
        aria-label={words.palette.placeholder}
        placeholder={words.palette.placeholder}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          setAt(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div id={id} className="palette" role="listbox" aria-label={words.palette.title}>
        {found.map((command, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
          // biome-ignore lint/a11y/useFocusableInteractive: the field names it as its active one
          <div
            key={command.id}
            id={`${id}-${command.id}`}
            ref={index === at ? scrollIn : null}
            role="option"
            aria-selected={index === at}
            className="menu-item palette-item"
            onClick={() => run(command)}
            onPointerMove={() => setAt(index)}
          >
            {words.commands[command.id]}
            <span className="palette-group">{words.groups[command.group]}</span>
            <span className="menu-key">{keyOf(command.id)}</span>
          </div>
        ))}
      </div>
      {found.length === 0 ? <p className="step-aside">{words.palette.none}</p> : null}
    </>
  );
}

const scrollIn = (element: HTMLElement | null): void => element?.scrollIntoView({ block: "nearest" });
