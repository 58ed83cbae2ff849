import { clampBox, type ImageBox, imageBox } from "../geometry";
import type { ShownImage } from "./contract/dialect";
import { framed, type Grammar } from "./grammar/grammar";
import { type ToolHabits, toolGrammar } from "./grammar/toolGrammar";
import { refusing } from "./reading/limits";
import { boxedOutside } from "./reading/tags";

/** The tool adds a share of the whole image on every side before it cuts. */
const padded =
  (share: (side: number) => number) =>
  (box: ImageBox, { size }: ShownImage): ImageBox => {
    const [x, y] = [share(size.width) * size.width, share(size.height) * size.height];
    return clampBox(imageBox(box.left - x, box.top - y, box.width + 2 * x, box.height + 2 * y), size);
  };

const sizeOf = ({ frame, size }: ShownImage): string => {
  const { width, height } = frame ?? size;
  return `\nThe cropped image (Image Size: ${width}x${height}):`;
};

const habits: Omit<ToolHabits, "name" | "space" | "tool" | "cut"> = {
  imageField: "target_image",
  labelled: false,
  rotates: false,
  selects: true,
  refuses: refusing({ smallest: 29 }),
  outside: boxedOutside,
  printAnswer: (text) => `\\boxed{${text}}`,
  complain: (complaint) => `\nExecution error:\n${complaint.kind === "refused" ? "refused" : complaint.code}\n`,
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

/**
 * Pixel-Reasoner (TIGER-AI-Lab/Pixel-Reasoner at a3a6c3a). Shares of the image, pixels where one of the numbers is
 * beyond 1. The published code takes exactly 1.0 for a pixel; no box is meant so, and here it is a share.
 */
export const pixelReasoner: Grammar = toolGrammar({
  ...habits,
  name: "pixel-reasoner",
  space: "unit",
  spaceOf: (numbers) => (numbers.every((value) => value <= 1) ? "unit" : "pixel"),
  tool: "crop_image_normalized",
  cut: padded(() => 0.1),
});

/** The port in verl-tool (980962b): pixels of the image as shown, and never more than 600 of them added. */
export const verlPixelReasoner: Grammar = toolGrammar({
  ...habits,
  name: "verl-pixel-reasoner",
  space: "resized",
  tool: "crop_image",
  cut: padded((side) => Math.min(0.1, 600 / side)),
});
