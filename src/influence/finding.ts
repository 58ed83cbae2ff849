import type { ImageBox } from "../geometry";
import type { StepId } from "../trace";
import type { AnswerSet } from "./answerSet";
import type { LookCard } from "./askLook";
import type { BisectResult } from "./bisect";
import type { BrushResult } from "./brush";
import type { BoxCloud } from "./cloud";
import type { AskCost } from "./cost";
import type { AnswerCurve } from "./curve";
import type { JitterMap } from "./jitter";
import type { OcclusionMap } from "./occlude";
import type { Receipt } from "./receipt";
import type { ResampleResult } from "./resample";
import type { VaryResult } from "./vary";

/**
 * A result with what made it: the step that was asked about, the receipt, and what of the question the result does not
 * tell by itself.
 */
export type Finding = { readonly step: StepId; readonly receipt: Receipt } & (
  | { readonly kind: "look"; readonly ownBox: ImageBox | null; readonly card: LookCard }
  | { readonly kind: "bisect"; readonly result: BisectResult }
  | { readonly kind: "jitter"; readonly set: AnswerSet; readonly map: JitterMap }
  | { readonly kind: "occlude"; readonly coarse: number; readonly depth: number; readonly map: OcclusionMap }
  | { readonly kind: "curve"; readonly curve: AnswerCurve }
  | { readonly kind: "vary"; readonly result: VaryResult }
  | { readonly kind: "resample"; readonly result: ResampleResult }
  | { readonly kind: "cloud"; readonly width: number; readonly cloud: BoxCloud }
  | { readonly kind: "brush"; readonly result: BrushResult }
);
export type FindingKind = Finding["kind"];

export const FINDING_KINDS = [
  "look",
  "bisect",
  "jitter",
  "vary",
  "occlude",
  "brush",
  "cloud",
  "resample",
  "curve",
] as const satisfies readonly FindingKind[];

/** What a finding cost to make. */
export function costOf(finding: Finding): AskCost {
  switch (finding.kind) {
    case "look":
      return finding.card.cost;
    case "jitter":
    case "occlude":
      return finding.map.cost;
    case "curve":
      return finding.curve.cost;
    case "cloud":
      return finding.cloud.cost;
    default:
      return finding.result.cost;
  }
}

/** What was found, as words that have to be the same and numbers that have to be near. */
interface Figures {
  readonly words: readonly string[];
  readonly numbers: readonly number[];
}

function figuresOf(finding: Finding): Figures {
  switch (finding.kind) {
    case "look": {
      const { card } = finding;
      return {
        words: [card.verdict, ...card.measured.map(({ arm, seed, answer }) => `${arm} ${seed} ${answer}`)],
        numbers: card.measured.flatMap(({ probability, logProbability }) => [probability ?? -1, logProbability ?? 1]),
      };
    }
    case "bisect": {
      const { kind, firstError, probes } = finding.result;
      return {
        words: [kind, firstError ?? "", ...probes.map(({ step, greedy }) => `${step} ${greedy}`)],
        numbers: probes.flatMap(({ right }) => [right.hits, right.runs]),
      };
    }
    case "curve":
      return {
        words: finding.curve.points.map(({ step }) => step),
        numbers: finding.curve.points.map(({ probability }) => probability ?? -1),
      };
    case "vary":
      return { words: finding.result.tried.map(({ answer, stays }) => `${answer} ${stays}`), numbers: [] };
    case "resample":
      return {
        words: finding.result.tried.map(({ answer, isGone }) => `${answer} ${isGone}`),
        numbers: finding.result.tried.map(({ draws }) => draws),
      };
    case "cloud":
      return {
        words: finding.cloud.boxes.map(({ action }) => JSON.stringify(action)),
        numbers: finding.cloud.boxes.map(({ probability }) => probability),
      };
    case "brush":
      return { words: [finding.result.answer ?? "", JSON.stringify(finding.result.fewest)], numbers: [] };
    case "jitter":
      return {
        words: finding.map.tried.map(({ answer, stays }) => `${answer} ${stays}`),
        numbers: finding.map.tried.map(({ probability }) => probability ?? -1),
      };
    case "occlude":
      return {
        words: [JSON.stringify(finding.map.region?.box ?? null)],
        numbers: [
          finding.map.region?.without.mean ?? 0,
          finding.map.region?.alone.mean ?? 0,
          ...finding.map.cells.map(({ effect }) => effect.mean),
        ],
      };
  }
}

/**
 * `equal`: every word is the same and every number as near as sums in another order come. `close`: numbers moved a
 * little and nothing else did, as between backends. `different`: something else was found.
 */
export const AGREEMENTS = ["equal", "close", "different"] as const;
export type Agreement = (typeof AGREEMENTS)[number];

/** What sums over several rows in another order move probabilities and log-probabilities by (decision 42). */
const EQUAL = 1e-4;
/** What 8-bit weights and another backend were seen to move them by, with room. */
const CLOSE = 0.05;

/** Holds a finding against the same question asked again. */
export function agreementOf(kept: Finding, again: Finding): Agreement {
  const [a, b] = [figuresOf(kept), figuresOf(again)];
  const isSame = kept.kind === again.kind && a.words.join("\n") === b.words.join("\n");
  if (!isSame || a.numbers.length !== b.numbers.length) return "different";
  const most = Math.max(0, ...a.numbers.map((number, i) => Math.abs(number - (b.numbers[i] ?? Number.NaN))));
  if (Number.isNaN(most) || most > CLOSE) return "different";
  return most > EQUAL ? "close" : "equal";
}
