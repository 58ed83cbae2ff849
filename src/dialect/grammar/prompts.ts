import type { ForeignName } from "../systems";

// What a model is told of each system that it is asked to speak like. The names of tools, fields and tags are the
// systems' own, for they are what a model was trained on; the sentences are ours. `{width}` and `{height}` are those of
// the first picture as it is shown.

interface Field {
  readonly type: string;
  readonly description: string;
  readonly items?: { readonly type: string };
}

const box = (description: string): Field => ({ type: "array", items: { type: "number" }, description });

/** A tool as the chat templates of the Qwen line list it. */
function tool(
  name: string,
  description: string,
  properties: Readonly<Record<string, Field>>,
  required: readonly string[],
) {
  const parameters = { type: "object", properties, required };
  return JSON.stringify({ type: "function", function: { name, description, parameters } });
}

const toolPrompt = (tools: readonly string[], example: string, rules: readonly string[]): string =>
  [
    "You answer questions about pictures, and may look closer before you answer.",
    "",
    "# Tools",
    "<tools>",
    ...tools,
    "</tools>",
    "",
    "# Calling a tool",
    "Write the call as JSON between these marks and end your turn; the picture that comes of it is shown to you next:",
    "<tool_call>",
    example,
    "</tool_call>",
    "",
    ...rules,
  ].join("\n");

const THINK_AND_ANSWER =
  "Reason between <think> and </think>. When you are sure, give the result between <answer> and </answer>.";

const zoomOfFirst = (counted: string): string =>
  toolPrompt(
    [
      tool(
        "image_zoom_in_tool",
        "Cuts a part out of the first picture and shows it larger.",
        {
          bbox_2d: box(`[x1, y1, x2, y2]: the top left and the bottom right corner, ${counted}`),
          label: { type: "string", description: "What is to be seen there." },
        },
        ["bbox_2d"],
      ),
    ],
    '{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [10, 20, 100, 200], "label": "the clock"}}',
    [THINK_AND_ANSWER],
  );

/** The versions that call by a JSON object of their own, between these marks. */
const zoomInJson = (open: string, close: string): string =>
  [
    "You answer questions about pictures, and may look closer before you answer.",
    "To look closer at a part of the first picture, in pixels of it, write this and end your turn:",
    open,
    '{"function": "zoom_in", "bbox_2d": [10, 20, 100, 200], "label": "the clock"}',
    close,
    THINK_AND_ANSWER,
  ].join("\n");

const ORIGINAL = zoomOfFirst("in pixels of the picture");
const RESIZED = zoomOfFirst("in pixels of the picture, which is {width} wide and {height} high");

const qwenTool = tool(
  "image_zoom_in_tool",
  "Cuts a part out of one of the pictures and shows it larger.",
  {
    bbox_2d: box("[x1, y1, x2, y2] in thousandths of the picture's width and height, from 0 to 1000"),
    label: { type: "string", description: "What is to be seen there." },
    img_idx: { type: "number", description: "Which picture; the first is 0, and every picture shown counts on." },
  },
  ["bbox_2d", "label", "img_idx"],
);

const pixelReasoner = (name: string, counted: string, example: string): string =>
  toolPrompt(
    [
      tool(
        name,
        "Cuts a part out of one of the pictures and shows it larger.",
        {
          bbox_2d: box(`[x1, y1, x2, y2]: the top left and the bottom right corner, ${counted}`),
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

const VILASR = [
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

const MINI_O3 = [
  "You answer questions about pictures, and may look closer before you answer.",
  "Reason between <think> and </think>. Then do one of two things, and end your turn:",
  'Look closer with <grounding>{"bbox_2d": [x0, y0, x1, y1], "source": "original_image"}</grounding>. Numbers are shares of that picture\'s width and height, from 0 to 1. `source` is original_image, or observation_1, observation_2 and so on for what you were shown since.',
  "Or answer with <answer>your answer</answer>.",
].join("\n");

const PROMPTS: Readonly<Partial<Record<ForeignName, string>>> = {
  deepeyes: ORIGINAL,
  "deepeyes-training": ORIGINAL,
  "deepeyes-prompt-1": toolPrompt(
    [
      tool(
        "image_zoom_in_tool",
        "Cuts a part out of the first picture and shows it larger.",
        {
          image_path: { type: "string", description: "The picture: image_1." },
          bbox: box("[x1, y1, x2, y2]: the top left and the bottom right corner, in pixels of the picture"),
        },
        ["image_path", "bbox"],
      ),
    ],
    '{"name": "image_zoom_in_tool", "arguments": {"image_path": "image_1", "bbox": [10, 20, 100, 200]}}',
    [THINK_AND_ANSWER],
  ),
  "deepeyes-prompt-3": zoomInJson("```json", "```"),
  "deepeyes-prompt-4": zoomInJson("<tool_call>", "</tool_call>"),
  "deepeyes-prompt-5": `${ORIGINAL}\nYou may make up to three calls in one turn, each between marks of its own.`,
  "verl-deepeyes": RESIZED,
  "chain-of-focus-tokens": [
    "You see one picture, {width} pixels wide and {height} high. Think between <think> and </think>.",
    "To look closer, write the place there as <|box_start|>[x1, y1, x2, y2]<|box_end|> in pixels, followed by <|image_zoomin|>, and end your turn.",
    "When you are sure, give the result between <answer> and </answer>.",
  ].join("\n"),
  openthinkimg: [
    "You answer questions about pictures. Every turn is one JSON object and nothing else:",
    '{"thought": "what you think", "actions": [{"name": "crop", "arguments": {"image": "img_1", "param": "[x1, y1, x2, y2]"}}]}',
    'Tools: crop with a box in pixels; SegmentRegionAroundPoint with x="21.5" y="28.5"; DrawHorizontalLineByY with y=28.5; DrawVerticalLineByX with x=21.5, in percent of the picture. One call a turn; it works on the picture shown last.',
    'To answer: {"thought": "…", "actions": [{"name": "Terminate", "arguments": {"ans": "your answer"}}]}',
  ].join("\n"),
  "chain-of-focus": RESIZED,
  "qwen3-vl": toolPrompt(
    [qwenTool],
    '{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [480, 310, 620, 450], "label": "the clock", "img_idx": 0}}',
    ["Say what you see and what you still need; when you are sure, answer in plain words without a call."],
  ),
  "qwen3.5": toolPrompt(
    [qwenTool],
    "<function=image_zoom_in_tool>\n<parameter=bbox_2d>\n[480, 310, 620, 450]\n</parameter>\n<parameter=label>\nthe clock\n</parameter>\n<parameter=img_idx>\n0\n</parameter>\n</function>",
    ["Say what you see and what you still need; when you are sure, answer in plain words without a call."],
  ),
  "pixel-reasoner": pixelReasoner(
    "crop_image_normalized",
    "as shares of the picture's width and height, from 0 to 1",
    '{"name": "crop_image_normalized", "arguments": {"bbox_2d": [0.1, 0.2, 0.4, 0.5], "target_image": 1}}',
  ),
  "verl-pixel-reasoner": pixelReasoner(
    "crop_image",
    "in pixels of the picture as shown; the first is {width} wide and {height} high",
    '{"name": "crop_image", "arguments": {"bbox_2d": [100, 120, 400, 360], "target_image": 1}}',
  ),
  vilasr: VILASR,
  "mini-o3": MINI_O3,
  grit: [
    "You see one picture, {width} pixels wide and {height} high.",
    'Think between <think> and </think>, and write down where you look as JSON with the key "bbox_2d" and four whole pixels [x1, y1, x2, y2].',
    "Go over it again between <rethink> and </rethink>, then write <answer> and the answer behind it.",
  ].join("\n"),
  "llava-cot":
    "Answer in four parts: <SUMMARY> how you will go about it </SUMMARY>, <CAPTION> what of the picture matters </CAPTION>, <REASONING> step by step </REASONING>, <CONCLUSION> the answer alone </CONCLUSION>.",
  mulberry:
    "Reason in parts that each begin with ### and a heading. The last part is `### The final answer is:` and the answer.",
  "lfm2-vl":
    'Where you are asked for places, write JSON: [{"label": "cup", "bbox": [x1, y1, x2, y2]}], in shares of the picture from 0 to 1.',
  "think-answer": THINK_AND_ANSWER,
  talk: "",
};

/** What a model is told of a system by default; null where nothing here could perform what it would write. */
export const instructionsOf = (name: ForeignName): string | null => PROMPTS[name] ?? null;
