import * as z from "zod/mini";
import { type ImageId, parseImageId } from "../action";
import { type ImageBox, imageBox } from "../geometry";
import { WATCHES, type Watch } from "./watch";

/** What has to be so of the step that a run has just added. */
export type Condition =
  /** A crop whose shorter side is below so many pixels of the picture that was given. */
  | { readonly kind: "tiny-crop"; readonly side: number }
  /** A crop that reaches past its picture. */
  | { readonly kind: "outside" }
  /** An action that the line has already, or nearly the same crop. */
  | { readonly kind: "same-action" }
  /** A tool says that it failed. */
  | { readonly kind: "tool-error" }
  /** Words that should have been an action or an answer of the dialect and could not be read. */
  | { readonly kind: "broken-tag" }
  /** The answer is by so much less likely, or more likely, than when it was last asked; from 0 to 1. */
  | { readonly kind: "answer-falls"; readonly by: number }
  | { readonly kind: "answer-rises"; readonly by: number }
  /** A look shows at least half of a region; an answer is given and none has. In pixels of a picture of the problem. */
  | { readonly kind: "looked-at"; readonly image: ImageId; readonly box: ImageBox }
  | { readonly kind: "not-looked-at"; readonly image: ImageId; readonly box: ImageBox };
export type ConditionKind = Condition["kind"];

/** A condition that a person set. */
export interface Breakpoint {
  readonly id: string;
  readonly condition: Condition;
  readonly isOn: boolean;
}

/**
 * What a new breakpoint of a kind begins with; one about a region needs the region. 28 pixels are what a token of
 * Qwen2.5-VL shows.
 */
export const USUAL_CONDITIONS = {
  "tiny-crop": { kind: "tiny-crop", side: 28 },
  outside: { kind: "outside" },
  "same-action": { kind: "same-action" },
  "tool-error": { kind: "tool-error" },
  "broken-tag": { kind: "broken-tag" },
  "answer-falls": { kind: "answer-falls", by: 0.2 },
  "answer-rises": { kind: "answer-rises", by: 0.2 },
} as const satisfies Partial<Record<ConditionKind, Condition>>;

export const CONDITION_KINDS = [
  "tiny-crop",
  "outside",
  "same-action",
  "tool-error",
  "broken-tag",
  "answer-falls",
  "answer-rises",
  "looked-at",
  "not-looked-at",
] as const satisfies readonly ConditionKind[];

const image = z.pipe(
  z.string().check(z.refine((id) => parseImageId(id).ok)),
  z.transform((id: string) => id as ImageId), // the check has just said so
);
const side = z.number().check(z.minimum(0), z.maximum(1e6));
const box = z.pipe(
  z.object({ left: z.number(), top: z.number(), width: side, height: side }),
  z.transform(({ left, top, width, height }): ImageBox => imageBox(left, top, width, height)),
);
const share = z.number().check(z.minimum(0), z.maximum(1));

const condition = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("tiny-crop"), side: z.number().check(z.minimum(1), z.maximum(10_000)) }),
  z.object({ kind: z.literal("outside") }),
  z.object({ kind: z.literal("same-action") }),
  z.object({ kind: z.literal("tool-error") }),
  z.object({ kind: z.literal("broken-tag") }),
  z.object({ kind: z.literal("answer-falls"), by: share }),
  z.object({ kind: z.literal("answer-rises"), by: share }),
  z.object({ kind: z.literal("looked-at"), image, box }),
  z.object({ kind: z.literal("not-looked-at"), image, box }),
]);
const breakpoint = z.object({ id: z.string().check(z.maxLength(100)), condition, isOn: z.boolean() });

/** As many as anybody keeps in sight. */
const MOST = 50;

/** What a browser kept of breakpoints; one that makes no sense is left out. */
export const parseBreakpoints = (value: unknown): readonly Breakpoint[] =>
  Array.isArray(value)
    ? value.slice(0, MOST).flatMap((each) => {
        const parsed = breakpoint.safeParse(each);
        return parsed.success ? [parsed.data] : [];
      })
    : [];

/** What a browser kept of watches, each once. */
export const parseWatches = (value: unknown): readonly Watch[] =>
  Array.isArray(value) ? WATCHES.filter((watch) => value.includes(watch)) : [];
