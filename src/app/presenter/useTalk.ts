import { useMemo } from "react";
import { useStore } from "zustand";
import { useShallow } from "zustand/shallow";
import type { Size } from "../../geometry";
import type { Scene } from "../../stage";
import type { Chapter, Step, Trace } from "../../trace";
import type { Guessing, Talk } from "../../workspace/state";
import { useLanguage, useLine, useTrace, useWorkspace } from "../binding/useWorkspace";
import { type GuessScene, guessSceneAt } from "../picture/guessScene";
import { useScene } from "../picture/useScene";
import type { Words } from "../words";
import { gist, kindName } from "../words/names";
import { PRESENT_WORDS, type PresentWords } from "../words/present";

/** The words that come with presenting. */
export const usePresentWords = (): PresentWords => PRESENT_WORDS[useLanguage()];

/** A few facts of the talk, compared shallowly; null where there is none, as when it has just ended. */
export const useTalk = <T>(select: (talk: Talk) => T): T | null =>
  useStore(
    useWorkspace().presenter,
    useShallow(({ talk }) => talk && select(talk)),
  );

/** What is on show at this moment of a talk. */
export interface TalkStop {
  readonly trace: Trace | null;
  readonly line: readonly Step[];
  readonly index: number;
  readonly current: Step | null;
  /** Null where the line is walked step by step, and where a live run has gone on from the chapter's step. */
  readonly chapter: Chapter | null;
  readonly scene: Scene;
  /** What the audience is asked about this step; null where it is not. */
  readonly guessing: Guessing | null;
  readonly guess: GuessScene | null;
}

export function useStop(): TalkStop {
  const trace = useTrace();
  const { line, index, current } = useLine();
  const told = useTalk(({ telling }) => telling && (telling.chapters[telling.at] ?? null));
  const asked = useTalk(({ guessing }) => guessing);
  const own = useScene();
  const guessing = asked && asked.step === current?.id ? asked : null;
  const isAsked = guessing !== null;
  const guess = useMemo(
    () => (trace && isAsked ? guessSceneAt(trace, line, index) : null),
    [trace, line, index, isAsked],
  );
  const scene =
    guess && guessing ? (guessing.isRevealed && guess.truth ? guess.shown : shownWhile(guessing, guess, own)) : own;
  return {
    trace,
    line,
    index,
    current,
    chapter: told && told.step === current?.id ? told : null,
    scene,
    guessing,
    guess,
  };
}

/** The image on which a place is guessed at this moment; null where none is, or where it is shown already. */
export const guessedOn = ({ guessing, guess, scene }: TalkStop): Size | null =>
  guessing && !guessing.isRevealed && guess?.truth ? scene.image : null;

/** A step without a place is revealed by being shown as it is. */
const shownWhile = ({ isRevealed }: Guessing, { hidden }: GuessScene, own: Scene): Scene => (isRevealed ? own : hidden);

/** What comes after what is on show, in a few words; null at the end. */
export function useNext({ line, index }: TalkStop, words: Words): string | null {
  const next = useTalk(({ telling }) => telling && { chapter: telling.chapters[telling.at + 1] ?? null });
  if (next) return next.chapter && saidOfChapter(next.chapter, line, words);
  const step = line[index + 1];
  return step ? kindName(step, words) : null;
}

/** What a chapter is called where there is no room for all of it. */
export function saidOfChapter(
  { caption, question, step, elsewhere }: Chapter,
  line: readonly Step[],
  words: Words,
): string {
  const own = elsewhere ? undefined : line.find(({ id }) => id === step);
  return caption || question || (own ? gist(own, words) : (elsewhere?.title ?? words.kinds.thought));
}
