import type { ImageId } from "../action";
import { unreachable } from "../base";
import type { ImageBox } from "../geometry";
import type { JudgementId, StepId } from "./ids";

export const VERDICTS = ["correct", "neutral", "wrong", "unsure"] as const;
/** `neutral` is a step that neither helps nor harms; `unsure` says that the rater could not tell. */
export type Verdict = (typeof VERDICTS)[number];

/** Who judges: a person, or a check that has a name. */
export interface Rater {
  readonly id: string;
  /** What the rater is called on the screen. */
  readonly name: string;
}

/** The person at this browser, as long as nobody has said a name. */
export const ME: Rater = { id: "me", name: "me" };

/** Words of a step: those that the model wrote, or those that were read out of them. */
export const WORDS = ["raw", "text"] as const;

/** What a judgement is about. */
export type JudgementTarget =
  | { readonly kind: "trace" }
  | { readonly kind: "step"; readonly step: StepId }
  /** Part of a step's words, `from` before `to`, counted in UTF-16 units. */
  | {
      readonly kind: "words";
      readonly step: StepId;
      readonly of: (typeof WORDS)[number];
      readonly from: number;
      readonly to: number;
    }
  /** Canonical pixels of the named image. */
  | { readonly kind: "region"; readonly image: ImageId; readonly box: ImageBox }
  | { readonly kind: "link"; readonly cause: StepId; readonly effect: StepId }
  /** A step that should stand behind `after` and does not; `words` say what is missing. */
  | { readonly kind: "missing-step"; readonly after: StepId; readonly words: string };

/** One word of a taxonomy. The version says which edition of it the rater had before their eyes. */
export interface Tag {
  readonly taxonomy: string;
  readonly version: string;
  readonly tag: string;
}

/** What a judgement says. Each part may be left blank. */
export interface JudgementValue {
  readonly verdict: Verdict | null;
  readonly tags: readonly Tag[];
  /** The first step on its line that went wrong. */
  readonly firstError: boolean;
  /** The step on which the outcome turned. */
  readonly decisive: boolean;
  readonly note: string;
}

/** A check by a machine, with the version of its rules. */
export interface Check {
  readonly kind: "check";
  readonly name: string;
  readonly version: string;
}

/** One rater's opinion of one thing. */
export interface Judgement {
  readonly id: JudgementId;
  readonly rater: Rater;
  readonly target: JudgementTarget;
  readonly value: JudgementValue;
  readonly basis: { readonly kind: "hand" } | Check;
  /** When its value was last said, in milliseconds since the epoch. */
  readonly atMillis: number;
}

export const NOTHING_SAID: JudgementValue = { verdict: null, tags: [], firstError: false, decisive: false, note: "" };

export const saysNothing = ({ verdict, tags, firstError, decisive, note }: JudgementValue): boolean =>
  verdict === null && tags.length === 0 && !firstError && !decisive && note === "";

/** The steps that a judgement of this target is about. */
export function stepsOfTarget(target: JudgementTarget): readonly StepId[] {
  switch (target.kind) {
    case "trace":
    case "region":
      return [];
    case "step":
    case "words":
      return [target.step];
    case "link":
      return [target.cause, target.effect];
    case "missing-step":
      return [target.after];
    default:
      return unreachable(target);
  }
}

/**
 * Whether a judgement of this target means something even where nothing is said of it: a person drew the region, joined
 * the link or missed the step, and takes it away by hand.
 */
export const standsAlone = ({ kind }: JudgementTarget): boolean =>
  kind === "region" || kind === "link" || kind === "missing-step";

/** A name that two targets share only where they are about the same thing. */
export function nameOfTarget(target: JudgementTarget): string {
  switch (target.kind) {
    case "trace":
      return "trace";
    case "step":
      return `step ${target.step}`;
    case "words":
      return `words ${target.of} ${target.from} ${target.to} ${target.step}`;
    case "region": {
      const { left, top, width, height } = target.box;
      return `region ${left} ${top} ${width} ${height} ${target.image}`;
    }
    case "link":
      // Ids may hold anything, so that two of them are told apart as JSON tells them.
      return `link ${JSON.stringify([target.cause, target.effect])}`;
    case "missing-step":
      return `missing-step ${JSON.stringify([target.after, target.words])}`;
    default:
      return unreachable(target);
  }
}
