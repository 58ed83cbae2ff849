import { count } from "../phrases";

/** What is said where two lines, or several models, are laid side by side. */
export const compare = {
  title: "Compare",
  about:
    "Two lines side by side, step by step; or several models, each asked what it would do at every move of this line.",
  kind: "Compare",
  kinds: { lines: "Two lines", models: "Several models" },
  noLine: "Nothing is open to be compared.",
  with: "Compare this line with",
  branches: "Branches of this trace",
  kept: "Other kept traces",
  nothingBeside: "This trace has no other branch. Make one, or choose another kept trace.",
  choose: "Choose…",
  reading: "Reading …",
  partsAt: (step: number) => `Alike up to here; they part at step ${step}.`,
  alike: "Both say and do the same.",
  counts: (differ: number, left: number, right: number) =>
    `${count(differ, "step differs", "steps differ")}; ${left} only in this line, ${right} only in the other.`,
  inOrder: "They part for too long to weigh every pair of steps, so steps are paired in their order.",
  sharedSteps: (n: number) => `${count(n, "step", "steps")} alike`,
  showShared: "Show them",
  hideShared: "Hide them",
  more: (n: number) => `Show ${n.toLocaleString("en")} more`,
  this: "This line",
  other: "The other",
  step: "Step",
  differs: "Differs in",
  alone: "–",
  absent: "no such step",
  differences: {
    words: "words",
    action: "action",
    place: "place",
    picture: "picture",
    details: "details",
  },
  overlap: (share: string) => `overlap ${share}`,
  likelihood: (log: string) => `log p ${log} a token`,
  go: "Go there",
  swipe: "Swipe between the two pictures",
  swipeSaid: (share: number) => `${share} % of this line`,
  pictures: (left: string, right: string) => `Left: ${left}. Right: ${right}.`,
  noPicture: "no picture",
  /** `share` is null where the pictures have none in common, and empty where their parts do not touch. */
  onOne: (share: string | null) =>
    share === null
      ? "These are of different pictures, or turned, and cannot be laid on one."
      : share === ""
        ? "Both are shown where they lie on the picture that they were cut from; they do not touch."
        : `Both are shown where they lie on the picture that they were cut from; they share ${share} of what they cover.`,
  onCommon: (share: string) => `overlap ${share} on the picture of both`,
  apart: "not on one picture",
  added: "only in the other",
  removed: "only in this line",
  models: {
    about:
      "Every move begins behind what the line did, so that all models have seen the same. They are loaded one after the other, and answer without chance.",
    which: "Models",
    ask: "Ask",
    again: "Ask again",
    stop: "Stop",
    busy: "The model is at work elsewhere.",
    noMoves: "Nothing was done on this line yet.",
    loading: (name: string) => `${name} is asked …`,
    move: "Move",
    line: "The line did",
    parts: (move: number) => `parts at move ${move}`,
    together: "stays with the line",
    unfinished: "not asked to the end",
    same: "the same",
    elsewhere: "elsewhere",
    otherwise: "otherwise",
    silent: "says nothing",
    forced: (log: string) => `log p ${log} a token for the line's move`,
    keep: "Keep as a branch",
    kept: "Go to the branch",
  },
};
