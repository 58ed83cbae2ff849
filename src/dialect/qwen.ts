import { boxFromCorners, clampBox, cornersOf, type ImageBox, type Size, smartResize } from "../geometry";
import type { Piece, ShownImage } from "./contract/dialect";
import type { Grammar } from "./grammar/grammar";
import { type ToolHabits, toolGrammar } from "./grammar/toolGrammar";
import type { Block } from "./reading/blocks";
import { talk } from "./reading/blocks";
import { groundingOutside } from "./reading/grounding";
import { printJson } from "./reading/toolCall";

const SMALLEST_SIDE = 32;

/** At least 32 pixels a side: a smaller box grows about its centre, if the image has room for that. */
export function qwenCut(box: ImageBox, { size }: Pick<ShownImage, "size">): ImageBox {
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

const habits: Omit<ToolHabits, "name"> = {
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

/** Qwen3-VL with Qwen-Agent's zoom tool (Qwen3-VL at 9658872): 0–1000 of the file of that image, counted from 0. */
export const qwen3Vl: Grammar = toolGrammar({ ...habits, name: "qwen3-vl" });

/** Qwen3.5: the same tool, called in XML. */
export const qwen35: Grammar = toolGrammar({ ...habits, name: "qwen3.5", printCall: printXmlCall });

function printXmlCall(name: string, input: Readonly<Record<string, unknown>>): string {
  const fields = Object.entries(input).map(([key, value]) => {
    const text = typeof value === "string" ? value : printJson(value);
    return `<parameter=${key}>\n${text}\n</parameter>\n`;
  });
  return `<tool_call>\n<function=${name}>\n${fields.join("")}</function>\n</tool_call>`;
}
