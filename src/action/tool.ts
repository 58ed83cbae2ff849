import * as z from "zod/mini";
import { mapResult, ok } from "../base";
import { boxField, imageIdField, wordsField } from "./fields";
import { fitBox } from "./fit";
import type { ActionKind } from "./plan";

/**
 * The tools that find something on a picture. The first two are networks, the last is a model that a person loads, and the
 * others are arithmetic on its pixels.
 */
export const TOOL_NAMES = [
  "read-text",
  "find-objects",
  "find-edges",
  "find-regions",
  "find-color",
  "find-lines",
  "find-template",
  "find-phrase",
] as const;
export type ToolName = (typeof TOOL_NAMES)[number];

/** Tools that are told in words what to look for; an empty word means everything to `find-objects`. */
export const TOOLS_WITH_WORDS: ReadonlySet<ToolName> = new Set(["find-objects", "find-color", "find-phrase"]);

/**
 * Call a tool on an image. `region` is the part to look at, null the whole image; to `find-template` it is what to look
 * for elsewhere. What it finds cannot be computed to the bit on another machine, so it is kept in the observation.
 */
export const toolSchema = z.object({
  kind: z.literal("tool"),
  image: imageIdField,
  tool: z.enum(TOOL_NAMES),
  region: z.nullable(boxField),
  words: wordsField,
});
export type ToolCall = z.infer<typeof toolSchema>;

export const tool: ActionKind<ToolCall> = {
  fit: (action, size) =>
    action.region === null ? ok(action) : mapResult(fitBox(action.region, size), (region) => ({ ...action, region })),
  plan: () => [],
  marks: ({ region }) => (region === null ? [] : [{ shape: "rectangle", box: region, words: "" }]),
};
