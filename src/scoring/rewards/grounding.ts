import {
  boxFromCorners,
  type ImageBox,
  intersectionOverUnion,
  QWEN2_BUDGET,
  type Size,
  smartResize,
} from "../../geometry";
import { firstTagged, firstTaggedOnLine, isBlocks, isChain, strip } from "../reading/text";
import type { LineReward, Told } from "../reward";
import { completionOf, imagesGiven, type Rollout } from "../rollout";
import { part, printed, type ScoreFacts, scoreOf } from "../score";

const VLM_R1 = {
  title: "VLM-R1",
  reference: "om-ai-lab/VLM-R1@90052f4, src/open-r1-multimodal/src/open_r1/vlm_modules/qwen_module.py",
};
const VISUAL_RFT = { title: "Visual-RFT", reference: "Liuziyu77/Visual-RFT@9486633, src/virft/src/open_r1/grpo.py" };

/** The first picture of the problem; numbers in words are read as pixels of it where its size is not known. */
const pictureOf = (rollout: Rollout): Size | null => {
  const [id] = imagesGiven(rollout);
  return (id && rollout.images.get(id)) ?? null;
};

/** The corners `[x1, y1, x2, y2]` as written, in whole numbers; null where none are. */
function cornersIn(text: string): readonly number[] | null {
  const found = /\[(\d+),\s*(\d+),\s*(\d+),\s*(\d+)\]/.exec(text);
  return found ? found.slice(1, 5).map(Number) : null;
}

/** VLM-R1's model counts in pixels of the picture as Qwen's processor resizes it: sides of 28 pixels. */
function fromResized(corners: readonly number[], size: Size | null): readonly number[] {
  const shown = size ? smartResize(size, QWEN2_BUDGET) : null;
  if (!size || !shown) return corners;
  const [x, y] = [size.width / shown.width, size.height / shown.height];
  return corners.map((value, i) => value * (i % 2 === 0 ? x : y));
}

type Iou = (said: readonly number[], right: ImageBox) => number;

const plainIou: Iou = ([x1 = 0, y1 = 0, x2 = 0, y2 = 0], right) =>
  x2 > x1 && y2 > y1 ? intersectionOverUnion(boxFromCorners(x1, y1, x2, y2), right) : 0;

/**
 * The code takes one pixel off the far sides before it asks whether the boxes meet, and adds it again after: what they
 * share counts for nothing where it is no more than one pixel wide or high.
 */
const iouInCode: Iou = (said, right) => {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0] = said;
  const width = Math.min(x2, right.left + right.width) - Math.max(x1, right.left);
  const height = Math.min(y2, right.top + right.height) - Math.max(y1, right.top);
  return width > 1 && height > 1 ? plainIou(said, right) : 0;
};

const rightBox = ({ reference }: Told): ImageBox | null => reference.boxes?.at(-1)?.box ?? null;

/** A thought, an answer, and in it an object with four whole numbers: anything may stand between. */
const hasBoxFormat = (completion: string): boolean =>
  isChain(completion, [
    /<think>/g,
    /<\/think>\s*<answer>/g,
    /\{/g,
    /\[\d+,\s*\d+,\s*\d+,\s*\d+\]/g,
    /\}/g,
    /<\/answer>/g,
  ]);

const scoredOnce = (facts: ScoreFacts, iou: Iou) => (rollout: Rollout, told: Told) => {
  const completion = completionOf(rollout);
  const corners = cornersIn(firstTagged(completion, "answer") ?? "");
  const said = corners && fromResized(corners, pictureOf(rollout));
  const right = rightBox(told);
  const steps = rollout.turns.flatMap((turn) => turn.steps);
  const parts = [
    part("IoU", said && right ? iou(said, right) : 0, 1, steps.slice(-1)),
    part("format", Number(hasBoxFormat(completion)), 1, steps),
  ];
  return scoreOf(facts, parts, { answer: said ? printedBox(said) : null, reference: right && printedCorners(right) });
};

const printedBox = (corners: readonly number[]): string => `[${corners.map(printed).join(", ")}]`;
const printedCorners = ({ left, top, width, height }: ImageBox): string =>
  printedBox([left, top, left + width, top + height]);

const ONE_BOX = { scores: "line", source: VLM_R1, needs: ["boxes"], parts: ["IoU", "format"], range: [0, 2] } as const;

const CODE = { ...ONE_BOX, name: "vlm-r1" };
export const vlmR1: LineReward = {
  ...CODE,
  form: "code",
  says: "IoU of the first box in the answer, read in pixels of the resized picture, and format; thin overlaps are none.",
  score: scoredOnce(CODE, iouInCode),
};

const PAPER = { ...ONE_BOX, name: "vlm-r1-paper" };
export const vlmR1Paper: LineReward = {
  ...PAPER,
  form: "paper",
  says: "As vlm-r1, with the plain IoU.",
  score: scoredOnce(PAPER, plainIou),
};

/** A box as Visual-RFT's model says it, in thousandths of the picture's sides. */
interface SaidBox {
  readonly corners: readonly number[];
  readonly confidence: number;
}

/** More boxes than this are not matched: matching is quadratic. */
const MOST_BOXES = 1000;

/** The list in the answer; null where it is none, which is worth nothing. Equal boxes count once. */
function saidBoxes(completion: string): readonly SaidBox[] | null {
  const text = strip(firstTaggedOnLine(completion, "answer") ?? completion)
    .replaceAll("[[", "[")
    .replaceAll("]]", "]")
    .replaceAll("\n", "");
  const items = parseItems(text);
  if (!items || items.length === 0) return null;
  const boxes = items.map(boxOf);
  if (!boxes.every((box) => box !== null)) return null;
  return [...new Map(boxes.toReversed().map((box) => [box.corners.join(" "), box])).values()].toReversed();
}

/** A list that was cut off is closed behind its last whole item. */
function parseItems(text: string): readonly unknown[] | null {
  const at = text.lastIndexOf("},");
  const whole = text.endsWith("]") ? text : `${at < 0 ? text : text.slice(0, at)}}]`;
  try {
    const value: unknown = JSON.parse(whole.replaceAll("'", '"'));
    return Array.isArray(value) ? value.slice(0, MOST_BOXES) : null;
  } catch {
    return null;
  }
}

function boxOf(item: unknown): SaidBox | null {
  if (typeof item !== "object" || item === null || !("Position" in item) || !("Confidence" in item)) return null;
  const { Position: corners, Confidence: confidence } = item;
  const areNumbers = Array.isArray(corners) && corners.length === 4 && corners.every(Number.isFinite);
  return areNumbers && Number.isFinite(confidence)
    ? { corners: corners.map(Number), confidence: Number(confidence) }
    : null;
}

/** The surest first, each takes the free right box it overlaps most, if by more than a half; 0 where there is none. */
function matchedIous(
  said: readonly SaidBox[],
  right: readonly ImageBox[],
  size: Size | null,
): readonly [number, number][] {
  const free = [...right];
  const [x, y] = size ? [size.width / 1000, size.height / 1000] : [1, 1];
  return said
    .toSorted((a, b) => b.confidence - a.confidence)
    .map(({ corners, confidence }): [number, number] => {
      const scaled = corners.map((value, i) => value * (i % 2 === 0 ? x : y));
      const ious = free.map((box) => plainIou(scaled, box));
      const best = Math.max(0, ...ious);
      if (best > 0.5) free.splice(ious.indexOf(best), 1);
      return [best > 0.5 ? best : 0, confidence];
    });
}

export const visualRft: LineReward = {
  name: "visual-rft",
  form: "code",
  scores: "line",
  source: VISUAL_RFT,
  says: "IoU of the boxes matched over the longer list, the mean confidence where it is due, and format.",
  needs: ["boxes"],
  parts: ["IoU", "confidence", "format"],
  range: [0, 3],
  score(rollout, { reference }) {
    const completion = completionOf(rollout);
    const said = saidBoxes(completion);
    const right = (reference.boxes ?? []).map(({ box }) => box);
    const matched = said ? matchedIous(said, right, pictureOf(rollout)) : [];
    const iou = matched.reduce((sum, [each]) => sum + each, 0) / Math.max(1, right.length, matched.length);
    const sure = matched.reduce((sum, [each, confidence]) => sum + (each === 0 ? 1 - confidence : confidence), 0);
    const steps = rollout.turns.flatMap((turn) => turn.steps);
    const parts = [
      part("IoU", Math.min(1, iou), 1, steps.slice(-1)),
      part("confidence", Math.min(1, Math.max(0, sure / Math.max(1, matched.length))), 1, steps.slice(-1)),
      part("format", Number(isBlocks(completion, ["think", "answer"])), 1, steps),
    ];
    return scoreOf(visualRft, parts, {
      answer: said?.map(({ corners }) => printedBox(corners)).join(" ") ?? null,
      reference: right.map(printedCorners).join(" "),
    });
  },
};
