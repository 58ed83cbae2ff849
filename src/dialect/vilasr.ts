import type { Action, DrawingStyle } from "../action";
import { err, ok } from "../base";
import { QWEN2_BUDGET } from "../geometry";
import type { Piece, ShownImage } from "./contract/dialect";
import { framed, type Grammar, imagePart, plainToolError, textPart } from "./grammar/grammar";
import { describeSystem, wordsFit } from "./grammar/system";
import { mergedLabels } from "./line/shown";
import { fieldOf, type Literal, numberOf, numbersOf, parseLiteral, textOf } from "./literal/literal";
import { type Block, talk } from "./reading/blocks";
import { type CallResult, markFrom, pieceOf } from "./reading/call";
import { declare, numbersFromBox, numbersFromPoints, pointsFromNumbers } from "./reading/space";
import { answerBlock, outsideTags, thinkBlock } from "./reading/tags";
import { printJson } from "./reading/toolCall";

/**
 * Fenced lists of boxes and of lines, in pixels of an image as resized for the model. Images are counted from 1, and
 * every image drawn on comes back as one more.
 */
const grammar: Grammar = {
  space: "resized",
  traits: {
    firstImage: 1,
    relabels: true,
    observed: "user-turn",
    performs: "all",
    stop: ["<|im_end|>"],
    turnLimit: 10,
    turnTokens: 16_384,
    answer: "<answer>…</answer>",
    // Of the published evaluation; training used other areas, which its prompts tell.
    budget: { ...QWEN2_BUDGET, maxArea: 351_232 },
  },
  blocks(shown) {
    // The system's own parser lets the end of a thought end a fence too.
    const fence: Block = {
      open: "```json",
      close: ["```", "</think>"],
      read: (inside, raw) => items(inside, raw, shown),
    };
    return [thinkBlock([fence]), fence, answerBlock()];
  },
  outside(raw) {
    return ACTION_LINE.test(raw.trim()) ? [{ kind: "filler", raw }] : outsideTags(raw);
  },
  expresses: (action) => action.kind === "box" || (action.kind === "line" && action.points.length === 2),
  printAction(action, shown) {
    const tool = action.kind === "box" ? "Object Mapper" : "Path Tracer";
    return ` Action: ${tool}\n\`\`\`json\n${printJson([itemOf(action, shown)])}\n\`\`\``;
  },
  printThought: (text) => `<think>${text}</think>`,
  printAnswer: (text) => ` Action: Answer\n<answer>${text}</answer>`,
  // The system tells the index and the size of every picture, and its models go by them.
  question: (text, shown) => [
    ...shown.flatMap((image, i) => [imagePart(image.id), textPart(`${indexed(i + 1, image)}\n`)]),
    textPart(`### Question:\n${text}\n`),
  ],
  observation: (body, { imagesBefore, shown }) =>
    body.image && body.text === ""
      ? [imagePart(body.image), textPart(`\n${indexed(imagesBefore + 1, shown)}`)]
      : framed(body, "", ""),
  toolError: (error) => `Error: ${plainToolError(error)}`,
  observes: (action) => action.kind === "box" || action.kind === "line",
};

function indexed(index: number, shown: ShownImage | undefined): string {
  const { width, height } = shown?.frame ?? shown?.size ?? {};
  const size = width === undefined ? "" : ` (width: ${width}, height: ${height})`;
  return `The index of the given image is ${index}${size}.`;
}

// One run of white space only: two of them side by side cost the square of their length.
const ACTION_LINE = /^(?:<\/think>)?\s*Action:\s*(?:Object Mapper|Path Tracer|Answer)$/;

/** A fenced list as its items, each with the words it stands in. */
function items(inside: string, raw: string, shown: readonly ShownImage[]): readonly Piece[] {
  const parsed = parseLiteral(inside);
  if (!parsed.ok) return [{ kind: "unparsed", raw, text: inside, error: parsed.error }];
  const list = parsed.value.kind === "list" ? parsed.value.items : [parsed.value];
  if (list.length === 0) return talk(raw);
  const offset = raw.indexOf(inside);
  const orders = ordersOf(list, shown);
  let start = 0;
  return list.map((item, i) => {
    const end = i === list.length - 1 ? raw.length : offset + item.end;
    const words = raw.slice(start, end);
    const shift = start - offset;
    start = end;
    const call = inStyle(callFrom(item, shown), orders[i] ?? null, shown);
    return pieceOf(call.ok ? call : err({ ...call.error, at: call.error.at - shift }), words, words);
  });
}

const inStyle = (call: CallResult, order: number | null, shown: readonly ShownImage[]): CallResult => {
  if (!call.ok) return call;
  const { size, frame } = shown.find(({ id }) => id === call.value.action.image) ?? {};
  const scale = size && frame ? size.width / frame.width : 1;
  return ok({ ...call.value, declared: { ...call.value.declared, pen: { style: STYLE, order, scale } } });
};

function callFrom(item: Literal, shown: readonly ShownImage[]): CallResult {
  const index = numberOf(fieldOf(item, "index"));
  const image = index === null ? undefined : shown[index - 1];
  const label = textOf(fieldOf(item, "label")) ?? "";
  const box = fieldOf(item, "bbox_2d");
  if (box) return markFrom(numbersOf(box), image, { space: "resized" }, label, box.start);
  const ends = [fieldOf(item, "start_point_2d"), fieldOf(item, "end_point_2d")].map(numbersOf);
  if (!image) return err({ code: "no-such-image", at: item.start });
  const [from, to] = ends;
  if (!from || !to) return err({ code: "unknown-action", at: item.start });
  if (from.length !== 2 || to.length !== 2) return err({ code: "wrong-number-count", at: item.start });
  const numbers = [...from, ...to];
  const points = pointsFromNumbers(numbers, "resized", image);
  return {
    ok: true,
    value: { action: { kind: "line", image: image.id, points }, declared: declare(numbers, "resized", image) },
  };
}

function itemOf(action: Action, shown: readonly ShownImage[]): Readonly<Record<string, unknown>> {
  const index = shown.findIndex(({ id }) => id === action.image);
  const image = shown[index];
  if (!image) throw new Error(`Cannot print an action on an image that was not shown: ${action.image}`);
  if (action.kind === "box")
    return { index: index + 1, bbox_2d: numbersFromBox(action.box, "resized", image), label: action.label };
  if (action.kind !== "line") throw new Error(`Nothing is printed for ${action.kind}`);
  const numbers = numbersFromPoints(action.points, "resized", image);
  return { index: index + 1, start_point_2d: numbers.slice(0, 2), end_point_2d: numbers.slice(2, 4), label: "trace" };
}

// Every image of ViLaSR has a list of the boxes drawn on it, one for each label. A drawn image comes with a copy of the
// list of the one it was drawn on: boxes of a label that is there already take its place, others are appended. The
// place in the list is the colour. Of two boxes of one label in one turn, the last is drawn, in the place of the first.

/** The place of each item's mark in the list of its image; null where a later one of the same label is drawn instead. */
function ordersOf(items: readonly Literal[], shown: readonly ShownImage[]): readonly (number | null)[] {
  const marks = items.map(markOf);
  // The last of each label on each image; boxes and lines have lists of their own.
  const last = new Map(marks.map((mark, i) => [keyOf(mark), i]));
  const lists = new Map<number | null, readonly string[]>();
  for (const { index, label, box } of marks)
    if (box) lists.set(index, mergedLabels(lists.get(index) ?? labelsOf(index, shown), [label]));
  return marks.map((mark, i) => {
    if (last.get(keyOf(mark)) !== i) return null;
    return mark.box ? Math.max(0, (lists.get(mark.index) ?? []).indexOf(mark.label)) : 0;
  });
}

interface LabelledMark {
  readonly index: number | null;
  readonly label: string;
  readonly box: boolean;
}

const markOf = (item: Literal): LabelledMark => ({
  index: numberOf(fieldOf(item, "index")),
  label: textOf(fieldOf(item, "label")) ?? "",
  box: fieldOf(item, "bbox_2d") !== null,
});

const keyOf = ({ index, label, box }: LabelledMark): string => JSON.stringify([index, box, label]);

const labelsOf = (index: number | null, shown: readonly ShownImage[]): readonly string[] =>
  (index === null ? undefined : shown[index - 1]?.labels) ?? [];

/** The name that files have the style by. */
const STYLE = "vilasr";

/**
 * As Pillow draws it for the system, in colours by their names in CSS and in this order. After these 23 the system goes
 * on with all names that Pillow knows.
 */
const style: DrawingStyle = {
  boxColours: [
    [255, 0, 0],
    [0, 128, 0],
    [0, 0, 255],
    [255, 255, 0],
    [255, 165, 0],
    [255, 192, 203],
    [128, 0, 128],
    [165, 42, 42],
    [128, 128, 128],
    [245, 245, 220],
    [64, 224, 208],
    [0, 255, 255],
    [255, 0, 255],
    [0, 255, 0],
    [0, 0, 128],
    [128, 0, 0],
    [0, 128, 128],
    [128, 128, 0],
    [255, 127, 80],
    [230, 230, 250],
    [238, 130, 238],
    [255, 215, 0],
    [192, 192, 192],
  ],
  lineColour: [0, 0, 0],
  startColour: [255, 0, 0],
  endColour: [0, 0, 255],
  endRadius: 4,
  width: 4,
  labelAt: { x: 8, y: 6 },
};

const INSTRUCTIONS = [
  "You reason about space, and may draw on the pictures to check yourself. The first picture is {width} pixels wide and {height} high; (0, 0) is its top left corner.",
  "Every turn begins with your reasoning between <think> and </think>, followed by one of these actions:",
  "",
  "Action: Object Mapper",
  "draws boxes, given as a fenced list:",
  '```json\n[{"index": 1, "bbox_2d": [x1, y1, x2, y2], "label": "chair"}]\n```',
  "",
  "Action: Path Tracer",
  "draws lines, given as a fenced list:",
  '```json\n[{"index": 1, "start_point_2d": [x1, y1], "end_point_2d": [x2, y2], "label": "way"}]\n```',
  "",
  "Action: Answer",
  "<answer>your answer</answer>",
  "",
  "Coordinates are whole pixels. `index` names the picture to draw on: the first is 1, and each drawn picture is shown to you as the next. A picture that was drawn on keeps what is on it. Look at every drawing before you trust it.",
].join("\n");

export const vilasr = describeSystem({
  name: "vilasr",
  title: "ViLaSR",
  source: { of: "AntResearchNLP/ViLaSR", at: "61669c0" },
  grammar,
  instructions: INSTRUCTIONS,
  forms: [],
  signs: [
    wordsFit(400, (words) => /"?(?:bbox_2d|start_point_2d)['"]?\s*:/.test(words) && /['"]index['"]\s*:/.test(words)),
  ],
  drawing: { name: STYLE, style },
});
