import { boxFromCorners, clampBox, cornersOf, type ImageBox, type Size, smartResize } from "../geometry";
import type { Piece, ShownImage } from "./contract/dialect";
import { boxField, tool, toolPrompt } from "./grammar/prompts";
import { callsTool, describeSystem, wordsFit } from "./grammar/system";
import { type ToolHabits, toolGrammar } from "./grammar/toolGrammar";
import { type Block, talk } from "./reading/blocks";
import { groundingOutside } from "./reading/grounding";
import { printJson } from "./reading/toolCall";

const SMALLEST_SIDE = 32;

/** At least 32 pixels a side: a smaller box grows about its centre, if the image has room for that. */
function qwenCut(box: ImageBox, { size }: Pick<ShownImage, "size">): ImageBox {
  const inside = clampBox(box, size);
  const smallest = Math.min(inside.width, inside.height);
  if (smallest >= SMALLEST_SIDE || smallest <= 0) return wholePixels(inside, size);
  const grow = SMALLEST_SIDE / smallest;
  const [x, y] = [inside.left + inside.width / 2, inside.top + inside.height / 2];
  const [halfWidth, halfHeight] = [(inside.width * grow) / 2, (inside.height * grow) / 2];
  const grown = clampBox(
    boxFromCorners(
      Math.floor(x - halfWidth),
      Math.floor(y - halfHeight),
      Math.ceil(x + halfWidth),
      Math.ceil(y + halfHeight),
    ),
    size,
  );
  return Math.min(grown.width, grown.height) > SMALLEST_SIDE ? grown : wholePixels(inside, size);
}

function wholePixels(box: ImageBox, size: Size): ImageBox {
  const [x1, y1, x2, y2] = cornersOf(box).map(Math.round);
  return clampBox(boxFromCorners(x1 ?? 0, y1 ?? 0, x2 ?? 0, y2 ?? 0), size);
}

/** The size at which Qwen-Agent hands a cut-out to the model. */
export const qwenShownSize = (cut: Size): Size =>
  smartResize(cut, { factor: 32, minArea: 256 * 32 * 32, maxArea: 12_845_056 });

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
  const text = raw.replaceAll("[ANSWER]", " ").replaceAll(/<\/?think>/g, " ");
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
  outside,
  printAnswer: (text) => text,
  extraBlocks: (readCall) => [printed(readCall)],
  traits: {
    firstImage: 0,
    observed: "user-turn",
    performs: "all",
    stop: ["<|im_end|>"],
    turnLimit: null,
    answer: "",
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
    wordsFit(50, (words) => /\{\s*"(?:bbox_2d|point_2d)"/.test(words)),
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
