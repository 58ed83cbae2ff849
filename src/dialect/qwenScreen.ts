import { actionStyle } from "./grammar/screenTools";
import { callsTool, describeSystem, type Evidence, type Grounds, type Sign } from "./grammar/system";
import { type ToolHabits, toolGrammar } from "./grammar/toolGrammar";

// Qwen's `computer_use` and `mobile_use`: the verb is an argument, places are `coordinate` and `coordinate2`. The prompt
// tells the model how large its screen is, and places count in that: 1000×1000 for Qwen3-VL, the picture as it was resized
// for Qwen2.5-VL.

const habits = (space: ToolHabits["space"]): ToolHabits => ({
  space,
  tool: "image_zoom_in_tool",
  imageField: "img_idx",
  labelled: true,
  rotates: false,
  screen: actionStyle("computer_use"),
  printAnswer: (text) => text,
  traits: {
    firstImage: 0,
    observed: "user-turn",
    performs: "all",
    stop: ["<|im_end|>"],
    turnLimit: null,
    answer: "",
  },
});

const sign = (certainty: number, fits: (evidence: Evidence) => boolean, by: Grounds = "words"): Sign => ({
  certainty,
  by,
  fits: (evidence) => callsTool(evidence.words, "computer_use", "mobile_use") && fits(evidence),
});

/** Whether the model was told of a screen of thousandths; null where it was told no size. */
const isToldThousand = ({ screen }: Evidence): boolean | null =>
  screen && screen.width === 1000 && screen.height === 1000;

/** Qwen3-VL and Qwen3.5, and agents made of them: thousandths. */
export const qwen3Screen = describeSystem({
  name: "qwen3-vl-screen",
  title: "Qwen3-VL (screens)",
  source: { of: "QwenLM/Qwen3-VL", at: "9658872" },
  grammar: toolGrammar(habits("permille")),
  // What it would do to a screen is performed nowhere here.
  instructions: null,
  forms: [],
  signs: [sign(655, (evidence) => isToldThousand(evidence) === true), sign(653, () => true)],
});

/** Qwen2.5-VL and Qwen2-VL: pixels of the screen that the model was told of, as its processor resized it. */
export const qwen25Screen = describeSystem({
  name: "qwen2.5-vl-screen",
  title: "Qwen2.5-VL (screens)",
  source: { of: "QwenLM/Qwen3-VL, cookbooks/mobile_agent.ipynb", at: "8cdcb85" },
  grammar: toolGrammar(habits("resized")),
  instructions: null,
  forms: [],
  signs: [
    sign(656, (evidence) => isToldThousand(evidence) === false),
    sign(654, ({ model }) => /qwen[-_ ]?2/i.test(model), "model"),
  ],
});
