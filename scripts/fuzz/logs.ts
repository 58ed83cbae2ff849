import { AGENTS } from "./agents";
import { CONTAINERS } from "./containers";
import { EXPORTED } from "./exports";
import { FORMS } from "./forms";
import { NOTEBOOKS, OTHERS, SESSIONS } from "./others";
import { EVALS_EVENTS, PARTED } from "./parted";
import { PRODUCED } from "./producers";

// One record of every form of log, as text: what fuzzing of logs starts from. The forms are those of the systems.

const TRAJECTORY = [
  { doc_id: 1, initial_prompt: "<|im_start|>user\nQ<|im_end|>", ground_truth: "4" },
  { turn_idx: 0, text_output: '<grounding>{"bbox_2d": [0.5, 0.5, 1.0, 1.0], "source": "original_image"}</grounding>' },
  { turn_idx: 1, text_output: "<answer>4</answer>" },
];

/** Runs of which each line is a piece. */
export const IN_LINES: readonly (readonly unknown[])[] = [...SESSIONS, TRAJECTORY, EVALS_EVENTS];

/** Samples in words, as EasyR1 writes them. */
const SAMPLES =
  "[prompt] user\nHow many cups?\nassistant\n\n[output] <think>I count.</think> <answer>3</answer>\n[ground_truth] 3\n[score] 1.0\n\n" +
  "[VAL] [prompt] user\nWhere?\n[VAL] [output] [0.1, 0.2, 0.5, 0.6]\n[VAL] [ground_truth] left\n[VAL] [score] 0.5\n\n";

/** Every record that is a value by itself. */
export const SINGLE: readonly unknown[] = [
  FORMS,
  CONTAINERS,
  OTHERS,
  PRODUCED,
  PARTED,
  EXPORTED,
  AGENTS,
  NOTEBOOKS,
].flat();

/** The talk and the prompt in a list, as Pixel-Reasoner dumps them. */
const DUMPED = [
  [
    { role: "user", content: [{ type: "image", image: "cat.jpg" }] },
    {
      role: "assistant",
      content:
        '<tool_call>{"name": "crop_image_normalized", "arguments": {"bbox_2d": [0.1, 0.2, 0.5, 0.6], "target_image": 1}}</tool_call>',
    },
  ],
  "the prompt as one text",
  [],
];

/** A run as OctoTools prints it. */
const PRINTED = [
  "==> 🔍 Received Query: How many cats are there?",
  "==> 🖼️ Received Image: cat.jpg",
  "==> 🐙 Reasoning Steps from OctoTools (Deep Thinking...)",
  "[Command]: tool.execute(image='cat.jpg')",
  "==> 🐙 Final Answer:",
  "There is one cat.",
].join("\n\n");

export const LOGS: readonly string[] = [
  ...SINGLE.map((record) => JSON.stringify(record)),
  ...IN_LINES.map((lines) => lines.map((line) => JSON.stringify(line)).join("\n")),
  SAMPLES,
  JSON.stringify(DUMPED),
  PRINTED,
  FORMS.slice(0, 3)
    .map((record) => JSON.stringify(record))
    .join("\n"),
];
