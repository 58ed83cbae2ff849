import type { ImageBox } from "../geometry";
import type { StepId } from "../trace";
import type { AnswerSet } from "./answerSet";
import type { LookCard } from "./askLook";
import type { BisectResult } from "./bisect";
import type { JitterMap } from "./jitter";
import type { OcclusionMap } from "./occlude";
import type { Receipt } from "./receipt";

/**
 * A result with what made it: the step that was asked about, the receipt, and what of the question the result does not
 * tell by itself.
 */
export type Finding = { readonly step: StepId; readonly receipt: Receipt } & (
  | { readonly kind: "look"; readonly ownBox: ImageBox | null; readonly card: LookCard }
  | { readonly kind: "bisect"; readonly result: BisectResult }
  | { readonly kind: "jitter"; readonly set: AnswerSet; readonly map: JitterMap }
  | { readonly kind: "occlude"; readonly coarse: number; readonly depth: number; readonly map: OcclusionMap }
);
export type FindingKind = Finding["kind"];

export const FINDING_KINDS = ["look", "bisect", "jitter", "occlude"] as const satisfies readonly FindingKind[];

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
        words: [kind, firstError ?? "", ...probes.map(({ step }) => step)],
        numbers: probes.flatMap(({ right }) => [right.hits, right.runs]),
      };
    }
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
