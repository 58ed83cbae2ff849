import { unreachable } from "../base";
import type { StepId } from "../trace";
import { LOOK_VERDICTS } from "./faithfulness";
import type { Finding, FindingKind } from "./finding";
import { type AnsweredLine, looksAlong } from "./look";

/** What a finding comes to in a word, so that many of them can be counted. */
export const OUTCOMES = [
  ...LOOK_VERDICTS,
  /** Of bisecting: a step broke it, or the model errs from the problem on. */
  "step-found",
  "from-the-start",
  /** Of changes that flip the answer or none of which does. */
  "flips",
  "stays",
  /** Of a step that the model says again however often it is drawn. */
  "said-again",
  /** Of what carries the line: one region of the picture, or none alone. */
  "region",
  "no-region",
  /** Of a box: it holds most of the probability, or other boxes do. */
  "sure-box",
  "other-boxes",
  /** Of the answer along the line: where it was first more likely than not. */
  "likely-at-once",
  "likely-later",
  "never-likely",
] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** More likely than not. */
const LIKELY = 0.5;

export function outcomeOfFinding(finding: Finding): Outcome {
  switch (finding.kind) {
    case "look":
      return finding.card.verdict;
    case "bisect":
      return finding.result.kind === "found" ? "step-found" : "from-the-start";
    case "jitter":
      return finding.map.smallestFlip || finding.map.smallestTurn ? "flips" : "stays";
    case "vary":
      return finding.result.tried.every(({ stays }) => stays) ? "stays" : "flips";
    case "brush":
      return finding.result.flips ? "flips" : "stays";
    case "resample": {
      const { hits, runs } = finding.result.stays;
      if (runs === 0) return "said-again";
      return hits === runs ? "stays" : "flips";
    }
    case "occlude":
      return finding.map.region ? "region" : "no-region";
    case "cloud":
      return finding.cloud.boxes.some(({ isOwn, probability }) => isOwn && probability > LIKELY)
        ? "sure-box"
        : "other-boxes";
    case "curve": {
      const first = finding.curve.points.findIndex(({ probability }) => probability !== null && probability > LIKELY);
      return first < 0 ? "never-likely" : first === 0 ? "likely-at-once" : "likely-later";
    }
    default:
      return unreachable(finding);
  }
}

/** The steps of a line that a question is asked about: every look, every action, or the whole line by its answer. */
export function stepsToAsk(kind: FindingKind, { trace, steps }: AnsweredLine): readonly StepId[] {
  const leaf = steps.at(-1)?.id;
  if (kind === "cloud" || kind === "resample")
    return steps.filter(({ body }) => body.kind === "action").map(({ id }) => id);
  if (kind === "look" || kind === "jitter") {
    const looks = looksAlong(trace, steps).map(({ observation }) => observation);
    // A line without a look is asked all the same, so that it is told why not.
    if (looks.length > 0) return looks;
  }
  return leaf === undefined ? [] : [leaf];
}
