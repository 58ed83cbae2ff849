import { err, ok } from "../base";
import { boxFromCorners, cornersOf, type ImageBox } from "../geometry";
import type { Measured, ShownImage } from "./contract/dialect";
import { framed, type Grammar, plainToolError } from "./grammar/grammar";
import { describeSystem, wordsFit } from "./grammar/system";
import { fieldOf, type Literal, numberOf, numbersOf, parseLiteral, textOf } from "./literal/literal";
import { CHAT_ML } from "./log/chatTemplates";
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
 * shown since. Pixels are cut off, not rounded, and kept below the last one.
 *
 * `<rotate>` is a fork's (camphortree17/mini-o3-rotate d679346, `ROTATE_TOOL_GUIDE.md`): a clockwise turn of the original
 * by quarters, and the turned picture is `original_image` from there on.
 */
const grammar: Grammar = {
  space: "unit",
  traits: {
    firstImage: null,
    observed: "user-turn",
    performs: "last",
    turnsOriginal: true,
    stop: ["</grounding>", "</rotate>", "</answer>"],
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
    const rotate = {
      open: "<rotate>",
      close: ["</rotate>"],
      read: (inside: string, raw: string) => [pieceOf(rotationFrom(inside, shown), raw, inside)],
    };
    return [thinkBlock([grounding, rotate]), grounding, rotate, answerBlock()];
  },
  outside: outsideTags,
  expresses: (action) => action.kind === "zoom" || (action.kind === "rotate" && QUARTERS.has(action.degrees)),
  // Once it was turned, the first picture has no name any more.
  means(action, shown) {
    const index = shown.findIndex(({ id }) => id === action.image);
    return action.kind === "rotate" ? index === originalIn(shown) : index > 0 || originalIn(shown) === 0;
  },
  printAction(action, shown) {
    const index = shown.findIndex(({ id }) => id === action.image);
    const image = shown[index];
    if (action.kind === "rotate") return `<rotate>${printJson({ angle: action.degrees })}</rotate>`;
    if (!image || action.kind !== "zoom") throw new Error(`Cannot print ${action.kind} on ${action.image}`);
    const source = index === originalIn(shown) ? "original_image" : `observation_${index}`;
    return `<grounding>${printJson({ bbox_2d: numbersFromBox(action.box, "unit", image), source })}</grounding>`;
  },
  printThought: (text) => `<think>${text}</think>`,
  printAnswer: (text) => `<answer>${text}</answer>`,
  observation(body, { observationsBefore, shown }) {
    if (!body.image) return framed(body, "", "");
    const made = shown?.turned
      ? "the image has been rotated and set as the new original image"
      : `here is the the zoom-in image (Observation ${observationsBefore + 1})`;
    return framed(body, `After the above Action ${observationsBefore}, ${made}:\n`, ".\n");
  },
  toolError: (error) => `ERROR occurs during grounding. Error Information: ${plainToolError(error)}.\n`,
  observes: (action) => action.kind === "zoom" || action.kind === "rotate",
};

const QUARTERS: ReadonlySet<number> = new Set([0, 90, 180, 270]);

/** The number of the image that is the original by now, from 0. */
const originalIn = (shown: readonly ShownImage[]): number =>
  Math.max(
    0,
    shown.findLastIndex(({ turned }) => turned === true),
  );

function rotationFrom(text: string, shown: readonly ShownImage[]): CallResult {
  const parsed = parseLiteral(text);
  if (!parsed.ok) return parsed;
  const field = fieldOf(parsed.value, "angle");
  const angle = numberOf(field);
  if (angle === null || !QUARTERS.has(angle)) return err({ code: "bad-number", at: field?.start ?? 0 });
  const image = shown[originalIn(shown)];
  if (!image) return err({ code: "no-such-image", at: 0 });
  const declared = { space: "pixel" as const, numbers: [angle] };
  return ok({ action: { kind: "rotate", image: image.id, degrees: angle }, declared });
}

function groundingFrom(text: string, shown: readonly ShownImage[]): CallResult {
  const parsed = parseLiteral(text);
  if (!parsed.ok) return parsed;
  const field = fieldOf(parsed.value, "bbox_2d");
  const index = sourceIndex(fieldOf(parsed.value, "source"), shown);
  if (index === null) return err({ code: "no-such-image", at: Math.max(0, text.indexOf("source")) });
  return zoomFrom(numbersOf(field), shown[index], { space: "unit", cut: cutOff }, field?.start ?? 0);
}

function sourceIndex(source: Literal | null, shown: readonly ShownImage[]): number | null {
  const name = textOf(source) ?? "original_image";
  if (name === "original_image") return originalIn(shown);
  const number = /^observation_(\d{1,4})$/.exec(name)?.[1];
  return number === undefined ? null : Number(number);
}

function cutOff(box: ImageBox, { size }: Measured): ImageBox {
  const [x1, y1, x2, y2] = cornersOf(box);
  const [left = 0, right = 0] = [x1, x2].map((x) => Math.min(Math.max(Math.trunc(x), 0), size.width - 1));
  const [top = 0, bottom = 0] = [y1, y2].map((y) => Math.min(Math.max(Math.trunc(y), 0), size.height - 1));
  return boxFromCorners(left, top, right, bottom);
}

const CALL = /<(?:grounding|rotate)>/;

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
    const messages: Message[] = [...splitChat(prompt, CHAT_ML, "user", [])].filter(({ role }) => role !== "assistant");
    let seen = 0;
    const isRefused = (value: unknown): boolean => textField(value, "error_info") !== null;
    for (const [i, value] of rest.entries()) {
      const place = `line ${i + 2}`;
      const text = textField(value, "text_output");
      const error = textField(value, "error_info");
      if (text !== null) messages.push({ role: "assistant", parts: [{ kind: "text", text }], place });
      if (error !== null) messages.push({ role: "observation", parts: [{ kind: "text", text: error }], place });
      else if (text !== null && CALL.test(text) && i < rest.length - 1 && !isRefused(rest[i + 1])) {
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
