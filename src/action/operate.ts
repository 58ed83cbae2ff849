import * as z from "zod/mini";
import { mapResult } from "../base";
import { imageIdField, pointField } from "./fields";
import { fitPoints } from "./fit";
import type { Mark } from "./mark";
import type { ActionKind } from "./plan";

/**
 * What can be done to a screen. `press` and `release` are the two halves of a click or of a key held down; `key` is a key
 * or several at once; `device` is whatever a device can do besides: its own buttons, an app or a page that is opened, a
 * question to the person before it. `words` tell which.
 */
export const GESTURES = [
  "click",
  "double-click",
  "triple-click",
  "right-click",
  "middle-click",
  "long-press",
  "hover",
  "press",
  "release",
  "drag",
  "scroll",
  "type",
  "key",
  "wait",
  "screenshot",
  "device",
] as const;
export type Gesture = (typeof GESTURES)[number];

/**
 * Operate the screen that the image shows. It is kept and drawn, and never performed: the screen is elsewhere.
 * `points` are where the pointer is, in order: none where it stays or no pointer is used, one for a click, two or more
 * along a drag, from one to another in the direction of a scroll. `words` are what is typed, which keys, how far.
 */
export const operateSchema = z.object({
  kind: z.literal("operate"),
  image: imageIdField,
  gesture: z.enum(GESTURES),
  points: z.readonly(z.array(pointField).check(z.maxLength(1000))),
  words: z.string().check(z.maxLength(20_000)),
});
export type Operate = z.infer<typeof operateSchema>;

export const operate: ActionKind<Operate> = {
  fit: (action, size) => mapResult(fitPoints(action.points, size, 0), (points) => ({ ...action, points })),
  plan: () => [],
  marks({ points, words }): readonly Mark[] {
    const [at] = points;
    if (!at) return [];
    const dot: Mark = { shape: "dot", at, words: inShort(words) };
    return points.length === 1 ? [dot] : [dot, { shape: "polyline", points, arrow: true }];
  },
};

/** A pill beside a point holds one short line; the whole of a typed text stays in the action. */
const MOST_IN_A_PILL = 60;
const inShort = (words: string): string => words.replaceAll(/\s+/g, " ").trim().slice(0, MOST_IN_A_PILL);
