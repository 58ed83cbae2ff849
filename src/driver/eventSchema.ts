import * as z from "zod/mini";
import type { SearchEvent } from "../search";

// What a trace file says that happened to a search is hostile until it was read by this. Whether it fits the search is
// for the search to say.

const finite = z.number().check(z.refine(Number.isFinite));
const name = z.string().check(z.maxLength(200));
const node = z.int().check(z.minimum(0));
const cost = z.object({ tokens: finite, millis: finite });

const way = z.object({
  path: z.array(name).check(z.maxLength(10_000)),
  valid: z.boolean(),
  ended: z.boolean(),
  answer: z.nullable(z.string().check(z.maxLength(100_000))),
  logProbability: z.nullable(finite),
});

const answer = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("expanded"), work: name, ways: z.array(way).check(z.maxLength(1000)), cost }),
  z.object({ kind: z.literal("compared"), work: name, better: z.nullable(z.literal([0, 1])), cost }),
  z.object({ kind: z.literal("checked"), work: name, right: z.nullable(z.boolean()), cost }),
  z.object({ kind: z.literal("rated"), work: name, rating: z.nullable(finite), cost }),
  z.object({ kind: z.literal("steps-rated"), work: name, ratings: z.nullable(z.array(finite)), cost }),
  z.object({ kind: z.literal("failed"), work: name, code: name, cost }),
]);

const intervention = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("prune"), node }),
  z.object({ kind: z.literal("pin"), node }),
  z.object({ kind: z.literal("reopen"), node }),
  z.object({ kind: z.literal("re-rate"), node, rating: finite }),
  z.object({ kind: z.literal("add"), parent: node, way }),
]);

export const eventSchema: z.ZodMiniType<SearchEvent> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("answered"), answer }),
  z.object({ kind: z.literal("intervened"), by: intervention }),
  z.object({ kind: z.literal("stopped") }),
]);
