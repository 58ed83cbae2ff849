import { QWEN2_BUDGET, type Size, smartResize } from "../../geometry";
import type { Block } from "../blocks";
import { framed, type Grammar } from "../foreign";
import { toolGrammar } from "./toolGrammar";

/** Whose rules were in force: the published evaluation performs the first call of a turn, training the last. */
export type DeepEyesRules = "evaluation" | "training";

/**
 * DeepEyes (Visual-Agent/DeepEyes at 6c5e796). Boxes are pixels of the original first image, whatever size the model
 * saw. Read are all of its versions: calls with `name` and `arguments` (V1, V2, V5), with `function` (V4) and as a
 * fenced JSON (V3). Printed is V2.
 */
export const deepEyes = (rules: DeepEyesRules): Grammar =>
  toolGrammar({
    name: "deepeyes",
    space: "pixel",
    tool: "image_zoom_in_tool",
    imageField: null,
    labelled: true,
    rotates: true,
    traits: {
      firstImage: null,
      observed: "user-turn",
      performs: rules === "evaluation" ? "first" : "last",
      stop: ["<|im_end|>"],
      turnLimit: rules === "evaluation" ? 11 : 5,
      answer: "<answer>…</answer>",
      ...(rules === "evaluation" ? { shownSize: (cut: Size) => smartResize(cut, QWEN2_BUDGET) } : {}),
    },
    extraBlocks: (readCall): readonly Block[] => [fenced(readCall)],
  });

const fenced = (readCall: Block["read"]): Block => ({ open: "```json", close: ["```"], read: readCall });

/**
 * The DeepEyes recipe of verl: the same call on the picture as resized for the model.
 */
export const verlDeepEyes: Grammar = {
  ...toolGrammar({
    name: "verl-deepeyes",
    space: "resized",
    tool: "image_zoom_in_tool",
    imageField: null,
    labelled: true,
    rotates: false,
    traits: {
      firstImage: null,
      observed: "user-turn",
      performs: "last",
      stop: ["<|im_end|>"],
      turnLimit: null,
      answer: "<answer>…</answer>",
    },
  }),
  observation: (body) => framed(body, "", ""),
};
