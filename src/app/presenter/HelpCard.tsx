import { isMac, keyOf, parseShortcut, printShortcut, TALK_KEYS } from "../../workspace";
import { Key } from "../controls";
import { usePresentWords, useTalk } from "./useTalk";

/** What each key of the talk does. */
export function HelpCard() {
  const words = usePresentWords();
  const isOpen = useTalk(({ help }) => help) ?? false;
  if (!isOpen) return null;
  return (
    <section className="presenter-help" aria-label={words.keysTitle}>
      <h2>{words.keysTitle}</h2>
      <dl>
        {TALK_KEYS.map(({ id, keys }) => (
          <div key={id}>
            <dt>{words.keys[id]}</dt>
            <dd>
              {keys.map((key) => (
                <Key key={key}>{printShortcut(parseShortcut(key), isMac())}</Key>
              ))}
            </dd>
          </div>
        ))}
        <div>
          <dt>{words.run}</dt>
          <dd>
            <Key>{keyOf("run")}</Key>
          </dd>
        </div>
      </dl>
    </section>
  );
}
