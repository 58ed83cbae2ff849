import { isMac, keyOf, parseShortcut, printShortcut } from "../../workspace/commands";
import { AIM_KEYS, TALK_KEYS } from "../../workspace/presenter";
import { Key } from "../controls";
import { usePresentWords, useTalk } from "./useTalk";

/** What each key of the talk does, and each key of a guess. */
export function HelpCard() {
  const words = usePresentWords();
  const isOpen = useTalk(({ help }) => help) ?? false;
  if (!isOpen) return null;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key
    <section className="presenter-help" aria-label={words.keysTitle} tabIndex={0}>
      <h2>{words.keysTitle}</h2>
      <dl>
        {TALK_KEYS.map(({ id, keys }) => (
          <Row key={id} does={words.keys[id]} keys={keys} />
        ))}
        <div>
          <dt>{words.run}</dt>
          <dd>
            <Key>{keyOf("run")}</Key>
          </dd>
        </div>
      </dl>
      <h3>{words.guess.keysTitle}</h3>
      <dl>
        {AIM_KEYS.map(({ id, keys }) => (
          <Row key={id} does={words.guess.keys[id]} keys={keys} />
        ))}
      </dl>
    </section>
  );
}

const Row = ({ does, keys }: { does: string; keys: readonly string[] }) => (
  <div>
    <dt>{does}</dt>
    <dd>
      {keys.map((key) => (
        <Key key={key}>{printShortcut(parseShortcut(key), isMac())}</Key>
      ))}
    </dd>
  </div>
);
