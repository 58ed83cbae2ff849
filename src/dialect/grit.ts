import { QWEN2_BUDGET } from "../geometry";
import type { Piece, ShownImage } from "./contract/dialect";
import { framed, type Grammar, plainToolError } from "./grammar/grammar";
import { describeSystem, wordsFit } from "./grammar/system";
import { talk } from "./reading/blocks";
import { answer, markFrom, pieceOf, thought } from "./reading/call";
import { numbersFromBox } from "./reading/space";
import { printJson } from "./reading/toolCall";

const FOUR = /\b\d{1,9},\s{0,9}\d{1,9},\s{0,9}\d{1,9},\s{0,9}\d{1,9}\b/g;

/**
 * One turn of thoughts with four numbers here and there, in pixels of the image as resized for the model. Its JSON often
 * repeats a key, so that the numbers alone are looked for, as its own code does.
 */
const grammar: Grammar = {
  space: "resized",
  traits: {
    firstImage: null,
    acts: "first-image",
    observed: "user-turn",
    performs: "all",
    stop: [],
    turnLimit: 1,
    answer: "<answer>…",
    // The numbers count in what the processor of transformers made of the picture.
    budget: { ...QWEN2_BUDGET, rule: "transformers 5.24 qwen2_vl" },
  },
  blocks: (shown) => [
    { open: "<think>", close: ["</think>"], leaky: true, read: (_, raw) => boxesIn(raw, shown) },
    { open: "<rethink>", close: ["</rethink>"], leaky: true, read: thought },
    // Nothing closes an answer; a closing mark where there is one belongs to it.
    { open: "<answer>", close: [], read: (inside, raw) => answer(inside.replace("</answer>", ""), raw) },
  ],
  outside: (raw) => talk(raw, raw.replaceAll(/<\/?(?:re)?think>/g, " ")),
  expresses: (action) => action.kind === "box",
  printAction(action, shown) {
    const image = shown.find(({ id }) => id === action.image);
    if (action.kind !== "box" || !image) throw new Error(`Cannot print ${action.kind} on ${action.image}`);
    return `<think>${printJson({ bbox_2d: numbersFromBox(action.box, "resized", image) })}</think>`;
  },
  printThought: (text) => `<rethink>${text}</rethink>`,
  printAnswer: (text) => `<answer>${text}`,
  observation: (body) => framed(body, "", ""),
  toolError: plainToolError,
  observes: () => false,
};

function boxesIn(raw: string, shown: readonly ShownImage[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let taken = 0;
  for (const match of raw.matchAll(FOUR)) {
    pieces.push(...words(raw.slice(taken, match.index)));
    const call = markFrom(match[0].split(",").map(Number), shown[0], { space: "resized" }, "");
    pieces.push(pieceOf(call, match[0], match[0]));
    taken = match.index + match[0].length;
  }
  return [...pieces, ...words(raw.slice(taken))];
}

/** What is left between boxes: brackets and marks are no thought. */
function words(raw: string): readonly Piece[] {
  if (raw === "") return [];
  const text = raw.replaceAll(/<\/?think>/g, " ").trim();
  return /[\p{L}]{2}/u.test(text.replaceAll(/["']?bbox_2d["']?/g, "")) ? thought(text, raw) : [{ kind: "filler", raw }];
}

export const grit = describeSystem({
  name: "grit",
  title: "GRIT",
  source: { of: "eric-ai-lab/GRIT", at: "44699c9" },
  grammar,
  instructions: [
    "You see one picture, {width} pixels wide and {height} high.",
    'Think between <think> and </think>, and write down where you look as JSON with the key "bbox_2d" and four whole pixels [x1, y1, x2, y2].',
    "Go over it again between <rethink> and </rethink>, then write <answer> and the answer behind it.",
  ].join("\n"),
  forms: [],
  signs: [wordsFit(200, (words) => words.includes("<rethink>"))],
});
