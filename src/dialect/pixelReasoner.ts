import { boxFromCorners, cornersOf, roundBox, type Size } from "../geometry";
import type { Cut, ShownImage } from "./contract/dialect";
import { framed } from "./grammar/grammar";
import { boxField, tool, toolPrompt } from "./grammar/prompts";
import { callsTool, describeSystem, wordsFit } from "./grammar/system";
import { type ToolHabits, toolGrammar } from "./grammar/toolGrammar";
import { isConversation, messagesOf, recordOf } from "./log/conversation";
import type { ValueForm } from "./log/form";
import { refusing } from "./reading/call";
import { type Corners, onShownPicture, truncated } from "./reading/cut";
import { boxedOutside } from "./reading/tags";

/** Corners with a share of the whole picture added on every side, as much of that as lies in it. */
const padded = ([x1, y1, x2, y2]: Corners, { width, height }: Size, across: number, down: number): Corners => {
  const share = (corner: number, side: number, more: number): number =>
    Math.min(Math.max(0, corner / side + more), 1) * side;
  return [share(x1, width, -across), share(y1, height, -down), share(x2, width, across), share(y2, height, down)];
};

/** The published code leaves the rounding to PIL, and cuts the picture as it came. */
const cutByPublished: Cut = (box, { size }) => {
  const [x1, y1, x2, y2] = padded(cornersOf(box), size, 0.1, 0.1);
  return roundBox(boxFromCorners(x1, y1, x2, y2));
};

/** The port adds no more than 600 pixels, cuts corners off, and cuts the picture as it was shown. */
const cutByPort: Cut = onShownPicture((corners, shown) =>
  truncated(padded(corners, shown, Math.min(0.1, 600 / shown.width), Math.min(0.1, 600 / shown.height))),
);

const sizeOf = ({ frame, size }: ShownImage): string => {
  const { width, height } = frame ?? size;
  return `\nThe cropped image (Image Size: ${width}x${height}):`;
};

const habits: Omit<ToolHabits, "space" | "tool" | "cut"> = {
  imageField: "target_image",
  labelled: false,
  rotates: false,
  selects: true,
  outside: boxedOutside,
  printAnswer: (text) => `\\boxed{${text}}`,
  toolError: (error) => `\nExecution error:\n${error.kind === "refused" ? "refused" : error.code}\n`,
  traits: {
    firstImage: 1,
    observed: "user-turn",
    performs: "last",
    stop: ["<|im_end|>"],
    turnLimit: 5,
    turnTokens: 4096,
    answer: "\\boxed{…}",
  },
  observation: (body, { shown }) => framed(body, shown ? sizeOf(shown) : "", ""),
};

const asPrompted = (name: string, counted: string, example: string): string =>
  toolPrompt(
    [
      tool(
        name,
        "Cuts a part out of one of the pictures and shows it larger.",
        {
          bbox_2d: boxField(`[x1, y1, x2, y2]: the top left and the bottom right corner, ${counted}`),
          target_image: {
            type: "number",
            description: "Which picture; the first is 1, and every picture shown counts on.",
          },
        },
        ["bbox_2d", "target_image"],
      ),
    ],
    example,
    ["Reason step by step, and put the result in \\boxed{}."],
  );

/** `conv.json`: the messages, the prompt, and a list of images that says nothing more. */
const dumped: ValueForm = {
  kind: "value",
  form: "pixel-reasoner",
  priority: 110,
  read(value, place) {
    if (!Array.isArray(value) || !isConversation(value[0]) || typeof value[1] !== "string") return null;
    return [recordOf({}, messagesOf(value[0], []), { place, form: "pixel-reasoner" })];
  },
};

/**
 * Shares of the image, pixels where one of the numbers is beyond 1. The published code takes exactly 1.0 for a pixel;
 * no box is meant so, and here it is a share.
 */
export const pixelReasoner = describeSystem({
  name: "pixel-reasoner",
  title: "Pixel-Reasoner",
  source: { of: "TIGER-AI-Lab/Pixel-Reasoner", at: "a3a6c3a" },
  grammar: toolGrammar({
    ...habits,
    space: "unit",
    spaceOf: (numbers) => (numbers.every((value) => value <= 1) ? "unit" : "pixel"),
    tool: "crop_image_normalized",
    cut: cutByPublished,
    refuses: refusing({ smallest: 29 }),
  }),
  instructions: asPrompted(
    "crop_image_normalized",
    "as shares of the picture's width and height, from 0 to 1",
    '{"name": "crop_image_normalized", "arguments": {"bbox_2d": [0.1, 0.2, 0.4, 0.5], "target_image": 1}}',
  ),
  forms: [dumped],
  // The form alone does not tell it: ports of the system, whose numbers are others, keep it too.
  signs: [wordsFit(420, (words) => callsTool(words, "crop_image_normalized", "select_frames"))],
});

/** The port in verl-tool: pixels of the image as shown, and never more than 600 of them added. */
export const verlPixelReasoner = describeSystem({
  name: "verl-pixel-reasoner",
  title: "Pixel-Reasoner (verl)",
  source: { of: "TIGER-AI-Lab/verl-tool", at: "980962b" },
  grammar: toolGrammar({
    ...habits,
    space: "resized",
    tool: "crop_image",
    cut: cutByPort,
  }),
  instructions: asPrompted(
    "crop_image",
    "in pixels of the picture as shown; the first is {width} wide and {height} high",
    '{"name": "crop_image", "arguments": {"bbox_2d": [100, 120, 400, 360], "target_image": 1}}',
  ),
  forms: [],
  signs: [wordsFit(410, (words) => callsTool(words, "crop_image") && callsTool(words, "target_image"))],
});
