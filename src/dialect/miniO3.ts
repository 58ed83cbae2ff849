import { err } from "../base";
import { boxFromCorners, cornersOf, type ImageBox } from "../geometry";
import type { Measured, ShownImage } from "./contract/dialect";
import { framed, type Grammar, plainToolError } from "./grammar/grammar";
import { describeSystem, wordsFit } from "./grammar/system";
import { fieldOf, type Literal, numbersOf, parseLiteral, textOf } from "./literal/literal";
import { splitChat } from "./log/chatText";
import { recordOf } from "./log/conversation";
import type { LinesForm } from "./log/form";
import { textField } from "./log/json";
import type { Message } from "./log/record";
import { type CallResult, pieceOf, refusing, zoomFrom } from "./reading/call";
import { numbersFromBox } from "./reading/space";
import { answerBlock, outsideTags, thinkBlock } from "./reading/tags";
import { printJson } from "./reading/toolCall";

/**
 * `<grounding>` with a box in shares of a named image. `original_image` is the first, `observation_i` the i-th that was
 * cut. Pixels are cut off, not rounded, and kept below the last one.
 */
const grammar: Grammar = {
  space: "unit",
  traits: {
    firstImage: null,
    observed: "user-turn",
    performs: "last",
    stop: ["</grounding>", "</answer>"],
    turnLimit: 12,
    turnTokens: 4096,
    answer: "<answer>…</answer>",
  },
  cut: cutOff,
  refuses: refusing({ smallest: 1, longest: 200 }),
  blocks(shown) {
    const grounding = {
      open: "<grounding>",
      close: ["</grounding>"],
      read: (inside: string, raw: string) => [pieceOf(groundingFrom(inside, shown), raw, inside)],
    };
    return [thinkBlock([grounding]), grounding, answerBlock()];
  },
  outside: outsideTags,
  expresses: (action) => action.kind === "zoom",
  printAction(action, shown) {
    const index = shown.findIndex(({ id }) => id === action.image);
    const image = shown[index];
    if (!image || action.kind !== "zoom") throw new Error(`Cannot print ${action.kind} on ${action.image}`);
    const source = index === 0 ? "original_image" : `observation_${index}`;
    return `<grounding>${printJson({ bbox_2d: numbersFromBox(action.box, "unit", image), source })}</grounding>`;
  },
  printThought: (text) => `<think>${text}</think>`,
  printAnswer: (text) => `<answer>${text}</answer>`,
  observation: (body, { observationsBefore }) =>
    body.image
      ? framed(
          body,
          `After the above Action ${observationsBefore}, here is the the zoom-in image (Observation ${observationsBefore + 1}):\n`,
          ".\n",
        )
      : framed(body, "", ""),
  toolError: (error) => `ERROR occurs during grounding. Error Information: ${plainToolError(error)}.\n`,
  observes: (action) => action.kind === "zoom",
};

function groundingFrom(text: string, shown: readonly ShownImage[]): CallResult {
  const parsed = parseLiteral(text);
  if (!parsed.ok) return parsed;
  const field = fieldOf(parsed.value, "bbox_2d");
  const index = sourceIndex(fieldOf(parsed.value, "source"));
  if (index === null) return err({ code: "no-such-image", at: Math.max(0, text.indexOf("source")) });
  return zoomFrom(numbersOf(field), shown[index], { space: "unit", cut: cutOff }, field?.start ?? 0);
}

function sourceIndex(source: Literal | null): number | null {
  const name = textOf(source) ?? "original_image";
  if (name === "original_image") return 0;
  const number = /^observation_(\d{1,4})$/.exec(name)?.[1];
  return number === undefined ? null : Number(number);
}

function cutOff(box: ImageBox, { size }: Measured): ImageBox {
  const [x1, y1, x2, y2] = cornersOf(box);
  const [left = 0, right = 0] = [x1, x2].map((x) => Math.min(Math.max(Math.trunc(x), 0), size.width - 1));
  const [top = 0, bottom = 0] = [y1, y2].map((y) => Math.min(Math.max(Math.trunc(y), 0), size.height - 1));
  return boxFromCorners(left, top, right, bottom);
}

/**
 * `traj.jsonl`: the lines of a file are one run. The pictures lie beside it under names that count up:
 * `original_image.jpg`, then `observation_1_original_image.jpg` for the first that was cut.
 */
const trajectory: LinesForm = {
  kind: "lines",
  form: "mini-o3",
  begins: (first) => textField(first, "initial_prompt") !== null,
  read(lines) {
    const [first, ...rest] = lines;
    const prompt = textField(first, "initial_prompt");
    if (prompt === null || !rest.some((value) => textField(value, "text_output") !== null)) return null;
    const messages: Message[] = [...splitChat(prompt, "markup", "user", [])].filter(({ role }) => role !== "assistant");
    let seen = 0;
    for (const [i, value] of rest.entries()) {
      const place = `line ${i + 2}`;
      const text = textField(value, "text_output");
      const error = textField(value, "error_info");
      if (text !== null) messages.push({ role: "assistant", parts: [{ kind: "text", text }], place });
      if (error !== null) messages.push({ role: "observation", parts: [{ kind: "text", text: error }], place });
      else if (text?.includes("<grounding>") && i < rest.length - 1) {
        const name = `observation_${++seen}_original_image.jpg`;
        messages.push({ role: "observation", parts: [{ kind: "image", image: { kind: "name", name } }], place });
      }
    }
    const images = [{ kind: "name" as const, name: "original_image.jpg" }];
    return { ...recordOf(first, messages, { place: "file", form: "mini-o3", images }), images };
  },
};

const INSTRUCTIONS = [
  "You answer questions about pictures, and may look closer before you answer.",
  "Reason between <think> and </think>. Then do one of two things, and end your turn:",
  'Look closer with <grounding>{"bbox_2d": [x0, y0, x1, y1], "source": "original_image"}</grounding>. Numbers are shares of that picture\'s width and height, from 0 to 1. `source` is original_image, or observation_1, observation_2 and so on for what you were shown since.',
  "Or answer with <answer>your answer</answer>.",
].join("\n");

export const miniO3 = describeSystem({
  name: "mini-o3",
  title: "Mini-o3",
  source: { of: "Mini-o3/Mini-o3", at: "8654dbf" },
  grammar,
  instructions: INSTRUCTIONS,
  forms: [trajectory],
  signs: [wordsFit(700, (words) => words.includes("<grounding>") && !words.includes("<patch_index_"))],
});
