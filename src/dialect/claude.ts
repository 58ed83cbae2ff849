import { kernelGrammar } from "./deepEyesV2";
import { framed, type Grammar } from "./grammar/grammar";
import { tool, toolPrompt } from "./grammar/prompts";
import { codeBlock, codeBlocks, sandboxTraits, sourceOf } from "./grammar/sandbox";
import { actionStyle, printScreenCall, verbFor } from "./grammar/screenTools";
import { callsTool, describeSystem, isServedThrough, wordsFit } from "./grammar/system";
import { type ToolHabits, toolGrammar } from "./grammar/toolGrammar";
import { anthropicMessages } from "./log/anthropicForm";
import { claudeCode } from "./log/sessionLines";
import { outsideTags, thinkBlock } from "./reading/tags";
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

/** What other tools of Anthropic's say: computer use, code execution, and a zoom on the first picture. */
const apiGrammar: Grammar = {
  ...kernelGrammar,
  traits: {
    ...sandboxTraits,
    acts: "first-image",
    observed: "user-turn",
    stop: [],
    turnLimit: null,
    answer: "",
  },
  blocks(shown) {
    // The later zoom of its cookbook (335e3ca) takes pixels of the first picture as it was sent.
    const { blocks } = toolGrammar({ ...habits, space: "pixel", tool: "zoom" });
    const calls = blocks(shown).filter(({ open }) => open === "<tool_call>");
    return [thinkBlock(), ...codeBlocks(shown), ...calls];
  },
  outside: outsideTags,
  expresses: (action) => kernelGrammar.expresses(action) || verbFor(COMPUTER, action) !== null,
  printAction: (action, shown) =>
    action.kind === "operate"
      ? printScreenCall(COMPUTER, action, shown, "pixel")
      : codeBlock(sourceOf(action, "Image.open(image_path)", "")),
  printAnswer: (text) => text,
  observation: (body) => framed(body, "", ""),
};

const COMPUTER = actionStyle("computer");

const isOwnForm = (form: string): boolean => ["anthropic", "claude-code", "claude-export"].includes(form);

/** Logs of Anthropic's Messages whatever their tools, but for the crop tool above. */
export const claudeApi = describeSystem({
  name: "claude",
  title: "Claude",
  source: { of: "anthropics/anthropic-sdk-typescript, src/resources/beta/messages", at: "1.14.0" },
  grammar: apiGrammar,
  // Its screens and its server's programs are not here.
  instructions: null,
  forms: [anthropicMessages, claudeCode],
  signs: [
    {
      // The form knows better than the words.
      certainty: 565,
      by: "form",
      fits: ({ form, model, words }) =>
        isOwnForm(form) &&
        !isServedThrough(words) &&
        (model === "" || /claude|anthropic/i.test(model) || words.includes("<code>")),
    },
    // Other models are served through the same API, and write as they do elsewhere.
    { certainty: 397, by: "form", fits: ({ form }) => isOwnForm(form) },
    wordsFit(556, (words) => callsTool(words, "computer") && /"action"\s{0,5}:/.test(words)),
  ],
});
