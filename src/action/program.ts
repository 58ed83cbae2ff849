import * as z from "zod/mini";
import { ok } from "../base";
import { imageIdField } from "./fields";
import type { ActionKind } from "./plan";

/**
 * A program that the model wrote, kept as data. It is run in the sandbox, or call by call, and only on a person's word.
 * `readings` tells how many actions were read out of its source without running it; they are the steps that follow.
 * `image` is the picture it was written about.
 */
export const programSchema = z.object({
  kind: z.literal("program"),
  image: imageIdField,
  language: z.string().check(z.maxLength(40)),
  source: z.string().check(z.maxLength(100_000)),
  readings: z.int().check(z.minimum(0), z.maximum(1000)),
});
export type Program = z.infer<typeof programSchema>;

export const program: ActionKind<Program> = {
  fit: (action) => ok(action),
  plan: () => [],
  marks: () => [],
};
