import { diffArrays } from "diff";
import type { Language } from "../../workspace/ports";

/** A run of words that both have, or only one of them. */
export interface WordRun {
  readonly text: string;
  readonly of: "both" | "left" | "right";
}

/** Beyond this nobody waits: both sides are shown whole. */
const MOST_MILLIS = 100;

/**
 * Two texts as runs of words, in order: what both have stands once. Chinese is cut into words by the browser's own
 * rules, as blanks are none there.
 */
export function wordDiff(left: string, right: string, language: Language): readonly WordRun[] {
  // The package's own cutting by words takes no other rules where blanks count, so the words are cut here.
  const segmenter = new Intl.Segmenter(language, { granularity: "word" });
  const cut = (text: string): string[] => Array.from(segmenter.segment(text), ({ segment }) => segment);
  const changes = diffArrays(cut(left), cut(right), { timeout: MOST_MILLIS });
  if (!changes) return runsOf(left, right);
  return changes.map(({ value, added, removed }) => ({
    text: value.join(""),
    of: added ? "right" : removed ? "left" : "both",
  }));
}

const runsOf = (left: string, right: string): readonly WordRun[] => [
  ...(left === "" ? [] : [{ text: left, of: "left" as const }]),
  ...(right === "" ? [] : [{ text: right, of: "right" as const }]),
];
