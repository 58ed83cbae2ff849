import { GROUNDING_FAMILIES } from "./families";
import type { GroundingFamily } from "./family";
import type { PointingFamily } from "./pointing";

type FamilyName = (typeof GROUNDING_FAMILIES)[number]["name"];

function familyNamed(name: FamilyName): GroundingFamily {
  const family = GROUNDING_FAMILIES.find((row) => row.name === name);
  if (!family) throw new Error(`No such family: ${name}`);
  return family;
}

/** Models since the third count in thousandths: QwenLM/Qwen3-VL issues 1035 and 1974, and the cookbooks of 9658872. */
const QWEN3: GroundingFamily = {
  name: "qwen3-vl",
  title: "Qwen3-VL",
  source: { of: "QwenLM/Qwen3-VL", at: "9658872" },
  models: /qwen[-_ ]?3/i,
  words: null,
  space: "permille",
  marks: [],
  rounding: "none",
};

const ANSWER = "Now answer the question: {question}";

/** The sentence that asks, around the way in which the family tells boxes. */
const where = (how: string): string =>
  `Where in the picture does one have to look closely to answer this question: {question}\n${how}`;

const json =
  (key: string) =>
  (numbers: readonly number[]): string =>
    `[{"${key}": [${numbers.join(", ")}], "label": ""}]`;

const row = <Name extends string>(pointing: PointingFamily<Name>): PointingFamily<Name> => pointing;

/** Every family that can be asked where to look: one row each. */
export const POINTING_FAMILIES = [
  row({
    name: "lfm2-vl-pointing",
    family: familyNamed("lfm2-vl"),
    asks: where(
      'Provide the result as valid JSON: [{"label": str, "bbox": [x1, y1, x2, y2]}], in coordinates normalized to [0, 1].',
    ),
    asksAgain: ANSWER,
    box: json("bbox"),
  }),
  row({
    name: "qwen3-vl-pointing",
    family: QWEN3,
    asks: where("Output the bbox coordinates in JSON format."),
    asksAgain: ANSWER,
    box: json("bbox_2d"),
  }),
  row({
    name: "qwen2.5-vl-pointing",
    family: familyNamed("qwen2.5-vl"),
    asks: where("Output the bbox coordinates in JSON format."),
    asksAgain: ANSWER,
    box: json("bbox_2d"),
  }),
  row({
    name: "qwen2-vl-pointing",
    family: familyNamed("qwen2-vl"),
    asks: where("Give the bounding box."),
    asksAgain: ANSWER,
    box: ([x1, y1, x2, y2]) => `<|box_start|>(${x1},${y1}),(${x2},${y2})<|box_end|>`,
  }),
  row({
    name: "internvl-pointing",
    family: familyNamed("internvl"),
    asks: where("Give the bounding box."),
    asksAgain: ANSWER,
    box: (numbers) => `<box>[[${numbers.join(", ")}]]</box>`,
  }),
  row({
    name: "paligemma-pointing",
    family: familyNamed("paligemma"),
    // Its tasks are one word and what it is about.
    asks: "detect {question}",
    asksAgain: "answer en {question}",
    box: (numbers) => numbers.map((number) => `<loc${String(number).padStart(4, "0")}>`).join(""),
  }),
] as const;
