import { tool, toolPrompt } from "./grammar/prompts";
import { callsTool, describeSystem, wordsFit } from "./grammar/system";
import { type ToolHabits, toolGrammar } from "./grammar/toolGrammar";
import { printToolCall } from "./reading/toolCall";

const habits: ToolHabits = {
  space: "unit",
  tool: "crop_image",
  imageField: null,
  labelled: false,
  rotates: false,
  traits: {
    firstImage: null,
    observed: "user-turn",
    performs: "all",
    stop: [],
    turnLimit: null,
    answer: "",
  },
  printAnswer: (text) => text,
  printCall(name, { bbox_2d: box }) {
    const [x1, y1, x2, y2] = Array.isArray(box) ? box : [];
    return printToolCall(name, { x1, y1, x2, y2 });
  },
};

const side = (of: string) => ({ type: "number", description: `${of}, as a share from 0 to 1` });

const cropTool = tool(
  "crop_image",
  "Cuts a part out of the picture and shows it.",
  { x1: side("Left edge"), y1: side("Top edge"), x2: side("Right edge"), y2: side("Bottom edge") },
  ["x1", "y1", "x2", "y2"],
);

/** With the crop tool of Anthropic's cookbook: each side a field of its own, in shares of the first picture. */
export const claude = describeSystem({
  name: "claude-crop",
  title: "Claude (crop tool)",
  source: { of: "anthropics/claude-cookbooks, multimodal/crop_tool.ipynb", at: "7e9ccc7" },
  grammar: toolGrammar(habits),
  instructions: toolPrompt(
    [cropTool],
    '{"name": "crop_image", "arguments": {"x1": 0.4, "y1": 0.6, "x2": 0.7, "y2": 0.9}}',
    ["Say what you see; when you are sure, answer in plain words without a call."],
  ),
  forms: [],
  signs: [wordsFit(570, (words) => callsTool(words, "crop_image") && /"x1"\s{0,5}:/.test(words))],
});
