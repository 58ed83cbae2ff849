import * as z from "zod/mini";
import { drawnByField, foundField, MOST_FOUND, parseAction, parseImageId } from "../action";
import { must } from "../base";
import { imageBox, imagePoint, ORIENTATIONS } from "../geometry";
import type { Chapter } from "./chapter";
import type { Edit } from "./edit";
import { IMPOSSIBLE, INTERVENTIONS } from "./generation";
import { judgementIdFrom, stepIdFrom, traceIdFrom } from "./ids";
import { type Judgement, VERDICTS, WORDS } from "./judgement";
import { EDIT_NAMES, type LogEntry } from "./log";
import type { KeptScore, Reference } from "./reference";
import type { SearchRecord } from "./searchRecord";
import { AUTHORS, COORDINATE_SPACES, type ImageRecord, type Step, WORDS_FORMS } from "./trace";

// Schemas of what a trace file holds. The types in trace.ts stay the source of truth: each schema below is
// declared to yield one of them, so that a field added there and forgotten here does not compile.

const finite = z.number().check(z.refine(Number.isFinite));
const words = z.string().check(z.maxLength(1_000_000));
const shortName = z.string().check(z.maxLength(100));
const name = z.string().check(z.minLength(1), z.maxLength(100));
const stepId = z.pipe(name, z.transform(stepIdFrom));
const judgementId = z.pipe(z.string().check(z.minLength(1), z.maxLength(200)), z.transform(judgementIdFrom));
const imageId = z.pipe(
  z.string().check(z.refine((text) => parseImageId(text).ok)),
  z.transform((text) => must(parseImageId(text))),
);
const action = z.pipe(
  z.unknown().check(z.refine((value) => parseAction(value).ok, "not an action")),
  z.transform((value) => must(parseAction(value))),
);
const box = z.pipe(
  z.object({ left: finite, top: finite, width: finite, height: finite }),
  z.transform(({ left, top, width, height }) => imageBox(left, top, width, height)),
);
const point = z.pipe(
  z.object({ x: finite, y: finite }),
  z.transform(({ x, y }) => imagePoint(x, y)),
);
const side = z.int().check(z.minimum(1), z.maximum(65_535));

export const imageSchema: z.ZodMiniType<ImageRecord> = z.object({
  id: imageId,
  width: side,
  height: side,
  name: words,
  orientation: z.exactOptional(z.literal(ORIENTATIONS)),
  origin: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("source") }),
    z.object({ kind: z.literal("derived"), from: imageId }),
    z.object({ kind: z.literal("produced"), by: stepId }),
  ]),
});

/** Minus infinity and whatever else is no number stands for what the model held for impossible. */
const logProbability = z.catch(finite, IMPOSSIBLE);

const tokenFields = { id: finite, text: words };

const conditions = z.object({
  tools: z.enum(["allowed", "refused"]),
  limits: z.object({ turns: finite, tokensPerTurn: finite }),
  interventions: z.array(z.object({ kind: z.enum(INTERVENTIONS), step: stepId })).check(z.maxLength(1000)),
});

const tokens = z.array(
  z.object({
    ...tokenFields,
    logProbability: z.union([z.null(), logProbability]),
    alternatives: z.array(z.object({ ...tokenFields, logProbability })),
  }),
);

const generation = z.object({
  model: words,
  dialect: z.exactOptional(shortName),
  sampling: z.object({
    temperature: finite,
    topK: finite,
    topP: finite,
    minP: finite,
    repetitionPenalty: finite,
    seed: finite,
  }),
  tokens,
  cost: z.object({
    promptTokens: finite,
    reusedTokens: finite,
    timeToFirstTokenMillis: finite,
    decodeMillis: finite,
    generatedTokens: finite,
  }),
  unfinished: z.boolean(),
  conditions: z.nullable(conditions),
});

const declared = z.object({
  space: z.enum(COORDINATE_SPACES),
  numbers: z.array(finite),
  layout: z.exactOptional(z.literal("corner-and-size")),
  frame: z.exactOptional(z.object({ width: finite, height: finite })),
  asStored: z.exactOptional(z.literal(true)),
  chosen: z.exactOptional(z.literal(true)),
  executed: z.exactOptional(box),
  black: z.exactOptional(z.enum(["outside", "all"])),
  refused: z.exactOptional(z.literal(true)),
  pen: z.exactOptional(drawnByField),
});

const actionBody = z.object({ kind: z.literal("action"), action, declared: z.nullable(declared) });
const observationBody = z.object({
  kind: z.literal("observation"),
  image: z.nullable(imageId),
  text: words,
  recomputed: z.exactOptional(z.literal(true)),
  shows: z.exactOptional(z.array(stepId).check(z.maxLength(1000))),
  found: z.exactOptional(z.array(foundField).check(z.maxLength(MOST_FOUND))),
});

const logSource = z.object({ kind: z.literal("log"), field: words });
const check = z.object({ kind: z.literal("check"), name, version: shortName });

const reference: z.ZodMiniType<Reference> = z.object({
  answer: z.exactOptional(words),
  boxes: z.exactOptional(z.array(z.object({ image: imageId, box })).check(z.maxLength(10_000))),
  points: z.exactOptional(z.array(z.object({ image: imageId, at: point })).check(z.maxLength(10_000))),
  source: z.discriminatedUnion("kind", [
    logSource,
    z.object({ kind: z.literal("gym") }),
    z.object({ kind: z.literal("hand") }),
  ]),
});

export const scoreSchema: z.ZodMiniType<KeptScore> = z.object({
  name: words,
  value: z.union([finite, z.boolean(), words]),
  about: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("line"), leaf: stepId }),
    z.object({ kind: z.literal("step"), step: stepId }),
  ]),
  source: z.discriminatedUnion("kind", [logSource, check]),
});

const judgementValue = z.object({
  verdict: z.nullable(z.enum(VERDICTS)),
  tags: z.array(z.object({ taxonomy: name, version: shortName, tag: name })).check(z.maxLength(1000)),
  firstError: z.boolean(),
  decisive: z.boolean(),
  note: words,
});

export const judgementSchema: z.ZodMiniType<Judgement> = z.object({
  id: judgementId,
  rater: z.object({ id: name, name: shortName }),
  target: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("trace") }),
    z.object({ kind: z.literal("step"), step: stepId }),
    z.object({ kind: z.literal("words"), step: stepId, of: z.enum(WORDS), from: finite, to: finite }),
    z.object({ kind: z.literal("region"), image: imageId, box }),
    z.object({ kind: z.literal("link"), cause: stepId, effect: stepId }),
    z.object({ kind: z.literal("missing-step"), after: stepId, words }),
  ]),
  value: judgementValue,
  basis: z.discriminatedUnion("kind", [z.object({ kind: z.literal("hand") }), check]),
  atMillis: finite,
});

export const searchSchema: z.ZodMiniType<SearchRecord> = z.object({
  id: name,
  root: stepId,
  plan: words,
  events: z.array(words).check(z.maxLength(1_000_000)),
});

const chapterWords = {
  view: z.nullable(z.object({ image: imageId, box })),
  caption: words,
  question: words,
  notes: words,
};

export const chapterSchema: z.ZodMiniType<Chapter> = z.object({
  id: name,
  elsewhere: z.nullable(z.object({ trace: z.pipe(name, z.transform(traceIdFrom)), title: words })),
  step: stepId,
  ...chapterWords,
});

const body = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("problem"),
    question: words,
    images: z.array(imageId).check(z.maxLength(1000)),
    instructions: z.exactOptional(words),
    dialect: z.exactOptional(shortName),
    reference: z.exactOptional(reference),
  }),
  z.object({ kind: z.literal("thought"), text: words, of: z.exactOptional(z.enum(WORDS_FORMS)) }),
  actionBody,
  observationBody,
  z.object({ kind: z.literal("answer"), text: words }),
  z.object({ kind: z.literal("unparsed"), text: words, code: words, at: finite }),
]);

const remarkFields = {
  title: words,
  starred: z.boolean(),
  removed: z.boolean(),
};

export const stepSchema: z.ZodMiniType<Step> = z.object({
  id: stepId,
  parent: z.nullable(stepId),
  author: z.enum(AUTHORS),
  atMillis: finite,
  body,
  raw: words,
  generation: z.nullable(generation),
  logged: z.exactOptional(tokens),
  ...remarkFields,
});

const optionalRemarkFields = {
  title: z.exactOptional(remarkFields.title),
  starred: z.exactOptional(remarkFields.starred),
  removed: z.exactOptional(remarkFields.removed),
};

const place = z.int().check(z.minimum(0));

const editSchema: z.ZodMiniType<Edit> = z.discriminatedUnion("kind", [
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
  z.object({ kind: z.literal("add-judgement"), judgement: judgementSchema }),
  z.object({ kind: z.literal("change-judgement"), id: judgementId, value: judgementValue, atMillis: finite }),
  z.object({ kind: z.literal("remove-judgement"), id: judgementId }),
  z.object({ kind: z.literal("add-score"), score: scoreSchema, index: place }),
  z.object({ kind: z.literal("remove-score"), index: place }),
  z.object({ kind: z.literal("set-reference"), id: stepId, reference: z.nullable(reference) }),
  z.object({ kind: z.literal("add-search"), search: searchSchema }),
  z.object({ kind: z.literal("remove-search"), id: name }),
  z.object({ kind: z.literal("add-search-event"), id: name, event: words }),
  z.object({ kind: z.literal("remove-search-event"), id: name }),
  z.object({ kind: z.literal("add-chapter"), chapter: chapterSchema, index: place }),
  z.object({ kind: z.literal("remove-chapter"), id: name }),
  z.object({ kind: z.literal("move-chapter"), id: name, index: place }),
  z.object({
    kind: z.literal("change-chapter"),
    id: name,
    said: z.object({
      view: z.exactOptional(chapterWords.view),
      caption: z.exactOptional(words),
      question: z.exactOptional(words),
      notes: z.exactOptional(words),
    }),
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
  author: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("human"), rater: name }),
    z.object({ kind: z.literal("model") }),
    z.object({ kind: z.literal("import") }),
    check,
  ]),
  name: z.enum(EDIT_NAMES),
  atMillis: finite,
  group: z.nullable(words),
});
