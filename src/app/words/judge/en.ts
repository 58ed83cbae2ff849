import { count } from "../phrases";

export const judging = {
  /** Names the group of buttons for parts of a step. */
  judgePart: "Judge a part",
  words: "Words",
  wordsHelp: "Select words above, or go from sentence to sentence",
  region: "Region",
  cause: "Cause",
  missing: "Missing",
  parts: "What you said of parts",
  more: (n: number) => `and ${n.toLocaleString("en")} more`,
  regionAt: (width: number, height: number) => `Region of ${width} × ${height} px`,
  led: (cause: string, effect: string) => `${cause} → ${effect}`,
  elsewhere: "another branch",
  missingAfter: (index: number) => `Missing after step ${index}`,
  tags: (n: number) => count(n, "tag", "tags"),
  takeBack: (part: string) => `Take back: ${part}`,
  linkFrom: (index: number) =>
    `Step ${index} is one end. Go to the step that it led to, or that led to it, and press y; or click its frame. Esc to leave.`,
  advance: "Go on after a verdict",
};
