// What each family's words tell, in pixels of a picture of 1200 × 800. The numbers are those that the family's own code
// makes of them, without its rounding for drawing: each row of `GROUNDING_FAMILIES` names that code.
import { describe, expect, it } from "vitest";
import type { ImageId } from "../../action";
import { shapeOf } from "../../action";
import { cornersOf } from "../../geometry";
import { recordOf } from "../log/conversation";
import { createDialect, detectDialect, type ForeignName } from "../systems";
import { wordsOf } from "../testing/foreign";
import { GROUNDING_FAMILIES } from "./families";

const SHOWN = ["a", "b"].map((digit) => ({ id: digit.repeat(64) as ImageId, size: { width: 1200, height: 800 } }));
const VAN = [336, 400, 624, 560];

type Told = readonly [kind: string, numbers: readonly number[], label?: string];

function read(name: ForeignName, words: string): readonly Told[] {
  const dialect = createDialect(name);
  const shown = SHOWN.map((image) => ({ ...image, frame: { width: 1204, height: 812 } }));
  const reader = dialect.read(shown);
  const pieces = [...reader.push(words), ...reader.end()];
  expect(wordsOf(pieces)).toBe(words);
  return pieces.flatMap((piece): Told[] => {
    if (piece.kind === "filler") return [];
    if (piece.kind === "unparsed") return [["unparsed", [], piece.error.code]];
    if (piece.kind !== "action") return [[piece.kind, [], piece.text]];
    const { action } = piece;
    const shape = shapeOf(action);
    const numbers =
      shape.kind === "box"
        ? cornersOf(shape.box)
        : shape.kind === "points"
          ? shape.points.flatMap(({ x, y }) => [x, y])
          : [];
    const label = "label" in action ? action.label : "";
    const kind = action.image === SHOWN[1]?.id ? `${action.kind} on 2` : action.kind;
    return [[kind, numbers.map((number) => Math.round(number * 10) / 10), label]];
  });
}

const JSON_BOX = '```json\n[{"bbox_2d": [280, 500, 520, 700], "label": "van"}]\n```';

const VECTORS: readonly (readonly [name: ForeignName, words: string, told: readonly Told[]])[] = [
  ["qwen2.5-vl", '[{"bbox_2d": [337, 406, 626, 568.4], "label": "van"}]', [["box", [335.9, 400, 623.9, 560], "van"]]],
  [
    "qwen2.5-vl",
    "<think>Right.</think><answer>[337, 406, 626, 568]</answer>",
    [
      ["thought", [], "Right."],
      ["box", [335.9, 400, 623.9, 559.6], ""],
      ["answer", [], "[337, 406, 626, 568]"],
    ],
  ],
  [
    "qwen2-vl",
    "The <|object_ref_start|>van<|object_ref_end|><|box_start|>(280,500),(520,700)<|box_end|> is parked.",
    [
      ["thought", [], "The"],
      ["box", VAN, "van"],
      ["thought", [], "is parked."],
    ],
  ],
  ["qwen2-vl", "<|box_start|>(280,500)<|box_end|>", [["point", [336, 400], ""]]],
  [
    "qwen-vl",
    "<ref> the van</ref><box>(280,500),(520,700)</box><box>(0,0),(999,999)</box>",
    [
      ["box", [336.3, 400.4, 624.6, 560.6], "the van"],
      ["box", [0, 0, 1200, 800], "the van"],
    ],
  ],
  ["internvl", "<ref>the van</ref><box>[[280, 500, 520, 700]]</box>", [["box", VAN, "the van"]]],
  [
    "internvl",
    "<ref>vans</ref><box>[[280, 500, 520, 700], [0, 0, 100, 100]]</box>",
    [
      ["box", VAN, "vans"],
      ["box", [0, 0, 120, 80], "vans"],
    ],
  ],
  [
    "glm-v",
    "<think>About [[280,500,520,700]].</think>It is at <|begin_of_box|>[[280,500,520,700]]<|end_of_box|>.",
    [
      ["thought", [], "About"],
      ["box", VAN, ""],
      ["thought", [], "It is at"],
      ["box", VAN, ""],
      ["answer", [], "[[280,500,520,700]]"],
    ],
  ],
  ["glm-v", "<|begin_of_box|>42<|end_of_box|>", [["answer", [], "42"]]],
  ...["(280,500,520,700)", "<280,500,520,700>", "[280, 500, 520, 700]"].map((box): (typeof VECTORS)[number] => [
    "glm-v",
    `<|begin_of_box|>${box}<|end_of_box|>`,
    [
      ["box", VAN, ""],
      ["answer", [], box],
    ],
  ]),
  ["glm-v", '{"box_2d": [[280, 500, 520, 700]]}', [["box", VAN, ""]]],
  [
    "deepseek-vl2",
    "<|ref|>van<|/ref|><|det|>[[280, 500, 520, 700], [0, 0, 999, 999]]<|/det|>",
    [
      ["box", [336.3, 400.4, 624.6, 560.6], "van"],
      ["box", [0, 0, 1200, 800], "van"],
    ],
  ],
  [
    "visual-primitives",
    "<think>A <|ref|>dog<|/ref|><|box|>[[0, 0, 999, 999]]<|/box|> at <|point|>[[500, 500]]<|/point|></think>One.",
    [
      ["thought", [], "A"],
      ["box", [0, 0, 1200, 800], "dog"],
      ["thought", [], "at"],
      ["point", [600.6, 400.4], ""],
      ["thought", [], "One."],
    ],
  ],
  [
    "visual-primitives",
    "a dog[[0, 0, 999, 999]] there",
    [
      ["thought", [], "a dog"],
      ["box", [0, 0, 1200, 800], ""],
      ["thought", [], "there"],
    ],
  ],
  [
    "rex-omni",
    "<|object_ref_start|>van<|object_ref_end|><|box_start|><280><500><520><700>, <0><0><999><999><|box_end|>, <|object_ref_start|>nose<|object_ref_end|><|box_start|><280><500><|box_end|><|im_end|>",
    [
      ["box", [336.3, 400.4, 624.6, 560.6], "van"],
      ["box", [0, 0, 1200, 800], "van"],
      ["point", [336.3, 400.4], "nose"],
    ],
  ],
  [
    "treevgr",
    "<think>A van <box>[337,406,626,568]</box> is there.</think><answer>A</answer>",
    [
      ["thought", [], "A van"],
      ["box", [335.9, 400, 623.9, 559.6], ""],
      ["thought", [], "is there."],
      ["answer", [], "A"],
    ],
  ],
  [
    "vgr",
    "<think>A van <SOT>[0.28, 0.50, 0.52, 0.70]<EOT><image> is there.</think>",
    [
      ["thought", [], "A van"],
      ["box", VAN, ""],
      ["thought", [], "is there."],
    ],
  ],
  [
    "qwen2.5-vl",
    "<answer><point>[[337, 406], [626, 568]]</point></answer>",
    [
      ["point", [335.9, 400], ""],
      ["point", [623.9, 559.6], ""],
      ["answer", [], "<point>[[337, 406], [626, 568]]</point>"],
    ],
  ],
  [
    "mai-ui",
    '<grounding_think>\nThe van is at the left.\n</grounding_think>\n<answer>\n{"coordinate":[280,500]}\n</answer>',
    [
      ["thought", [], "The van is at the left."],
      ["point", [336, 400], ""],
      ["answer", [], '{"coordinate":[280,500]}'],
    ],
  ],
  [
    "robopoint",
    "[(0.28, 0.5), (0.52, 0.7)]",
    [
      ["point", [336, 400], ""],
      ["point", [624, 560], ""],
    ],
  ],
  ["minicpm-v", "<ref>van</ref><box>280 500 520 700</box>", [["box", VAN, "van"]]],
  ["minicpm-v", "<point>280 500</point>", [["point", [336, 400], ""]]],
  ["kimi-vl", '{"bbox_2d": [0.280, 0.500, 0.520, 0.700], "label": "van"}', [["box", VAN, "van"]]],
  ["seed-vl", "<bbox>280 500 520 700</bbox>", [["box", VAN, ""]]],
  ["seed-vl", "<point>280 500</point>", [["point", [336, 400], ""]]],
  [
    "molmo",
    'The <point x="28.0" y="50.0" alt="van">van</point>.',
    [
      ["thought", [], "The"],
      ["point", [336, 400], "van"],
    ],
  ],
  [
    "molmo",
    '<points x1="28.0" y1="50.0" x2="52" y2="70.0" alt="vans">vans</points>',
    [
      ["point", [336, 400], "vans"],
      ["point", [624, 560], "vans"],
    ],
  ],
  [
    "molmo2",
    'Counting the <points coords="1 1 280 500 2 520 700">vans</points> shows a total of 2.',
    [
      ["thought", [], "Counting the"],
      ["point", [336, 400], "vans"],
      ["point", [624, 560], "vans"],
      ["thought", [], "shows a total of 2."],
    ],
  ],
  [
    "molmo2",
    '<tracks alt="the van" coords="1 1 280 500\t2 1 520 700">van</tracks>',
    [
      ["point", [336, 400], "van"],
      ["point on 2", [624, 560], "van"],
    ],
  ],
  ["molmo2", '<points coords="7 1 280 500">van</points>', [["unparsed", [], "no-such-image"]]],
  [
    "paligemma",
    "<loc0512><loc0256><loc0768><loc0512> van ; <loc0000><loc0000><loc0512><loc1023> sky",
    [
      ["box", [300, 400, 600, 600], "van"],
      ["box", [0, 0, 1198.8, 400], "sky"],
    ],
  ],
  [
    "florence-2",
    "</s><s>van<loc_280><loc_500><loc_520><loc_700>sky<loc_0><loc_0><loc_999><loc_499></s>",
    [
      ["box", [336.6, 400.4, 624.6, 560.4], "van"],
      ["box", [0.6, 0.4, 1199.4, 399.6], "sky"],
    ],
  ],
  [
    "florence-2",
    "AB 12<loc_280><loc_500><loc_520><loc_501><loc_519><loc_700><loc_281><loc_699>",
    [["line", [336.6, 400.4, 624.6, 401.2, 623.4, 560.4, 337.8, 559.6, 336.6, 400.4], ""]],
  ],
  [
    "kosmos-2",
    "<grounding>An image of<phrase> a snowman</phrase><object><patch_index_0044><patch_index_0863></object>",
    [
      ["thought", [], "An image of"],
      ["box", [468.8, 37.5, 1181.3, 662.5], "a snowman"],
    ],
  ],
  [
    "kosmos-2",
    "<phrase>row</phrase><object><patch_index_0032><patch_index_0040></object>",
    [["box", [0, 25, 337.5, 50], "row"]],
  ],
  [
    "moondream",
    '{"objects": [{"x_min": 0.28, "y_min": 0.5, "x_max": 0.52, "y_max": 0.7}], "points": []}',
    [["box", VAN, ""]],
  ],
  ["moondream", '{"points": [{"x": 0.28, "y": 0.5}]}', [["point", [336, 400], ""]]],
  ["gemini", '```json\n[\n  {"box_2d": [500, 280, 700, 520], "label": "van"}\n]\n```', [["box", VAN, "van"]]],
  ["gemini", '{"boxes": [{"box_2d": [500, 280, 700, 520], "label": "van"}]}', [["box", VAN, "van"]]],
  ["gemini", '[{"point": [500, 280], "label": "van"}]', [["point", [336, 400], "van"]]],
  [
    "gemini",
    '[{"box_2d": [500, 280, 700, 520], "mask": [[280, 500], [520, 500], [520, 700]], "label": "van"}]',
    [
      ["box", VAN, "van"],
      ["line", [336, 400, 624, 400, 624, 560, 336, 400], ""],
    ],
  ],
  [
    "gemini",
    '[{"box_2d": [500, 280, 700, 520], "mask": "data:image/png;base64,AAAA", "label": "van"}]',
    [["box", VAN, "van"]],
  ],
  ["lfm2-vl", '[{"label": "van", "bbox": [0.28, 0.5, 0.52, 0.7]}]', [["box", VAN, "van"]]],
];

describe("places in words", () => {
  it.each(VECTORS)("%s: %s", (name, words, told) => {
    expect(read(name, words)).toEqual(told);
  });

  it("have a vector in every family", () => {
    const tested = new Set(VECTORS.map(([name]) => name));
    expect(GROUNDING_FAMILIES.map(({ name }) => name).filter((name) => !tested.has(name))).toEqual([]);
  });

  it("stay shares where a tuned model wrote shares in the place of bins", () => {
    expect(read("qwen-vl", "<box>(0.28,0.5),(0.52,0.7)</box>")).toEqual([["box", VAN, ""]]);
  });

  it("say no more than their words where the numbers are too few", () => {
    expect(read("internvl", "<box>[[1, 2, 3]]</box>")).toEqual([["thought", [], "<box>[[1, 2, 3]]</box>"]]);
  });
});

const detected = (words: string, model = ""): string => {
  const said = { role: "assistant", parts: [{ kind: "text", text: words }], place: "" } as const;
  return detectDialect(recordOf({ model }, [said], { place: "file", form: "words" }));
};

describe("a family", () => {
  it.each(
    VECTORS.filter(([name]) => !["qwen2.5-vl", "kimi-vl", "robopoint"].includes(name)).filter(
      ([, words]) => !/"point|\(280,500,|a dog\[\[|^<point>|\[\[280, 500, 520, 700\]\]\}/.test(words),
    ),
  )("%s is known by its words: %s", (name, words) => {
    expect(detected(words)).toBe(name);
  });

  it.each([
    ["Qwen/Qwen2.5-VL-7B-Instruct", "qwen2.5-vl"],
    ["IffYuan/Embodied-R1-3B-v1", "qwen2.5-vl"],
    ["XiaomiMiMo/MiMo-VL-7B-RL", "qwen2.5-vl"],
    ["/ckpt/VLM-R1-Qwen2.5VL-3B/global_step_40", "qwen2.5-vl"],
    ["Qwen/Qwen2-VL-7B-Instruct", "qwen2-vl"],
    ["Qwen/Qwen3-VL-8B-Thinking", "qwen3-vl"],
    ["qwen3.5-plus", "qwen3-vl"],
    ["OpenGVLab/InternVL3-8B", "internvl"],
    ["zai-org/GLM-4.5V", "glm-v"],
    ["glm-5v-turbo", "glm-v"],
    ["moonshotai/Kimi-VL-A3B-Instruct", "kimi-vl"],
    ["gemini-3.7-pro", "gemini"],
    ["google/gemma-3-27b-it", "gemini"],
    ["LiquidAI/LFM2.5-VL-450M", "lfm2-vl"],
    ["doubao-seed-1-6-vision", "seed-vl"],
    ["", "qwen3-vl"],
    ["gpt-5", "qwen3-vl"],
  ])("is told by the name %s before the words", (model, name) => {
    expect(detected(JSON_BOX, model)).toBe(name);
  });

  it("has each model to itself", () => {
    const names = [
      "google/paligemma2-3b",
      "allenai/Molmo2-8B",
      "Qwen/Qwen-VL-Chat",
      "Qwen/Qwen2-VL-2B",
      "deepseek-vl2",
    ];
    for (const name of names) expect(GROUNDING_FAMILIES.filter(({ models }) => models.test(name))).toHaveLength(1);
  });

  it("is none of a record that calls a tool", () => {
    const call = '<tool_call>{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [1, 2, 3, 4]}}</tool_call>';
    expect(detected(call, "Qwen/Qwen2.5-VL-7B-Instruct")).toBe("deepeyes");
    expect(detected(call, "Qwen/Qwen3-VL-8B-Thinking")).toBe("qwen3-vl");
  });
});
