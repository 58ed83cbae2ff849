import * as z from "zod/mini";
import { type ImageId, parseAction, parseImageId } from "../action";
import { must } from "../base";
import { type ImageBox, imageBox } from "../geometry";
import { stepIdFrom } from "../trace";
import { ARMS } from "./arm";
import { LOOK_VERDICTS } from "./faithfulness";
import type { Finding } from "./finding";

// What a browser or a file kept is text until it is parsed. Only that is taken which the page could have written; lists
// are held to limits that no question reaches.

const MOST = 5000;
const text = z.string().check(z.maxLength(10_000));
const many = <T extends z.ZodMiniType>(item: T) => z.array(item).check(z.maxLength(MOST));
/** Infinity is null in a file of JSON. */
const bound = (otherwise: number) =>
  z.pipe(
    z.union([z.number(), z.null()]),
    z.transform((value: number | null) => value ?? otherwise),
  );
const step = z.pipe(text, z.transform(stepIdFrom));
const image = z.pipe(
  z.string().check(z.refine((id) => parseImageId(id).ok)),
  z.transform((id: string) => id as ImageId), // the check has just said so
);
const box = z.pipe(
  z.object({ left: z.number(), top: z.number(), width: z.number(), height: z.number() }),
  z.transform(({ left, top, width, height }): ImageBox => imageBox(left, top, width, height)),
);
const maybe = z.nullable(z.number());

const sampling = z.object({
  temperature: z.number(),
  topK: z.number(),
  topP: z.number(),
  minP: z.number(),
  repetitionPenalty: z.number(),
  seed: z.number(),
});

const receipt = z.object({
  model: text,
  files: z.nullable(many(z.object({ path: text, hash: text }))),
  dialect: text,
  sampling,
  seeds: many(z.number()),
  prompt: text,
  pictures: many(image),
  leaf: step,
  atMillis: z.number(),
});

const cost = z.object({
  asked: z.number(),
  promptTokens: z.number(),
  reusedTokens: z.number(),
  writtenTokens: z.number(),
});

const answerSet = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("open") }),
  z.object({
    kind: z.literal("closed"),
    answers: many(text),
    told: z.enum(["options", "yes-no", "family", "person"]),
  }),
]);

const imageRecord = z.object({
  id: image,
  width: z.number(),
  height: z.number(),
  name: text,
  origin: z.object({ kind: z.literal("derived"), from: image }),
});

const spread = z.nullable(z.object({ mean: z.number(), low: z.number(), high: z.number() }));
const arm = z.enum(ARMS);

const card = z.object({
  answer: text,
  set: answerSet,
  measured: many(
    z.object({
      arm,
      seed: maybe,
      image: z.nullable(imageRecord),
      probability: maybe,
      covered: maybe,
      shares: many(z.object({ answer: text, share: z.number() })),
      logProbability: maybe,
      answer: z.nullable(text),
      looksAgain: z.boolean(),
      cost,
    }),
  ),
  missing: many(z.object({ arm, code: text })),
  figures: many(z.object({ arm, probability: spread, logProbability: spread })),
  reliability: maybe,
  sufficiency: maybe,
  minimality: maybe,
  verdict: z.enum(LOOK_VERDICTS),
  cost,
});

const probe = z.object({
  at: z.number(),
  step,
  right: z.object({ hits: z.number(), runs: z.number(), low: z.number(), high: z.number() }),
  // Findings that were kept before greedy runs decided have none.
  greedy: z._default(z.nullable(z.boolean()), null),
});

const bisected = z.object({
  kind: z.enum(["found", "from-the-start"]),
  firstError: z.nullable(step),
  before: z.nullable(probe),
  behind: z.nullable(probe),
  probes: many(probe),
  cost,
});

const jittered = z.object({
  change: z.object({
    right: z.number(),
    down: z.number(),
    scale: z.number(),
    aspect: z.number(),
    degrees: z._default(z.number(), 0),
  }),
  box,
  overlap: z.number(),
  probability: maybe,
  answer: z.nullable(text),
  looksAgain: z.boolean(),
  stays: z.boolean(),
});

const jitterMap = z.object({
  box,
  on: image,
  tried: many(jittered),
  smallestFlip: z.nullable(jittered),
  // Findings that were kept before boxes were turned have none.
  smallestTurn: z._default(z.nullable(jittered), null),
  smallestThatStays: z.nullable(jittered),
  cost,
});

const interval = z.object({
  mean: z.number(),
  low: bound(Number.NEGATIVE_INFINITY),
  high: bound(Number.POSITIVE_INFINITY),
});

const occlusionMap = z.object({
  picture: image,
  cells: many(z.object({ box, level: z.number(), effect: interval, matters: z.boolean() })),
  region: z.nullable(z.object({ box, alone: interval, without: interval })),
  noise: z.number(),
  cost,
});

const curve = z.object({
  answer: text,
  set: answerSet,
  points: many(z.object({ step, probability: maybe })),
  cost,
});

const variation = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("as-posed") }),
  z.object({ kind: z.literal("wording"), question: text }),
  z.object({ kind: z.literal("order"), order: many(z.number()) }),
  z.object({ kind: z.literal("blur"), sigma: z.number() }),
  z.object({ kind: z.literal("jpeg"), quality: z.number() }),
  z.object({ kind: z.literal("brightness"), factor: z.number() }),
]);

const varied = z.object({
  posed: z.nullable(text),
  tried: many(z.object({ variation, answer: z.nullable(text), stays: z.boolean() })),
  cost,
});

const resampled = z.object({
  tried: many(z.object({ draws: z.number(), isGone: z.boolean(), answer: z.nullable(text), stays: z.boolean() })),
  stays: z.object({ hits: z.number(), runs: z.number(), low: z.number(), high: z.number() }),
  meanDraws: z.number(),
  cost,
});

const action = z.pipe(
  z.unknown().check(z.refine((value) => parseAction(value).ok)),
  z.transform((value) => must(parseAction(value))),
);

const cloudOfBoxes = z.object({
  boxes: many(z.object({ action, probability: z.number(), isOwn: z.boolean() })),
  covered: z.number(),
  cost,
});

const brushed = z.object({
  picture: image,
  boxes: many(box),
  answer: z.nullable(text),
  flips: z.boolean(),
  fewest: many(box),
  cost,
});

const common = { step, receipt };
const findingSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("look"), ...common, ownBox: z.nullable(box), card }),
  z.object({ kind: z.literal("bisect"), ...common, result: bisected }),
  z.object({ kind: z.literal("jitter"), ...common, set: answerSet, map: jitterMap }),
  z.object({ kind: z.literal("occlude"), ...common, coarse: z.number(), depth: z.number(), map: occlusionMap }),
  z.object({ kind: z.literal("curve"), ...common, curve }),
  z.object({ kind: z.literal("vary"), ...common, result: varied }),
  z.object({ kind: z.literal("resample"), ...common, result: resampled }),
  z.object({ kind: z.literal("cloud"), ...common, width: z.number(), cloud: cloudOfBoxes }),
  z.object({ kind: z.literal("brush"), ...common, result: brushed }),
]);

/** `unknown` as a finding; null where it is none. */
export function parseFinding(value: unknown): Finding | null {
  const parsed = findingSchema.safeParse(value);
  return parsed.success ? parsed.data : null;
}
