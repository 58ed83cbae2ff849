import type { ImageBox } from "../../geometry";
import { closestGuess, type GuessScore, type Place, reveal, scoreGuess } from "../../workspace/presenter";
import type { Guessing } from "../../workspace/state";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import type { GuessScene } from "../picture/guessScene";
import type { Words } from "../words";
import type { PresentWords } from "../words/present";
import { usePresentWords } from "./useTalk";

/** How many guesses there are, and once the place is shown how good each was. */
export function GuessPanel({ guessing, guess }: { guessing: Guessing; guess: GuessScene }) {
  const workspace = useWorkspace();
  const common = useWords();
  const words = usePresentWords().guess;
  const { guesses, aim, isRevealed } = guessing;
  const change = (changed: Partial<Guessing>): void =>
    workspace.presenter.setState(({ talk }) => ({
      talk: talk?.guessing ? { ...talk, guessing: { ...talk.guessing, ...changed } } : talk,
    }));
  return (
    <div className="presenter-guess">
      {guess.truth === null ? <p>{words.noPlace}</p> : null}
      {isRevealed && guess.truth ? <Scores guesses={guesses} truth={guess.truth} words={words} /> : null}
      {guess.truth && !isRevealed ? (
        <>
          <p role="status">{words.drawn(guesses.length)}</p>
          <p className="presenter-by-key">{words.byKey}</p>
          <p className="hidden-text" role="status">
            {aim ? words.aim(saidOfBox(aim, common.stage)) : ""}
          </p>
        </>
      ) : null}
      <div className="presenter-buttons">
        {isRevealed ? (
          <Button onClick={() => change({ guesses: [], aim: null, isRevealed: false })}>{words.again}</Button>
        ) : (
          <>
            <Button tone="human" onClick={() => reveal(workspace)}>
              {words.reveal}
            </Button>
            <Button disabled={guesses.length === 0} onClick={() => change({ guesses: guesses.slice(0, -1) })}>
              {words.takeBack}
            </Button>
          </>
        )}
      </div>
    </div>
  );
}

const saidOfBox = ({ left, top, width, height }: ImageBox, words: Words["stage"]): string =>
  words.box(Math.round(left), Math.round(top), Math.round(width), Math.round(height));

function Scores(props: { guesses: Guessing["guesses"]; truth: Place; words: PresentWords["guess"] }) {
  const { guesses, truth, words } = props;
  const scores = guesses.map((guess) => scoreGuess(guess, truth));
  const closest = closestGuess(scores);
  if (closest < 0) return <p role="status">{words.nothing}</p>;
  return (
    <>
      <p role="status">{words.closest(closest + 1)}</p>
      <ul aria-label={words.guesses}>
        {scores.map((score, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a guess is known by its number
          <li key={i}>{saidOfGuess(score, i + 1, words)}</li>
        ))}
      </ul>
    </>
  );
}

function saidOfGuess({ overlap, isHit, offBy }: GuessScore, index: number, words: PresentWords["guess"]): string {
  if (overlap !== null) return words.overlap(index, Math.round(100 * overlap));
  return isHit ? words.found(index) : words.off(index, Math.round(offBy));
}
