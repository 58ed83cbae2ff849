import { COMMAND_GROUPS, COMMANDS, isMac, parseShortcut, printShortcut } from "../../workspace/commands";
import { useWords } from "../binding/useWorkspace";
import { Dialog, Key } from "../controls";

/** The arrow keys with what is held beside them, as they stand on the caps. */
const nudgeKeys = (held: string): string => printShortcut(parseShortcut(`${held}+←↑→↓`), isMac());

/** Every key, by what one wants to do. Read from the same table as the keys themselves. */
export function KeysDialog() {
  const words = useWords();
  return (
    <Dialog name="keys" title={words.keys.title} about={words.keys.about} wide>
      <div className="keys">
        {COMMAND_GROUPS.map((group) => (
          <section key={group} className="keys-group">
            <h3>{words.groups[group]}</h3>
            <dl>
              {COMMANDS.filter((command) => command.group === group && command.keys.length > 0).map((command) => (
                <div key={command.id} className="keys-row">
                  <dt>{words.commands[command.id]}</dt>
                  <dd>
                    {command.keys.map((keys) => (
                      <Key key={keys}>{printShortcut(parseShortcut(keys), isMac())}</Key>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
        <section className="keys-group">
          <h3>{words.keys.picture}</h3>
          <ul className="keys-notes">
            <li>{words.keys.pan}</li>
            <li>{words.keys.wheel}</li>
            <li>{words.keys.nudge(nudgeKeys("Shift"), nudgeKeys("Mod+Shift"))}</li>
          </ul>
        </section>
      </div>
    </Dialog>
  );
}
