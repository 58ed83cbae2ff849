import type { Grammar } from "./grammar/grammar";
import { describeSystem, wordsFit } from "./grammar/system";
import { wordsOnly, wordsOnlyTraits } from "./grammar/wordsOnly";
import { groundingOutside } from "./reading/grounding";

/** Boxes as JSON in shares of the image, anywhere in its words. */
const grammar: Grammar = {
  ...wordsOnly,
  space: "unit",
  traits: { ...wordsOnlyTraits, answer: "" },
  blocks: () => [],
  outside: (raw, shown) => groundingOutside(raw, shown, "unit"),
  printThought: (text) => text,
  printAnswer: (text) => text,
};

export const lfm2Vl = describeSystem({
  name: "lfm2-vl",
  title: "LFM2-VL",
  source: { of: "the model card of LFM2.5-VL", at: null },
  grammar,
  instructions:
    'Where you are asked for places, write JSON: [{"label": "cup", "bbox": [x1, y1, x2, y2]}], in shares of the picture from 0 to 1.',
  forms: [],
  signs: [wordsFit(40, (words) => /"bbox"\s*:\s*\[\s*[01]?\.\d/.test(words))],
});
