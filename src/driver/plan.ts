import * as z from "zod/mini";
import { err, ok, type Result } from "../base";
import { BOUNDS } from "../search";

const count = z.int().check(z.minimum(1), z.maximum(10_000));
const some = z.int().check(z.minimum(1), z.maximum(64));
const finite = z.number().check(z.refine(Number.isFinite));
const limit = z.nullable(z.int().check(z.minimum(0)));

const methodSchema = z.discriminatedUnion("name", [
  z.object({ name: z.literal("best-of-n"), n: some, pick: z.enum(["self-consistency", "rating"]) }),
  z.object({ name: z.literal("tournament"), width: some, pairing: z.enum(["code", "paper"]), looks: some }),
  z.object({ name: z.literal("stage-beam"), candidates: some, width: some, looks: some }),
  z.object({ name: z.literal("swires"), form: z.enum(["code", "paper"]), cutoff: finite }),
  z.object({
    name: z.literal("comcts"),
    models: some,
    mostPaths: count,
    form: z.enum(["code", "paper"]),
    bound: z.enum(BOUNDS),
    exploration: finite,
  }),
  z.object({
    name: z.literal("puct"),
    simulations: count,
    actions: some,
    exploration: finite,
    priors: z.enum(["model", "uniform"]),
  }),
  z.object({ name: z.literal("coordinate-beam"), width: some, ways: some, mostTokens: count }),
]);

/** The id of a model's card. */
const cardId = z.string().check(z.maxLength(500));

const judgeSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("reward"),
    /** Of the table of rewards, or of `file`. */
    reward: z.string().check(z.maxLength(100)),
    /** A composed reward, as its file holds it. */
    file: z.exactOptional(z.string().check(z.maxLength(100_000))),
    /** Completions of an unfinished line, whose mean score is its rating; one is greedy. */
    completions: some,
    /** The model that is asked where the reward asks a judge of its own; the one that is searched with where left out. */
    by: z.exactOptional(cardId),
  }),
  z.object({ kind: z.literal("likelihood") }),
  /** `by` is another model than the one that is searched with. */
  z.object({ kind: z.literal("model"), by: z.exactOptional(cardId) }),
  z.object({ kind: z.literal("person") }),
]);

const planSchema = z.object({
  version: z.literal(1),
  method: methodSchema,
  judge: judgeSchema,
  /** Models that act beside the one that is searched with: the actors of the search are that one and these, in turn. */
  actors: z.exactOptional(z.array(cardId).check(z.maxLength(16))),
  /** The model's dialect names its stages, as LLaVA-CoT does: each of its steps is one. */
  staged: z.boolean(),
  /** One for each actor of the search; they take turns where there are more actors. */
  temperatures: z.array(finite.check(z.minimum(0), z.maximum(10))).check(z.minLength(1), z.maxLength(64)),
  topP: finite.check(z.minimum(0), z.maximum(1)),
  budget: z.object({ tokens: limit, millis: limit, nodes: limit }),
  seed: z.int(),
  conditions: z.object({
    limits: z.object({ turns: count, tokensPerTurn: z.int().check(z.minimum(1)) }),
    refuseActions: z.boolean(),
  }),
});

/** What a search is asked to do, as data that JSON gives back as it was. */
export type SearchPlan = z.infer<typeof planSchema>;
/** A way to search with its options; `looks` are the stages before the answer. */
export type MethodPlan = SearchPlan["method"];
/** Who says what a node is worth. */
export type JudgePlan = SearchPlan["judge"];

/** Reads a plan. Refused with what is wrong with it. */
export function parsePlan(value: unknown): Result<SearchPlan, string> {
  const parsed = planSchema.safeParse(value);
  return parsed.success ? ok(parsed.data) : err(z.prettifyError(parsed.error));
}
