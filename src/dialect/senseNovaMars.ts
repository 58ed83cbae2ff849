import { boxFromCorners, clampBox, cornersOf, roundHalfToEven, type Size } from "../geometry";
import type { Cut, ShownSize } from "./contract/dialect";
import type { Grammar } from "./grammar/grammar";
import { boxField, tool, toolPrompt } from "./grammar/prompts";
import { callsTool, describeSystem, keptAs, type Source, wordsFit } from "./grammar/system";
import { type ToolHabits, toolGrammar } from "./grammar/toolGrammar";
import type { ValueForm } from "./log/form";
import { rolloutRecords } from "./log/forms";
import { field, isFields, listField, textField } from "./log/json";
import { thinkBlock } from "./reading/tags";

const SOURCE: Source = { of: "OpenSenseNova/SenseNova-MARS", at: "ce052d7" };

/** Corners are cut off, not rounded (`crop_image` of `inference/eval.py`). */
const cutOff: Cut = (box, { size }) => {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = cornersOf(clampBox(box, size)).map(Math.trunc);
  return boxFromCorners(x1, y1, x2, y2);
};

const FACTOR = 32;
const LEAST_SIDE = 28;
const [LEAST_AREA, MOST_AREA] = [65_536, 8_294_400];

/** Its own `smart_resize`, which drops what is behind the point before it rounds up. */
const resized = ({ width, height }: Size): Size => {
  const whole = (side: number): number => Math.max(FACTOR, roundHalfToEven(side / FACTOR) * FACTOR);
  const area = whole(width) * whole(height);
  const shrink = Math.sqrt((width * height) / MOST_AREA);
  const grow = Math.sqrt(LEAST_AREA / (width * height));
  const side = (of: number): number => {
    if (area > MOST_AREA) return Math.floor(Math.trunc(of / shrink) / FACTOR) * FACTOR;
    return area < LEAST_AREA ? Math.ceil(Math.trunc(of * grow) / FACTOR) * FACTOR : whole(of);
  };
  return { width: side(width), height: side(height) };
};

const shownSize: ShownSize = (asked, image) => {
  const cut = cutOff(asked, image);
  if (!cut || cut.width === 0 || cut.height === 0) return null;
  return resized({ width: Math.max(cut.width, LEAST_SIDE), height: Math.max(cut.height, LEAST_SIDE) });
};

/**
 * Qwen's zoom beside two searches. The call names an image by `img_idx`, and the evaluation cuts from the first one
 * whatever it names. Searches are words here: nothing can perform them.
 */
const habits: ToolHabits = {
  space: "permille",
  tool: "image_zoom_in_tool",
  imageField: "img_idx",
  labelled: true,
  rotates: false,
  cut: cutOff,
  traits: {
    firstImage: null,
    acts: "first-image",
    observed: "user-turn",
    performs: "first",
    stop: ["<|im_end|>"],
    turnLimit: 10,
    answer: "<answer>…</answer>",
    shownSize,
  },
  extraBlocks: () => [thinkBlock([], "thinking")],
};

const grammar: Grammar = { ...toolGrammar(habits), printThought: (text) => `<thinking>${text}</thinking>` };

/** The evaluation's `results.jsonl`: a chat as text, in which `[IMAGE 2]` stands for a file that a list names. */
const results: ValueForm = {
  kind: "value",
  form: "sensenova-mars",
  known: ["sample_id", "num_round", "marker"],
  priority: 64,
  read(value, place) {
    const saved = listField(value, "saved_images");
    const isOne = saved?.every((image) => textField(image, "marker") !== null && textField(image, "path") !== null);
    if (!isFields(value) || !saved || !isOne) return null;
    const named = (text: unknown): unknown =>
      typeof text !== "string"
        ? text
        : saved.reduce<string>(
            (words, image) =>
              words.replaceAll(textField(image, "marker") ?? "", `[IMAGE: ${textField(image, "path")}]`),
            text,
          );
    return rolloutRecords(
      { ...value, input: named(value.input), output: named(field(value, "output")) },
      place,
      this.form,
    );
  },
};

const zoomTool = tool(
  "image_zoom_in_tool",
  "Cuts a part out of the first picture and shows it larger.",
  {
    bbox_2d: boxField("[x1, y1, x2, y2] in thousandths of the picture's width and height, from 0 to 1000"),
    label: { type: "string", description: "What is to be seen there." },
    img_idx: { type: "number", description: "Which picture; the first is 0." },
  },
  ["bbox_2d", "label", "img_idx"],
);

export const senseNovaMars = describeSystem({
  name: "sensenova-mars",
  title: "SenseNova-MARS",
  source: SOURCE,
  grammar,
  instructions: toolPrompt(
    [zoomTool],
    '{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [480, 310, 620, 450], "label": "the clock", "img_idx": 0}}',
    [
      "Begin with your reasoning between <thinking> and </thinking>. When you are sure, answer between <answer> and </answer>.",
    ],
  ),
  forms: [results],
  signs: [
    keptAs("sensenova-mars"),
    wordsFit(
      580,
      (words) =>
        words.includes("<thinking>") && callsTool(words, "image_zoom_in_tool", "text_search_tool", "image_search_tool"),
    ),
  ],
});
