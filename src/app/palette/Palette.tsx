import { type KeyboardEvent, type RefObject, useDeferredValue, useId, useRef, useState } from "react";
import type { Workspace } from "../../workspace";
import { COMMANDS, type Command, keyOf } from "../../workspace/commands";
import type { Language } from "../../workspace/ports";
import { useLanguage, useWords, useWorkspace } from "../binding/useWorkspace";
import { Dialog, rowAfterKey } from "../controls";
import { wordsIn } from "../words";
import { SOUGHT_BY } from "../words/palette";
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
  const list = useRef<HTMLDivElement | null>(null);
  const found = commandsFor(text, workspace, useLanguage());
  const current = found[at];
  const walkTo = (to: number): void => {
    setAt(to);
    list.current?.children[to]?.scrollIntoView({ block: "nearest" });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const to = rowAfterKey(event.key, { index: at, count: found.length });
    if (to !== null) walkTo(to);
    else if (event.key === "Enter" && current) runFromPalette(workspace, current);
    else if (event.key !== "Enter") return;
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
        aria-activedescendant={current && `${id}-${current.id}`}
        aria-label={words.palette.placeholder}
        placeholder={words.palette.placeholder}
        value={text}
        onChange={({ target }) => {
          setText(target.value);
          walkTo(0);
        }}
        onKeyDown={onKeyDown}
      />
      <Found list={list} id={id} commands={found} at={at} onPoint={setAt} />
    </>
  );
}

/** The commands that have the words, or that there is none. */
function Found(props: {
  list: RefObject<HTMLDivElement | null>;
  id: string;
  commands: typeof COMMANDS;
  at: number;
  onPoint(index: number): void;
}) {
  const { list, id, commands, at, onPoint } = props;
  const words = useWords();
  // A dialog that opens costs a layout of the page; the rows are mounted in tasks of their own.
  const mounted = useDeferredValue(Number.POSITIVE_INFINITY, 0);
  const isNone = commands.length === 0;
  return (
    <>
      <div ref={list} id={id} className="palette" role="listbox" aria-label={words.palette.title} hidden={isNone}>
        {commands.slice(0, mounted).map((command, index) => (
          <PaletteOption
            key={command.id}
            id={`${id}-${command.id}`}
            command={command}
            active={index === at}
            onPoint={() => onPoint(index)}
          />
        ))}
      </div>
      {isNone ? <p className="palette step-aside">{words.palette.none}</p> : null}
    </>
  );
}

/** What can be done now and has the words that were typed, be they the screen's, English, or what others call it. */
export function commandsFor(text: string, workspace: Workspace, language: Language): typeof COMMANDS {
  const able = COMMANDS.filter((command) => command.id !== "palette" && (command.when?.(workspace) ?? true));
  const [words, english, sought] = [wordsIn(language), wordsIn("en"), SOUGHT_BY[language]];
  return rank(able, text, ({ id, group }) =>
    [words.commands[id], words.groups[group], sought[id], english.commands[id], SOUGHT_BY.en[id]].join(" "),
  );
}

/** The entries whose words hold all that was typed, those that begin with it first. */
export function rank<T>(entries: readonly T[], typed: string, wordsOf: (entry: T) => string): readonly T[] {
  const parts = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const scored = entries.flatMap((entry) => {
    const words = wordsOf(entry).toLowerCase();
    if (!parts.every((part) => words.includes(part))) return [];
    return [{ entry, begins: words.startsWith(parts[0] ?? "") ? 0 : 1 }];
  });
  return scored.sort((a, b) => a.begins - b.begins).map(({ entry }) => entry);
}

/** The palette closes first: a command may open a dialog of its own. */
function runFromPalette(workspace: Workspace, command: Command): void {
  workspace.view.setState({ dialog: null });
  command.run(workspace);
}

interface PaletteOptionProps {
  readonly id: string;
  readonly command: (typeof COMMANDS)[number];
  readonly active: boolean;
  onPoint(): void;
}

function PaletteOption({ id, command, active, onPoint }: PaletteOptionProps) {
  const workspace = useWorkspace();
  const words = useWords();
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the field names it as its active one
    <div
      id={id}
      role="option"
      aria-selected={active}
      className="menu-item palette-item"
      onClick={() => runFromPalette(workspace, command)}
      onPointerMove={onPoint}
    >
      {words.commands[command.id]}
      <span className="palette-group">{words.groups[command.group]}</span>
      <span className="menu-key">{keyOf(command.id)}</span>
    </div>
  );
}
