import * as z from "zod/mini";
import { type ImageId, parseAction, parseImageId, drawnByField } from "../action";
import { imageBox } from "../geometry";
import type { Edit } from "./edit";
import { EDIT_NAMES, type LogEntry } from "./log";
import { AUTHORS, COORDINATE_SPACES, type ImageRecord, type Step, type StepId, VERDICTS } from "./trace";

// Schemas of what a trace file holds. The types in trace.ts stay the source of truth: each schema below is
// declared to yield one of them, so that a field added there and forgotten here does not compile.

const finite = z.number().check(z.refine(Number.isFinite));
const words = z.string().check(z.maxLength(1_000_000));
export const stepId = z.pipe(
  z.string().check(z.minLength(1), z.maxLength(100)),
  z.transform((text) => text as StepId),
);
const imageId = z.pipe(
  z.string().check(z.refine((text) => parseImageId(text).ok)),
  z.transform((text) => text as ImageId),
);
const action = z.pipe(
  z.unknown().check(z.refine((value) => parseAction(value).ok, "not an action")),
  z.transform((value) => {
    const parsed = parseAction(value);
    if (!parsed.ok) throw new Error(parsed.error);
    return parsed.value;
  }),
);
const side = z.int().check(z.minimum(1), z.maximum(65_535));

export const imageSchema: z.ZodMiniType<ImageRecord> = z.object({
  id: imageId,
  width: side,
  height: side,
  name: words,
  origin: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("source") }),
    z.object({ kind: z.literal("derived"), from: imageId }),
  ]),
});

// A token that the model held for impossible has a log-probability of minus infinity, for which JSON has no word.
const logProbability = z.catch(finite, -1e9);

const tokenFields = { id: finite, text: words, logProbability };

const generation = z.object({
  model: words,
  dialect: z.exactOptional(z.string().check(z.maxLength(100))),
  sampling: z.object({
    temperature: finite,
    topK: finite,
    topP: finite,
    minP: finite,
    repetitionPenalty: finite,
    seed: finite,
  }),
  tokens: z.array(z.object({ ...tokenFields, alternatives: z.array(z.object(tokenFields)) })),
  cost: z.object({
    promptTokens: finite,
    reusedTokens: finite,
    timeToFirstTokenMillis: finite,
    decodeMillis: finite,
    generatedTokens: finite,
  }),
  unfinished: z.boolean(),
});

const declared = z.object({
  space: z.enum(COORDINATE_SPACES),
  numbers: z.array(finite),
  layout: z.exactOptional(z.literal("corner-and-size")),
  frame: z.exactOptional(z.object({ width: finite, height: finite })),
  chosen: z.exactOptional(z.literal(true)),
  executed: z.exactOptional(
    z.pipe(
      z.object({ left: finite, top: finite, width: finite, height: finite }),
      z.transform((box) => imageBox(box.left, box.top, box.width, box.height)),
    ),
  ),
  pen: z.exactOptional(drawnByField),
});

const actionBody = z.object({ kind: z.literal("action"), action, declared: z.nullable(declared) });
const observationBody = z.object({
  kind: z.literal("observation"),
  image: z.nullable(imageId),
  text: words,
  recomputed: z.exactOptional(z.literal(true)),
});

const body = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("problem"),
    question: words,
    images: z.array(imageId).check(z.maxLength(1000)),
    instructions: z.exactOptional(words),
    dialect: z.exactOptional(z.string().check(z.maxLength(100))),
  }),
  z.object({ kind: z.literal("thought"), text: words }),
  actionBody,
  observationBody,
  z.object({ kind: z.literal("answer"), text: words }),
  z.object({ kind: z.literal("unparsed"), text: words, code: words, at: finite }),
]);

const remarkFields = {
  title: words,
  starred: z.boolean(),
  removed: z.boolean(),
  verdict: z.nullable(z.enum(VERDICTS)),
  note: words,
};

export const stepSchema: z.ZodMiniType<Step> = z.object({
  id: stepId,
  parent: z.nullable(stepId),
  author: z.enum(AUTHORS),
  atMillis: finite,
  body,
  raw: words,
  generation: z.nullable(generation),
  ...remarkFields,
});

const optionalRemarkFields = {
  title: z.exactOptional(remarkFields.title),
  starred: z.exactOptional(remarkFields.starred),
  removed: z.exactOptional(remarkFields.removed),
  verdict: z.exactOptional(remarkFields.verdict),
  note: z.exactOptional(remarkFields.note),
};

export const editSchema: z.ZodMiniType<Edit> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("add-image"), image: imageSchema }),
  z.object({ kind: z.literal("remove-image"), id: imageId }),
  z.object({ kind: z.literal("add-step"), step: stepSchema, index: finite }),
  z.object({ kind: z.literal("remove-step"), id: stepId }),
  z.object({ kind: z.literal("remark"), id: stepId, remark: z.object(optionalRemarkFields) }),
  z.object({
    kind: z.literal("reread"),
    id: stepId,
    body: z.discriminatedUnion("kind", [actionBody, observationBody]),
  }),
  z.object({ kind: z.literal("entitle"), title: words }),
  z.object({
    kind: z.literal("batch"),
    get edits() {
      return z.array(editSchema);
    },
  }),
]);

export const logEntrySchema: z.ZodMiniType<LogEntry> = z.object({
  edit: editSchema,
  name: z.enum(EDIT_NAMES),
  atMillis: finite,
  group: z.nullable(words),
});
