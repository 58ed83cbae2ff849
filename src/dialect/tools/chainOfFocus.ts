import { clampBox, type ImageBox, padBox } from "../../geometry";
import type { ShownImage } from "../dialect";
import { framed, type Grammar } from "../foreign";
import { toolGrammar } from "./toolGrammar";

/** Half as large again about its centre, as much of that as lies in the image. */
const grown = (box: ImageBox, { size }: ShownImage): ImageBox => clampBox(padBox(box, 0.25), size);

/** Chain-of-Focus (xtong-zhang/Chain-of-Focus at 431ff0d): DeepEyes' words in pixels of the resized first image. */
export const chainOfFocus: Grammar = toolGrammar({
  name: "chain-of-focus",
  space: "resized",
  tool: "image_zoom_in_tool",
  imageField: null,
  labelled: true,
  rotates: false,
  cut: grown,
  traits: {
    firstImage: null,
    observed: "user-turn",
    performs: "last",
    stop: ["<|im_end|>"],
    turnLimit: 6,
    answer: "<answer>…</answer>",
    budget: { factor: 28, minArea: 112 ** 2, maxArea: 3840 ** 2 },
    shownSize: ({ width, height }) => ({ width: 2 * width, height: 2 * height }),
  },
  observation: (body) => framed(body, "", ""),
});
