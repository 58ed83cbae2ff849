import { X } from "lucide-react";
import { type FormEvent, useId, useState } from "react";
import { LONGEST_OWN_WORD, MOST_OWN_WORDS, ownPatterns } from "../../sharing";
import { useView, useWorkspace } from "../binding/useWorkspace";
import { Button, IconButton } from "../controls";
import { useShareWords } from "./useShare";

/** The person's own list of words to mask: what no pattern can know, such as the names of people and projects. */
export function OwnWords() {
  const { view } = useWorkspace();
  const words = useShareWords().ownWords;
  const listed = useView(({ maskedWords }) => maskedWords);
  const put = (next: readonly string[]): void => view.setState({ maskedWords: next });
  return (
    <details className="share-own" open={listed.length > 0}>
      <summary>{words.title}</summary>
      <AddWord onAdd={(word) => put([...listed.filter((other) => other !== word), word].slice(-MOST_OWN_WORDS))} />
      {listed.length > 0 ? (
        <ul aria-label={words.title}>
          {listed.map((word) => (
            <li key={word}>
              <span>{word}</span>
              <IconButton
                label={words.remove(word)}
                icon={<X size={14} />}
                onClick={() => put(listed.filter((other) => other !== word))}
              />
            </li>
          ))}
        </ul>
      ) : null}
      <p className="share-aside">{words.kept}</p>
    </details>
  );
}

function AddWord({ onAdd }: { onAdd(word: string): void }) {
  const words = useShareWords().ownWords;
  const id = useId();
  const [typed, setTyped] = useState("");
  const [isTooShort, setTooShort] = useState(false);
  const add = (event: FormEvent): void => {
    event.preventDefault();
    const word = typed.trim();
    const isSought = ownPatterns([word]).length > 0;
    setTooShort(!isSought);
    if (!isSought) return;
    onAdd(word);
    setTyped("");
  };
  return (
    <form onSubmit={add}>
      <label htmlFor={id}>{words.label}</label>
      <div className="share-row">
        <input
          id={id}
          className="input"
          maxLength={LONGEST_OWN_WORD}
          value={typed}
          aria-invalid={isTooShort}
          aria-describedby={`${id}-help`}
          onChange={({ target }) => setTyped(target.value)}
        />
        <Button type="submit" disabled={typed.trim() === ""}>
          {words.add}
        </Button>
      </div>
      <p id={`${id}-help`} className={isTooShort ? "step-flaw" : "share-aside"}>
        {isTooShort ? words.tooShort : words.about}
      </p>
    </form>
  );
}
