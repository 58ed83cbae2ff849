import { err } from "../base";
import { boxFromCorners, cornersOf, type ImageBox } from "../geometry";
import type { ShownImage } from "./contract/dialect";
import { framed, type Grammar, plainComplaint } from "./grammar/grammar";
import { fieldOf, type Literal, numbersOf, parseLiteral, textOf } from "./literal";
import { type CallResult, pieceOf, zoomFrom } from "./reading/call";
import { refusing } from "./reading/limits";
import { numbersFromBox } from "./reading/space";
import { answerBlock, outsideTags, thinkBlock } from "./reading/tags";
import { printJson } from "./reading/toolCall";

/**
 * Mini-o3 (Mini-o3/Mini-o3 at 8654dbf): `<grounding>` with a box in shares of a named image. `original_image` is the
 * first, `observation_i` the i-th that was cut. Pixels are cut off, not rounded, and kept below the last one.
 */
export const miniO3: Grammar = {
  name: "mini-o3",
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
  complain: (complaint) => `ERROR occurs during grounding. Error Information: ${plainComplaint(complaint)}.\n`,
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

function cutOff(box: ImageBox, { size }: ShownImage): ImageBox {
  const [x1, y1, x2, y2] = cornersOf(box);
  const [left = 0, right = 0] = [x1, x2].map((x) => Math.min(Math.max(Math.trunc(x), 0), size.width - 1));
  const [top = 0, bottom = 0] = [y1, y2].map((y) => Math.min(Math.max(Math.trunc(y), 0), size.height - 1));
  return boxFromCorners(left, top, right, bottom);
}
