import { useEffect, useRef } from "react";
import { askedIn } from "../../trace";
import { keepBookmarks } from "../../workspace/presenter";
import { useWords, useWorkspace } from "../binding/useWorkspace";
import { LoadingCard } from "../picture/LoadingCard";
import { Caption } from "./Caption";
import { Controls } from "./Controls";
import { GuessPanel } from "./GuessPanel";
import { HelpCard } from "./HelpCard";
import { Laser } from "./Laser";
import { NotesWindow } from "./NotesWindow";
import { TalkPicture } from "./TalkPicture";
import { useAutoplay } from "./useAutoplay";
import { guessedOn, usePresentWords, useStop, useTalk } from "./useTalk";
import { useTalkKeys } from "./useTalkKeys";
import "./presenter.css";

/** A step, or a chapter, before an audience: the question, the picture, the words in large type, and nothing else. */
export function Presenter() {
  const workspace = useWorkspace();
  const words = usePresentWords();
  const stop = useStop();
  const isPointed = useTalk(({ laser }) => laser) ?? false;
  const aimedOn = guessedOn(stop);
  const root = useFirstFocus(aimedOn !== null);
  const pace = useAutoplay(stop);
  useTalkKeys(window, aimedOn);
  // The session is told to nobody by React: a run sets out whether or not anything is drawn.
  useEffect(() => keepBookmarks(workspace), [workspace]);
  const [problem] = stop.line;
  const question = problem?.body.kind === "problem" ? askedIn(problem.body.question) : "";
  return (
    <main
      className={`presenter ${isPointed ? "presenter-pointed" : ""}`}
      aria-label={words.title}
      ref={root}
      tabIndex={-1}
      data-testid="presenter"
    >
      <h1 className="presenter-question">
        <span className="hidden-text">{words.question}: </span>
        {question}
      </h1>
      <div className="presenter-picture">
        <TalkPicture stop={stop} />
        <LoadingCard />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by key */}
      <section className="presenter-said" aria-label={words.step} tabIndex={0}>
        <Caption stop={stop} />
        {stop.guessing && stop.guess ? <GuessPanel guessing={stop.guessing} guess={stop.guess} /> : null}
      </section>
      <Controls stop={stop} pace={pace} />
      <Laser />
      <HelpCard />
      <Dark />
      <NotesWindow stop={stop} />
    </main>
  );
}

/**
 * The keys of a talk are for the whole page; whoever listens to it begins at the top. While a place is guessed it is the
 * picture that has the focus: a screen reader hands the arrow keys over to nothing but an application.
 */
function useFirstFocus(isGuessed: boolean) {
  const root = useRef<HTMLElement | null>(null);
  // Focus belongs to the browser.
  useEffect(() => {
    const picture = isGuessed ? root.current?.querySelector<HTMLElement>("[data-stage]") : null;
    (picture ?? root.current)?.focus({ preventScroll: true });
  }, [isGuessed]);
  return root;
}

/** Nothing but black, so that the audience looks at whoever speaks. */
function Dark() {
  const words = usePresentWords();
  const close = useWords().app.close;
  const { presenter } = useWorkspace();
  const isDark = useTalk(({ black }) => black) ?? false;
  if (!isDark) return null;
  const light = (): void => presenter.setState(({ talk }) => ({ talk: talk && { ...talk, black: false } }));
  return <button type="button" className="presenter-dark" onClick={light} aria-label={`${words.dark} ${close}`} />;
}
