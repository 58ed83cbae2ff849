import type { Action } from "../action";
import { err, ok } from "../base";
import type { Piece, ShownImage } from "./contract/dialect";
import { framed, type Grammar, imagePart, plainComplaint, textPart } from "./grammar/grammar";
import { fieldOf, type Literal, numberOf, numbersOf, parseLiteral, textOf } from "./literal";
import { type Block, talk } from "./reading/blocks";
import { type CallResult, markFrom, pieceOf } from "./reading/call";
import { declare, numbersFromBox, numbersFromPoints, pointsFromNumbers } from "./reading/space";
import { answerBlock, outsideTags, thinkBlock } from "./reading/tags";
import { printJson } from "./reading/toolCall";
import { pensOf } from "./vilasrLabels";

/**
 * ViLaSR (AntResearchNLP/ViLaSR at 61669c0): fenced lists of boxes and of lines, in pixels of an image as resized for
 * the model. Images are counted from 1, and every image drawn on comes back as one more.
 */
export const vilasr: Grammar = {
  name: "vilasr",
  space: "resized",
  traits: {
    firstImage: 1,
    relabels: true,
    observed: "user-turn",
    performs: "all",
    stop: ["<|im_end|>"],
    turnLimit: 10,
    turnTokens: 16_384,
    answer: "<answer>…</answer>",
    // Of the published evaluation; training used other areas, which its prompts tell.
    budget: { factor: 28, minArea: 3136, maxArea: 351_232 },
  },
  blocks(shown) {
    // The system's own parser lets the end of a thought end a fence too.
    const fence: Block = {
      open: "```json",
      close: ["```", "</think>"],
      read: (inside, raw) => items(inside, raw, shown),
    };
    return [thinkBlock([fence]), fence, answerBlock()];
  },
  outside(raw) {
    return ACTION_LINE.test(raw.trim()) ? [{ kind: "filler", raw }] : outsideTags(raw);
  },
  expresses: (action) => action.kind === "box" || (action.kind === "line" && action.points.length === 2),
  printAction(action, shown) {
    const tool = action.kind === "box" ? "Object Mapper" : "Path Tracer";
    return ` Action: ${tool}\n\`\`\`json\n${printJson([itemOf(action, shown)])}\n\`\`\``;
  },
  printThought: (text) => `<think>${text}</think>`,
  printAnswer: (text) => ` Action: Answer\n<answer>${text}</answer>`,
  // The system tells the index and the size of every picture, and its models go by them.
  question: (text, shown) => [
    ...shown.flatMap((image, i) => [imagePart(image.id), textPart(`${indexed(i + 1, image)}\n`)]),
    textPart(`### Question:\n${text}\n`),
  ],
  observation: (body, { imagesBefore, shown }) =>
    body.image && body.text === ""
      ? [imagePart(body.image), textPart(`\n${indexed(imagesBefore + 1, shown)}`)]
      : framed(body, "", ""),
  complain: (complaint) => `Error: ${plainComplaint(complaint)}`,
  observes: (action) => action.kind === "box" || action.kind === "line",
};

function indexed(index: number, shown: ShownImage | undefined): string {
  const { width, height } = shown?.frame ?? shown?.size ?? {};
  const size = width === undefined ? "" : ` (width: ${width}, height: ${height})`;
  return `The index of the given image is ${index}${size}.`;
}

// One run of white space only: two of them side by side cost the square of their length.
const ACTION_LINE = /^(?:<\/think>)?\s*Action:\s*(?:Object Mapper|Path Tracer|Answer)$/;

/** A fenced list as its items, each with the words it stands in. */
function items(inside: string, raw: string, shown: readonly ShownImage[]): readonly Piece[] {
  const parsed = parseLiteral(inside);
  if (!parsed.ok) return [{ kind: "unparsed", raw, text: inside, error: parsed.error }];
  const list = parsed.value.kind === "list" ? parsed.value.items : [parsed.value];
  if (list.length === 0) return talk(raw);
  const offset = raw.indexOf(inside);
  const pens = pensOf(list, shown);
  let start = 0;
  return list.map((item, i) => {
    const end = i === list.length - 1 ? raw.length : offset + item.end;
    const words = raw.slice(start, end);
    const shift = start - offset;
    start = end;
    const call = withPen(callFrom(item, shown), pens[i] ?? null, shown);
    return pieceOf(call.ok ? call : err({ ...call.error, at: call.error.at - shift }), words, words);
  });
}

const withPen = (call: CallResult, order: number | null, shown: readonly ShownImage[]): CallResult => {
  if (!call.ok) return call;
  const { size, frame } = shown.find(({ id }) => id === call.value.action.image) ?? {};
  const scale = size && frame ? size.width / frame.width : 1;
  return ok({ ...call.value, declared: { ...call.value.declared, pen: { style: "vilasr", order, scale } } });
};

function callFrom(item: Literal, shown: readonly ShownImage[]): CallResult {
  const index = numberOf(fieldOf(item, "index"));
  const image = index === null ? undefined : shown[index - 1];
  const label = textOf(fieldOf(item, "label")) ?? "";
  const box = fieldOf(item, "bbox_2d");
  if (box) return markFrom(numbersOf(box), image, { space: "resized" }, label, box.start);
  const ends = [fieldOf(item, "start_point_2d"), fieldOf(item, "end_point_2d")].map(numbersOf);
  if (!image) return err({ code: "no-such-image", at: item.start });
  const [from, to] = ends;
  if (!from || !to) return err({ code: "unknown-action", at: item.start });
  if (from.length !== 2 || to.length !== 2) return err({ code: "wrong-number-count", at: item.start });
  const numbers = [...from, ...to];
  const points = pointsFromNumbers(numbers, "resized", image);
  return {
    ok: true,
    value: { action: { kind: "line", image: image.id, points }, declared: declare(numbers, "resized", image) },
  };
}

function itemOf(action: Action, shown: readonly ShownImage[]): Readonly<Record<string, unknown>> {
  const index = shown.findIndex(({ id }) => id === action.image);
  const image = shown[index];
  if (!image) throw new Error(`Cannot print an action on an image that was not shown: ${action.image}`);
  if (action.kind === "box")
    return { index: index + 1, bbox_2d: numbersFromBox(action.box, "resized", image), label: action.label };
  if (action.kind !== "line") throw new Error(`vilasr has no words for ${action.kind}`);
  const numbers = numbersFromPoints(action.points, "resized", image);
  return { index: index + 1, start_point_2d: numbers.slice(0, 2), end_point_2d: numbers.slice(2, 4), label: "trace" };
}
