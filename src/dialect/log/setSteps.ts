import type { KnownFields } from "./form";
import { type Fields, isFields, listField } from "./json";
import { literalIn } from "./literals";

// Steps of people as sets of demonstrations keep them: what was done stands as codes and elements, and becomes a record
// of an action as agents write it.

/** The step with its action as agents write it; the step itself where it is of no such set. */
export const spokenStep = (step: Fields): Fields => androidStep(step) ?? pageStep(step) ?? step;

/** Fields of such sets that say nothing of a step: names, and where its files are. */
export const SET_STEP_KNOWN: KnownFields = [
  ...["annotation_id", "action_uid", "website", "domain", "subdomain", "blocks_path", "episode_id", "image_full_path"],
  ...["ui_types"],
];

/** Codes of Android in the Wild (IMNearth/CoAT 9ab1a9f, coat/action_utils.py). */
const ANDROID: Readonly<Record<number, string>> = {
  3: "type",
  5: "press_back",
  6: "press_home",
  7: "press_enter",
  10: "complete",
  11: "impossible",
};
const DUAL_POINT = 4;
/** A finger that is lifted closer than this to where it touched has tapped (_SWIPE_DISTANCE_THRESHOLD there), in shares. */
const TAP_DISTANCE = 0.04;

/** A row of Android in the Wild: a code, a text, and where the finger touched and was lifted, y first, in shares. */
function androidStep(step: Fields): Fields | null {
  const code = step.result_action_type ?? step.action_type_id;
  if (typeof code !== "number") return null;
  const { result_action_text: text, result_action_type: _code, ...others } = step;
  if (code === DUAL_POINT) {
    const [from, to] = [yFirst(step.result_touch_yx ?? step.touch), yFirst(step.result_lift_yx ?? step.lift)];
    if (!from) return null;
    const isTap = !to || Math.hypot(from[0] - to[0], from[1] - to[1]) <= TAP_DISTANCE;
    const action = isTap
      ? { action_type: "click", coordinate: from }
      : { action_type: "swipe", start_coordinate: from, coordinate2: to };
    return { ...others, action };
  }
  const verb = ANDROID[code];
  if (verb === undefined) return null;
  return { ...others, action: { action_type: verb, ...(typeof text === "string" && text !== "" ? { text } : {}) } };
}

function yFirst(held: unknown): readonly [x: number, y: number] | null {
  const [y, x] = numbersIn(held);
  return x === undefined || y === undefined ? null : [x, y];
}

/** Numbers of a list, or of a text that holds one. */
function numbersIn(held: unknown): readonly number[] {
  const list = typeof held === "string" && held.startsWith("[") ? literalIn(held) : held;
  return Array.isArray(list) && list.every((item) => typeof item === "number") ? list : [];
}

/** A step of Mind2Web (OSU-NLP-Group/SeeAct 2434627, data/examples): what was done to which element; places in pixels of the whole page. */
function pageStep(step: Fields): Fields | null {
  const operation = literalIn(step.operation);
  if (typeof operation === "string") return blockStep(step, operation);
  if (!isFields(operation) || typeof operation.op !== "string" || !Array.isArray(step.pos_candidates)) return null;
  const { op, value } = operation;
  const { operation: _operation, ...others } = step;
  const place = middleOf(literalIn(listField(step, "pos_candidates")?.[0]));
  const said = typeof value === "string" && value !== "" ? { value } : {};
  return { ...others, action: { action_type: op, ...(place ? { coordinate: place } : {}), ...said } };
}

/**
 * The same as UGround's evaluation has it (OSU-NLP-Group/UGround 3a9b9f2, offline_evaluation/Multimodal-Mind2Web): the
 * verb alone, with what was typed and the boxes of the element beside it, each by a corner and a size.
 */
function blockStep(step: Fields, verb: string): Fields | null {
  const boxes = listField(step, "bbox");
  if (!boxes || typeof step.action_uid !== "string" || verb === "") return null;
  const { operation: _operation, value, bbox: _bbox, target_blocks: _blocks, ...others } = step;
  const place = Array.isArray(boxes[0]) ? middleOfBox(boxes[0]) : null;
  const said = typeof value === "string" && value !== "" ? { value } : {};
  return { ...others, action: { action_type: verb, ...(place ? { coordinate: place } : {}), ...said } };
}

/** `bounding_box_rect: "587,596.5,93,54"`: a corner and a size. */
function middleOf(candidate: unknown): readonly [x: number, y: number] | null {
  const attributes = literalIn(isFields(candidate) ? candidate.attributes : null);
  const told = isFields(attributes) ? attributes.bounding_box_rect : null;
  return middleOfBox(typeof told === "string" ? told.split(",").map(Number) : []);
}

function middleOfBox(box: readonly unknown[]): readonly [x: number, y: number] | null {
  const [x = Number.NaN, y = Number.NaN, width = Number.NaN, height = Number.NaN] = box.map(Number);
  const middle = [x + width / 2, y + height / 2] as const;
  return middle.every(Number.isFinite) ? middle : null;
}
