// What each system's published code makes of its own words.
import { describe, expect, it } from "vitest";
import { shapeOf } from "../action";
import { cornersOf, imageBox } from "../geometry";
import { createDialect, type ForeignName } from "./systems";
import { piecesOf, SHOWN } from "./testing/foreign";

/** Pieces in short: actions as their corners or points in whole pixels, words as they are. */
const read = (name: ForeignName, text: string): unknown[] =>
  piecesOf(createDialect(name), text).flatMap((piece): unknown[] => {
    if (piece.kind === "filler") return [];
    if (piece.kind === "unparsed") return [`${piece.error.code} at ${piece.error.at}`];
    if (piece.kind !== "action") return [`${piece.kind}: ${piece.text}`];
    const shape = shapeOf(piece.action);
    const numbers =
      shape.kind === "box"
        ? cornersOf(shape.box)
        : shape.kind === "points"
          ? shape.points.flatMap(({ x, y }) => [x, y])
          : [];
    const image = SHOWN.findIndex(({ id }) => id === piece.action.image);
    return [[piece.action.kind, image, ...numbers.map(Math.round)]];
  });

const executed = (name: ForeignName, text: string): number[] | null => {
  const piece = piecesOf(createDialect(name), text).find(({ kind }) => kind === "action");
  const box = piece?.kind === "action" ? piece.declared.executed : undefined;
  return box ? cornersOf(box).map(Math.round) : null;
};

const call = (body: string): string => `<tool_call>\n${body}\n</tool_call>`;
const zoom = (args: string, name = "image_zoom_in_tool"): string => call(`{"name": "${name}", "arguments": {${args}}}`);

describe("words of other systems", () => {
  it.each<[ForeignName, string, unknown[]]>([
    // DeepEyes: pixels of the original, always the first image; five versions of one call.
    [
      "deepeyes",
      `<think>hm</think>${zoom('"bbox_2d": [10, 20, 100, 200], "label": "the apple"')}`,
      ["thought: hm", ["zoom", 0, 10, 20, 100, 200]],
    ],
    ["deepeyes", zoom('"bbox": [10, 20, 100, 200]'), [["zoom", 0, 10, 20, 100, 200]]],
    [
      "deepeyes",
      call("{'name': 'image_zoom_in_tool', 'arguments': {'bbox_2d': (10, 20, 100, 200,), 'label': None}}"),
      [["zoom", 0, 10, 20, 100, 200]],
    ],
    [
      "deepeyes",
      '```json\n{"function":"zoom_in","bbox_2d":[10,20,100,200],"label":"x"}\n```',
      [["zoom", 0, 10, 20, 100, 200]],
    ],
    ["deepeyes", call('{"function":"zoom_in","bbox_2d":[10,20,100,200]}'), [["zoom", 0, 10, 20, 100, 200]]],
    ["deepeyes", zoom('"angle": 90', "image_rotate_tool"), [["rotate", 0]]],
    ["deepeyes", zoom('"image_path": "/a.jpg", "bbox": [10, 20, 100, 200]'), [["zoom", 0, 10, 20, 100, 200]]],
    ["deepeyes", "<tool_call>{nope}</tool_call>", ["not-json at 1"]],
    ["deepeyes", zoom('"bbox_2d": [10, 20, 100]'), ["wrong-number-count at 57"]],
    ["deepeyes", `<answer>B</answer>${zoom('"bbox_2d": [1, 2, 3, 4]')}`, ["answer: B", ["zoom", 0, 1, 2, 3, 4]]],
    ["deepeyes", `words${zoom('"bbox_2d": [1, 2, 3, 4]')}`, ["thought: words", ["zoom", 0, 1, 2, 3, 4]]],
    ["deepeyes", "no opening</think><answer>B</answer>", ["thought: no opening", "answer: B"]],
    [
      "deepeyes",
      `<think>I call ${zoom('"bbox_2d": [1, 2, 3, 4]')} now</think>`,
      ["thought: I call", ["zoom", 0, 1, 2, 3, 4], "thought: now"],
    ],
    [
      "deepeyes",
      `<think>never closed ${zoom('"bbox_2d": [1, 2, 3, 4]')}`,
      ["thought: never closed", ["zoom", 0, 1, 2, 3, 4]],
    ],
    // The same words in pixels of the picture as resized.
    ["verl-deepeyes", zoom('"bbox_2d": [0, 0, 1932, 1092]'), [["zoom", 0, 0, 0, 1920, 1080]]],
    ["chain-of-focus", zoom('"bbox_2d": [966, 546, 1932, 1092]'), [["zoom", 0, 960, 540, 1920, 1080]]],
    // Thousandths, images counted from 0.
    [
      "qwen3-vl",
      zoom('"label": "sign", "bbox_2d": [500, 250, 1000, 500], "img_idx": 1'),
      [["zoom", 1, 200, 75, 400, 150]],
    ],
    [
      "qwen3-vl",
      '[ANSWER]\nLook.\n[TOOL_CALL] image_zoom_in_tool\n{"bbox_2d": [0, 0, 500, 500], "img_idx": 0}\n[TOOL_RESPONSE] image_zoom_in_tool\n',
      ["thought: Look.", ["zoom", 0, 0, 0, 960, 540]],
    ],
    [
      "qwen3-vl",
      'A cup. ```json\n[{"bbox_2d": [0, 0, 100, 100], "label": "cup"}]\n```',
      ["thought: A cup.", ["box", 0, 0, 0, 192, 108]],
    ],
    ["qwen3-vl", '[{"point_2d": [500, 500], "label": "cup"}]', [["point", 0, 960, 540]]],
    ["qwen3-vl", zoom('"bbox_2d": [0, 0, 1, 1], "img_idx": 9'), ["no-such-image at 57"]],
    ["qwen3-vl", call('{"name": "image_search", "arguments": {"img_idx": 0}}'), ["unsupported-call at 11"]],
    [
      "qwen3.5",
      call(
        "<function=image_zoom_in_tool>\n<parameter=bbox_2d>\n[0, 0, 500, 500]\n</parameter>\n<parameter=label>\nthe sign\n</parameter>\n<parameter=img_idx>\n0\n</parameter>\n</function>",
      ),
      [["zoom", 0, 0, 0, 960, 540]],
    ],
    // Shares, images counted from 1; pixels where a number is beyond 1.
    [
      "pixel-reasoner",
      zoom('"bbox_2d": [0.5, 0.5, 1.0, 1.0], "target_image": 2', "crop_image_normalized"),
      [["zoom", 1, 200, 150, 400, 300]],
    ],
    [
      "pixel-reasoner",
      zoom('"bbox_2d": [10, 20, 100, 200], "target_image": 1', "crop_image_normalized"),
      [["zoom", 0, 10, 20, 100, 200]],
    ],
    ["pixel-reasoner", zoom('"target_frames": [2, 1]', "select_frames"), [["select-frames", 1]]],
    ["pixel-reasoner", zoom('"target_frames": [3, 4]', "select_frames"), ["no-such-image at 58"]],
    ["pixel-reasoner", zoom('"target_frames": []', "select_frames"), ["wrong-number-count at 58"]],
    ["pixel-reasoner", zoom('"query": "a cup"', "search"), ["unsupported-call at 11"]],
    ["pixel-reasoner", "So it is $\\boxed{\\frac{1}{2}}$.", ["thought: So it is $", "answer: \\frac{1}{2}"]],
    [
      "verl-pixel-reasoner",
      zoom('"bbox_2d": [0, 0, 1932, 1092], "target_image": 1', "crop_image"),
      [["zoom", 0, 0, 0, 1920, 1080]],
    ],
    // Fenced lists in pixels of the resized image, images counted from 1.
    [
      "vilasr",
      "<think> t </think> Action: Object Mapper\n```json\n[{\"index\": 1, \"bbox_2d\": [0, 0, 966, 546], \"label\": \"chair\"}, {'index': 2, 'bbox_2d': [0, 0, 392, 308], 'label': 'tv'}]\n```",
      ["thought: t", ["box", 0, 0, 0, 960, 540], ["box", 1, 0, 0, 400, 300]],
    ],
    [
      "vilasr",
      '```json\n[{"index": 1, "start_point_2d": [0, 0], "end_point_2d": [966, 546], "label": "trace"}]\n```',
      [["line", 0, 0, 0, 960, 540]],
    ],
    ["vilasr", '```json\n[{"index": 0, "bbox_2d": [0, 0, 9, 9], "label": "x"}]\n```', ["no-such-image at 33"]],
    ["vilasr", "<think> t </think> Action: Answer\n<answer> B </answer>", ["thought: t", "answer: B"]],
    [
      "mini-o3",
      '<think>a</think><grounding>{"bbox_2d": [0.5, 0.5, 1.0, 1.0], "source": "observation_1"}</grounding>',
      ["thought: a", ["zoom", 1, 200, 150, 400, 300]],
    ],
    [
      "mini-o3",
      '<grounding>{"bbox_2d": [0.5, 0.5, 1.0, 1.0], "source": "picture"}</grounding>',
      ["no-such-image at 35"],
    ],
    [
      "thyme",
      "<think>x<code>\n```python\nimage = Image.open(image_path)\nimage.crop((1, 2, 30, 40)).save(p)\n```\n</code>",
      ["thought: x", ["program", 0], ["zoom", 0, 1, 2, 30, 40]],
    ],
    [
      "v-thinker",
      "'''python\nd = ImageDraw.Draw(Image.open(image_path))\nd.line((1, 2, 3, 4))\n'''",
      [
        ["program", 0],
        ["line", 0, 1, 2, 3, 4],
      ],
    ],
    [
      "deepeyes-v2",
      "<code>\n```python\nplt.imshow(image_2.crop((1, 2, 30, 40)))\n```\n</code>",
      [
        ["program", 0],
        ["zoom", 1, 1, 2, 30, 40],
      ],
    ],
    ["deepeyes-v2", "<code>\nfor i in range(9):\n    print(i)\n</code>", [["program", 0]]],
    [
      "thyme",
      "<code>\n```python\nimage = Image.open(image_path)\nimage = image.crop((1, 2, 30, 40))\n```\n</code>",
      [["zoom", 0, 1, 2, 30, 40]],
    ],
    [
      "openai",
      "<think>hm</think><code>\nimg = Image.open('a.png')\nimg.crop((1, 2, 30, 40))\n</code>It is K.",
      ["thought: hm", ["program", 0], ["zoom", 0, 1, 2, 30, 40], "thought: It is K."],
    ],
    [
      "vtool-r1",
      "THOUGHT 0: Look.\nACTION 0:\n```python\nimg = focus_on_columns_with_draw(image_1, [\"A\"], {\"A\": {'x1': 1, 'y1': 2, 'x2': 30, 'y2': 40}, \"B\": {'x1': 5, 'y1': 6, 'x2': 7, 'y2': 8}})\ndisplay(img)\n```\n",
      ["thought: Look.", ["program", 0], ["box", 0, 1, 2, 30, 40]],
    ],
    [
      "vtool-r1",
      '```python\nimg = focus_on_rows_with_highlight(image_1, ["r"], rows_bbox)\ndisplay(img)\n```',
      [["program", 0]],
    ],
    [
      "vtool-r1",
      "THOUGHT 1: So.\nACTION 1: No action needed.\nANSWER: The last one. FINAL ANSWER: 3. TERMINATE",
      ["thought: So.\n\n The last one.", "answer: 3."],
    ],
    [
      "openthinkimg",
      '{"thought": "rule it", "actions": [{"name": "DrawHorizontalLineByY", "arguments": {"image": "img_1", "param": "y=50"}}]}',
      ["thought: rule it", ["line", 1, 0, 150, 400, 150]],
    ],
    [
      "openthinkimg",
      '{"thought": "", "actions": [{"name": "SegmentRegionAroundPoint", "arguments": {"image": "img_1", "param": "x=\\"25\\" y=\\"50\\""}}, {"name": "crop", "arguments": {"param": [10, 20, 30, 40]}}]}',
      [
        ["point", 1, 100, 150],
        ["zoom", 1, 10, 20, 30, 40],
      ],
    ],
    [
      "openthinkimg",
      '{"actions": [{"name": "drawline", "arguments": {"image": "img_1", "param": "[10, 20, 30, 40], 2, 4"}}]}',
      [["line", 1, 30, 20, 10, 40]],
    ],
    [
      "openthinkimg",
      '{"thought": "done", "actions": [{"name": "Terminate", "arguments": {"ans": "1985"}}]}',
      ["thought: done", "answer: 1985"],
    ],
    ["openthinkimg", '{"actions": [{"name": "OCR", "arguments": {"image": "img_1"}}]}', ["unsupported-call at 0"]],
    [
      "visprog",
      "BOX0=LOC(image=IMAGE,object='LEFT')\nIMAGE0=CROP(image=IMAGE,box=BOX0)\nANSWER0=VQA(image=IMAGE0,question='What?')\nFINAL_RESULT=RESULT(var=ANSWER0)\n",
      [
        ["program", 0],
        ["zoom", 0, 0, 0, 960, 1080],
      ],
    ],
    [
      "visprog",
      "Program:\nBOX0=LOC(image=IMAGE,object='umbrella')\nIMAGE0=CROP(image=IMAGE,box=BOX0)\n",
      ["thought: Program:", ["program", 0]],
    ],
    [
      "visual-reasoner",
      "Next: {'question': 'Where is it?', 'tool': 'grounding', 'operation': {'instruction': 'the cup', 'target': 'cup'}}",
      ["thought: Next:", ["program", 0]],
    ],
    [
      "generated-images",
      "First <image_2> then <image_9>",
      ["thought: First", ["imagine", 1], "thought: then", "no-such-image at 0"],
    ],
    [
      "chain-of-focus-tokens",
      "<think>It is at <|box_start|>[966, 546, 1932, 1092]<|box_end|>. Closer:\n<|image_zoomin|>, and <|box_start|>[0, 0, 966, 546]<|box_end|></think>\n<answer> 8 </answer>",
      [
        "thought: It is at",
        ["zoom", 0, 960, 540, 1920, 1080],
        "thought: . Closer:\n , and",
        ["box", 0, 0, 0, 960, 540],
        "answer: 8",
      ],
    ],
    [
      "visual-sketchpad",
      "THOUGHT 0: Look.\nACTION 0:\n```python\nc = crop_image(image_1, 0.5, 0.5, 0.25, 0.5)\ndisplay(c)\n```\n",
      ["thought: Look.", ["program", 0], ["zoom", 0, 960, 540, 1440, 1080]],
    ],
    [
      "visual-sketchpad",
      "# THOUGHT 1:\nSo.\n\n# ACTION 1: No action needed.\n\nANSWER: 45. TERMINATE",
      ["thought: So.", "answer: 45."],
    ],
    [
      "grit",
      '<think>A cup {"bbox_2d": [0, 0, 966, 546], "bbox_2d": [966, 546, 1932, 1092]} there</think><rethink>r</rethink><answer>2',
      [
        'thought: A cup {"bbox_2d": [',
        ["box", 0, 0, 0, 960, 540],
        ["box", 0, 960, 540, 1920, 1080],
        "thought: ]} there",
        "thought: r",
        "answer: 2",
      ],
    ],
    [
      "llava-cot",
      "<SUMMARY> s </SUMMARY>\n\n<CAPTION> c </CAPTION>\n\n<REASONING> r </REASONING>\n\n<CONCLUSION> B </CONCLUSION>",
      ["thought: s", "thought: c", "thought: r", "answer: B"],
    ],
    [
      "mulberry",
      "### Image Description:\nd\n\n### Rationales:\nr\n\n### Step 1:\ns\n\n### The final answer is: 4",
      ["thought: Image Description:\nd", "thought: Rationales:\nr", "thought: Step 1:\ns", "answer: 4"],
    ],
    [
      "lfm2-vl",
      '[{"label": "cup", "bbox": [0.5, 0.5, 1, 1]}, {"label": "pot", "bbox": [0, 0, 0.5, 0.5]}]',
      [
        ["box", 0, 960, 540, 1920, 1080],
        ["box", 0, 0, 0, 960, 540],
      ],
    ],
    ["think-answer", "<think>t</think>\n<answer>4</answer>", ["thought: t", "answer: 4"]],
    ["talk", "Just talk.", ["thought: Just talk."]],
  ])("%s: %j", (name, text, expected) => {
    expect(read(name, text)).toEqual(expected);
  });

  it.each<[string, ForeignName, string, number[] | null]>([
    [
      "Pixel-Reasoner adds a tenth of the image",
      "pixel-reasoner",
      zoom('"bbox_2d": [0.5, 0.5, 0.6, 0.95]'),
      [768, 432, 1344, 1080],
    ],
    [
      "verl-tool adds no more than that",
      "verl-pixel-reasoner",
      zoom('"bbox_2d": [966, 546, 1159.2, 655.2]', "crop_image"),
      [767, 431, 1344, 756],
    ],
    [
      "Chain-of-Focus cuts half as much again",
      "chain-of-focus",
      zoom('"bbox_2d": [966, 546, 1159.2, 655.2]'),
      [911, 512, 1200, 675],
    ],
    [
      "Qwen3-VL cuts at least 32 pixels",
      "qwen3-vl",
      zoom('"bbox_2d": [500, 500, 510, 505], "img_idx": 0'),
      [912, 526, 1027, 559],
    ],
    ["DeepEyes cuts what it was asked for", "deepeyes", zoom('"bbox_2d": [10, 20, 100, 200]'), null],
  ])("%s", (_, name, text, expected) => {
    expect(executed(name, text)).toEqual(expected);
  });

  it.each<[ForeignName, number, number, string | null]>([
    ["deepeyes", 5, 5, null],
    ["deepeyes-training", 30, 200, "too-small"],
    ["deepeyes-training", 31, 200, null],
    ["deepeyes-training", 1900, 18, "too-small"],
    ["verl-deepeyes", 27, 200, "too-small"],
    ["pixel-reasoner", 28, 28, "too-small"],
    ["pixel-reasoner", 29, 29, null],
    ["mini-o3", 1920, 5, "too-thin"],
    ["qwen3-vl", 5, 5, null],
  ])("%s takes a part of %d × %d for %s", (name, width, height, expected) => {
    const [image] = SHOWN;
    const dialect = createDialect(name);
    expect(image && (dialect.refuses?.(imageBox(0, 0, width, height), image) ?? null)).toBe(expected);
  });
});
