import { type Action, isView } from "../action";
import { err, ok, type Result } from "../base";
import { boxFromCorners, cornersOf, type ImageBox, imagePoint } from "../geometry";
import type { DialectError, Piece, ShownImage } from "./contract/dialect";
import { framed, type Grammar, plainToolError } from "./grammar/grammar";
import { tool, toolPrompt } from "./grammar/prompts";
import { describeSystem, wordsFit } from "./grammar/system";
import { fieldOf, type Literal, numberOf, numbersOf, parseLiteral, plainOf, textOf } from "./literal/literal";
import { type Called, cutByPil, executedBy, short } from "./reading/call";
import { answerBlock, outsideTags, thinkBlock } from "./reading/tags";
import { parseToolCall, printJson, type ToolCall } from "./reading/toolCall";

/** What one call comes to: one action, or one for each box that it names. */
type Calls = Result<readonly Called[], DialectError>;

type Reader = (call: ToolCall, image: ShownImage) => Calls;

/**
 * Calls with `name` and `parameters`, one a turn, on `img_1`, `img_2` … Numbers are whole pixels of that image, also
 * where they come as a text. Tools that find things by themselves, as `Point` and `OCR`, are told as not performed.
 */
const TOOLS: Readonly<Record<string, Reader>> = {
  Crop: ({ input }, image) => {
    const numbers = numbersIn(fieldOf(input, "coordinates", "bbox"));
    if (numbers?.length !== 4) return err({ code: numbers ? "wrong-number-count" : "bad-number", at: input.start });
    const box = boxOf(numbers);
    const declared = { space: "pixel" as const, numbers, ...executedBy(cutByPil, box, image) };
    return ok([{ action: { kind: "zoom", image: image.id, box }, declared }]);
  },
  HighlightBox: (call, image) => boxesOf(call, ({ id }, box) => ({ kind: "highlight", image: id, box }), image),
  DrawShape: (call, image) => boxesOf(call, ({ id }, box, label) => ({ kind: "box", image: id, box, label }), image),
  DrawLine: ({ input }, { id, size }) => {
    const words = textOf(fieldOf(input, "coordinates")) ?? "";
    const isUpright = textOf(fieldOf(input, "line_type")) === "vertical";
    const places = [...words.matchAll(/[xy]\d{0,3}\s{0,5}=\s{0,5}(\d{1,6}(?:\.\d{1,9})?)/g)].map((match) =>
      Number(match[1]),
    );
    if (places.length === 0) return err({ code: "bad-number", at: input.start });
    return ok(
      places.slice(0, MOST_SHAPES).map((at): Called => {
        const ends = isUpright ? [at, 0, at, size.height] : [0, at, size.width, at];
        return lineOf(id, ends);
      }),
    );
  },
  Draw2DPath: ({ input }, { id }) => {
    const start = numbersIn(fieldOf(input, "start_point"));
    const step = numberOf(fieldOf(input, "step")) ?? 64;
    const inCells = plainOf(fieldOf(input, "pixel_coordinate")) === false;
    const directions = directionsIn(fieldOf(input, "directions"));
    if (start?.length !== 2 || directions.length === 0) return err({ code: "bad-number", at: input.start });
    let [x = 0, y = 0] = start.map((at) => (inCells ? (at - 1) * step + Math.floor(step / 2) : at));
    const points = [x, y];
    for (const direction of directions.slice(0, MOST_STEPS)) {
      if (direction === "l" || direction === "r") x += direction === "r" ? step : -step;
      else y += direction === "d" ? step : -step;
      points.push(x, y);
    }
    return ok([lineOf(id, points)]);
  },
};

const MOST_SHAPES = 100;
const MOST_STEPS = 500;

const boxOf = ([x1 = 0, y1 = 0, x2 = 0, y2 = 0]: readonly number[]): ImageBox => boxFromCorners(x1, y1, x2, y2);

function lineOf(image: ShownImage["id"], numbers: readonly number[]): Called {
  const points = Array.from({ length: numbers.length / 2 }, (_, i) =>
    imagePoint(numbers[2 * i] ?? 0, numbers[2 * i + 1] ?? 0),
  );
  return { action: { kind: "line", image, points }, declared: { space: "pixel", numbers } };
}

/** A list of numbers, or a text that is one. */
function numbersIn(field: Literal | null): readonly number[] | null {
  const text = textOf(field);
  const parsed = text === null ? null : parseLiteral(text);
  return numbersOf(parsed ? (parsed.ok ? parsed.value : null) : field);
}

function boxesOf(
  { input }: ToolCall,
  made: (image: ShownImage, box: ImageBox, label: string) => Action,
  image: ShownImage,
): Calls {
  const list = fieldOf(input, "bboxes", "bbox");
  const items = list?.kind === "list" ? list.items.slice(0, MOST_SHAPES) : [];
  const called: Called[] = [];
  for (const item of items) {
    const numbers = numbersOf(fieldOf(item, "coords") ?? item);
    if (numbers?.length !== 4) return err({ code: "wrong-number-count", at: item.start });
    const action = made(image, boxOf(numbers), short(textOf(fieldOf(item, "label")) ?? ""));
    called.push({ action, declared: { space: "pixel", numbers } });
  }
  return called.length > 0 ? ok(called) : err({ code: "bad-number", at: list?.start ?? input.start });
}

/** `rruldd`, `R,R,U` or a list of such. */
function directionsIn(field: Literal | null): readonly string[] {
  const words =
    field?.kind === "list" ? field.items.map((item) => (textOf(item) ?? "").slice(0, 1)).join("") : textOf(field);
  return (words ?? "").toLowerCase().match(/[lrud]/g) ?? [];
}

function piecesOfCall(text: string, raw: string, shown: readonly ShownImage[]): readonly Piece[] {
  const called = calledIn(text, shown);
  if (!called.ok) return [{ kind: "unparsed", raw, text, error: called.error }];
  return called.value.map((one, i) => ({ kind: "action", raw: i === 0 ? raw : "", ...one }));
}

function calledIn(text: string, shown: readonly ShownImage[]): Calls {
  const parsed = parseToolCall(text);
  if (!parsed.ok) return parsed;
  const { name, input } = parsed.value;
  const read = Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined;
  if (!read) return err({ code: "unsupported-call", at: Math.max(0, text.indexOf(name)) });
  const number = /^img_(\d{1,4})$/.exec(textOf(fieldOf(input, "image")) ?? "img_1")?.[1];
  const image = shown[Number(number) - 1];
  return image ? read(parsed.value, image) : err({ code: "no-such-image", at: input.start });
}

const print = (name: string, parameters: Readonly<Record<string, unknown>>): string =>
  `<tool_call>\n${printJson({ name, parameters })}\n</tool_call>`;

const whole = (box: ImageBox): readonly number[] => cornersOf(box).map((side) => Math.round(side) + 0);

const grammar: Grammar = {
  space: "pixel",
  traits: {
    firstImage: 1,
    observed: "user-turn",
    performs: "first",
    stop: [],
    turnLimit: null,
    answer: "<response>…</response>",
  },
  cut: cutByPil,
  blocks(shown) {
    const call = {
      open: "<tool_call>",
      close: ["</tool_call>"],
      read: (text: string, raw: string) => piecesOfCall(text, raw, shown),
    };
    return [thinkBlock([call]), call, answerBlock("response")];
  },
  outside: outsideTags,
  expresses: ({ kind }) => kind === "zoom" || kind === "box" || kind === "highlight",
  printAction(action, shown) {
    const image = `img_${shown.findIndex(({ id }) => id === action.image) + 1}`;
    if (action.kind === "zoom") return print("Crop", { image, coordinates: printJson(whole(action.box)) });
    if (action.kind === "highlight") return print("HighlightBox", { image, bboxes: [whole(action.box)] });
    if (action.kind !== "box") throw new Error(`No call is printed for ${action.kind}`);
    return print("DrawShape", { image, bboxes: [{ shape: "rectangle", coords: whole(action.box) }] });
  },
  printThought: (text) => `<think>${text}</think>`,
  printAnswer: (text) => `<response>${text}</response>`,
  observation: (body) => framed(body, "", ""),
  toolError: (error) => printJson({ status: "failed", message: plainToolError(error) }),
  observes: (action) => isView(action) || action.kind !== "program",
};

const cropTool = tool(
  "Crop",
  "Cuts a part out of a picture and shows it.",
  {
    image: {
      type: "string",
      description: "Which picture: img_1, img_2 and so on, in the order in which they were shown.",
    },
    coordinates: { type: "string", description: "'[x_min, y_min, x_max, y_max]' in whole pixels of that picture" },
  },
  ["image", "coordinates"],
);

/** Llama and others have `parameters`, too: the tool must be one of its own, or pictures be called as they are here. */
const callsOwnTool = (words: string): boolean =>
  [...words.matchAll(/<tool_call>\s*\{\s*"name"\s*:\s*"([^"]{1,60})"\s*,\s*"parameters"/g)].some(
    ([, name = ""]) => Object.hasOwn(TOOLS, name) || FINDING_TOOLS.has(name),
  ) || /"parameters"\s*:\s*\{[^{}]{0,500}"img_\d/.test(words);

/** Tools that find things by themselves, of which nothing is performed here. */
const FINDING_TOOLS = new Set(["Point", "OCR", "AStar", "DetectBlackArea", "InsertImage"]);

export const adaReasoner = describeSystem({
  name: "adareasoner",
  title: "AdaReasoner",
  source: { of: "ssmisya/AdaReasoner", at: "19c799d" },
  grammar,
  instructions: toolPrompt(
    [cropTool],
    '{"name": "Crop", "parameters": {"image": "img_1", "coordinates": "[10, 20, 100, 200]"}}',
    ["Reason between <think> and </think>. When you are sure, answer between <response> and </response>."],
  ),
  forms: [],
  signs: [
    wordsFit(590, callsOwnTool),
    wordsFit(120, (words) => words.includes("<think>") && words.includes("</response>")),
  ],
});
