import {
  boxFromCorners,
  clampBox,
  type ImageBox,
  isRealBox,
  type ResizeBudget,
  type Size,
  smartResize,
} from "../geometry";
import type { Cut, Piece, ShownImage, ShownSize } from "./contract/dialect";
import { boxField, tool, toolPrompt } from "./grammar/prompts";
import { callsTool, describeSystem, wordsFit } from "./grammar/system";
import { type ToolHabits, toolGrammar } from "./grammar/toolGrammar";
import { type Block, talk } from "./reading/blocks";
import { cutByPil } from "./reading/call";
import { groundingOutside } from "./reading/grounding";
import { printJson } from "./reading/toolCall";

// `image_zoom_in_tool` as Qwen-Agent 0.0.34 has it in `tools/image_zoom_in_qwen3vl.py`.

const SMALLEST_SIDE = 32;

/**
 * The box that the tool means, before PIL rounds it. One with a side below 32 pixels grows about its centre, both sides
 * alike, where what lies in the image is then more than 32 pixels each way; elsewhere it stays as it is. Null where the
 * box has no inside in the image: the tool fails there, for it divides by nought or hands Pillow corners out of order.
 */
function boxMeant(asked: ImageBox, size: Size): ImageBox | null {
  const inside = clampBox(asked, size);
  const smallest = Math.min(inside.width, inside.height);
  if (!isRealBox(inside)) return null;
  if (smallest >= SMALLEST_SIDE) return inside;
  const grow = SMALLEST_SIDE / smallest;
  const [x, y] = [(inside.left + (inside.left + inside.width)) / 2, (inside.top + (inside.top + inside.height)) / 2];
  const [halfWidth, halfHeight] = [Math.ceil(inside.width * grow * 0.5), Math.ceil(inside.height * grow * 0.5)];
  const grown = clampBox(
    boxFromCorners(
      Math.floor(x - halfWidth),
      Math.floor(y - halfHeight),
      Math.ceil(x + halfWidth),
      Math.ceil(y + halfHeight),
    ),
    size,
  );
  return Math.min(grown.width, grown.height) > SMALLEST_SIDE ? grown : inside;
}

/** Where Pillow rounds both sides to the same pixel, nothing is cut, and the scaled picture is black. */
export const qwenCut: Cut = (asked, image) => {
  const meant = boxMeant(asked, image.size);
  return meant && cutByPil(meant, image);
};

const ZOOMED: ResizeBudget = {
  rule: "qwen-agent 0.0.34",
  factor: 32,
  minArea: 256 * 32 * 32,
  maxArea: 12_845_056,
};

/** The size at which the tool shows its cut, which it takes from the box before that is rounded to whole pixels. */
export const qwenShownSize: ShownSize = (asked, { size }) => {
  const meant = boxMeant(asked, size);
  return meant && smartResize(meant, ZOOMED);
};

/** What `fetch_image` makes of a picture for Qwen3-VL, whose patches are 16 pixels and merge by two. */
const FETCHED: ResizeBudget = {
  rule: "qwen-vl-utils 0.0.14",
  factor: 32,
  minArea: 4 * 32 * 32,
  maxArea: 16_384 * 32 * 32,
};

/** `[TOOL_CALL] name` and the arguments on the next line, as the cookbook's notebook prints a run. */
function printed(readCall: Block["read"]): Block {
  return {
    open: "[TOOL_CALL]",
    close: ["[TOOL_RESPONSE]"],
    read(inside, raw) {
      const name = /^\s*(\S{1,200})/.exec(inside)?.[1] ?? "";
      const input = inside.slice(inside.indexOf(name) + name.length).trim();
      return readCall(`{"name": ${JSON.stringify(name)}, "arguments": ${input}}`, raw);
    },
  };
}

/** Marks of the notebook are no words of the model's, nor is the tool's name behind its response mark. */
function outside(raw: string, shown: readonly ShownImage[]): readonly Piece[] {
  const text = raw.replaceAll(/\[(?:ANSWER|THINK)\]/g, " ").replaceAll(/<\/?think>/g, " ");
  if (/^\s*image_\w+\s*$/.test(text)) return [{ kind: "filler", raw }];
  return text === raw ? groundingOutside(raw, shown, "permille") : talk(raw, text);
}

const habits: ToolHabits = {
  space: "permille",
  tool: "image_zoom_in_tool",
  imageField: "img_idx",
  labelled: true,
  rotates: false,
  cut: qwenCut,
  inOrder: true,
  outside,
  printAnswer: (text) => text,
  extraBlocks: (readCall) => [printed(readCall)],
  traits: {
    firstImage: 0,
    turns: false,
    observed: "user-turn",
    performs: "all",
    stop: ["<|im_end|>"],
    turnLimit: null,
    answer: "",
    budget: FETCHED,
    shownSize: qwenShownSize,
  },
};

const zoomTool = tool(
  "image_zoom_in_tool",
  "Cuts a part out of one of the pictures and shows it larger.",
  {
    bbox_2d: boxField("[x1, y1, x2, y2] in thousandths of the picture's width and height, from 0 to 1000"),
    label: { type: "string", description: "What is to be seen there." },
    img_idx: { type: "number", description: "Which picture; the first is 0, and every picture shown counts on." },
  },
  ["bbox_2d", "label", "img_idx"],
);

const asPrompted = (example: string): string =>
  toolPrompt([zoomTool], example, [
    "Say what you see and what you still need; when you are sure, answer in plain words without a call.",
  ]);

/** Models since the third count in thousandths: QwenLM/Qwen3-VL issues 1035 and 1974, and the cookbooks of 9658872. */
const QWEN3 = /qwen[-_ ]?3/i;

/** With Qwen-Agent's zoom tool: thousandths of the file of that image, counted from 0. */
export const qwen3Vl = describeSystem({
  name: "qwen3-vl",
  title: "Qwen3-VL",
  source: { of: "QwenLM/Qwen3-VL", at: "9658872" },
  grammar: toolGrammar(habits),
  instructions: asPrompted(
    '{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [480, 310, 620, 450], "label": "the clock", "img_idx": 0}}',
  ),
  forms: [],
  signs: [
    wordsFit(
      550,
      (words) =>
        words.includes("[TOOL_CALL]") || (callsTool(words, "image_zoom_in_tool") && words.includes('"img_idx"')),
    ),
    // The tool is called like that of DeepEyes, which counts in pixels.
    {
      certainty: 560,
      by: "model",
      fits: ({ model, words }) =>
        QWEN3.test(model) && (callsTool(words, "image_zoom_in_tool") || /["'](?:bbox_2d|point_2d)["']/.test(words)),
    },
    // Arguments of a call begin so, too, of whatever tool.
    wordsFit(50, (words) => /(?<!"(?:arguments|parameters)"\s{0,3}:\s{0,3})\{\s*"(?:bbox_2d|point_2d)"/.test(words)),
  ],
});

/** The same tool, called in XML. */
export const qwen35 = describeSystem({
  name: "qwen3.5",
  title: "Qwen3.5",
  source: { of: "the chat template of Qwen3.5", at: null },
  grammar: toolGrammar({ ...habits, printCall: printXmlCall }),
  instructions: asPrompted(
    "<function=image_zoom_in_tool>\n<parameter=bbox_2d>\n[480, 310, 620, 450]\n</parameter>\n<parameter=label>\nthe clock\n</parameter>\n<parameter=img_idx>\n0\n</parameter>\n</function>",
  ),
  forms: [],
  signs: [wordsFit(600, (words) => /<tool_call>\s*<function=/.test(words))],
});

function printXmlCall(name: string, input: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(input).map(([key, value]) => {
    const text = typeof value === "string" ? value : printJson(value);
    return `<parameter=${key}>\n${text}\n</parameter>\n`;
  });
  return `<tool_call>\n<function=${name}>\n${fields.join("")}</function>\n</tool_call>`;
}
