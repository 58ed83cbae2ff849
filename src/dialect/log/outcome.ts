import { DECIDING_SCORES, decides } from "../../trace";
import { field, hasAny, isFields, listField, textField } from "./json";
import { OBJECTS_FIELD } from "./objects";
import type { LogRecord, LogScore } from "./record";

// What a log says of what is right, and of how good its run was.

const REFERENCES = [
  ...[
    "answer",
    "ground_truth",
    "solution",
    "label",
    "gt",
    "gts",
    "target",
    "reference",
    "reference_answer",
    "groundtruth",
  ],
  ...["gold", "gold_answer", "correct_answer", "expected_answer", "labels", "gt_answer", "gt_answers", "answers"],
  ...["correct_answers", "expected", "expected_output", "gt_answer_details"],
];

const CHOICE = ["letter", "text", "answer", "value"];

const REFERENCE_NAMES: ReadonlySet<string> = new Set(REFERENCES);

/** The right answer as the log tells it, other than in the field that the model `said`. A mark of right or wrong, as `"label": true`, is a score and no answer. */
export function referenceOf(value: unknown, said?: string): LogRecord["reference"] {
  for (const key of hasAny(value, REFERENCE_NAMES) ? REFERENCES : []) {
    const stands = key === said ? null : anyOf(field(value, key));
    const held = isUntold(key, stands) ? null : stands;
    if (typeof held === "string" || typeof held === "number") return { answer: String(held), field: key };
    // A choice that is told by its letter, its number and its text.
    const choice = isFields(held) ? textField(held, ...CHOICE) : null;
    const told = choice ?? (key !== said && OF_PLACES.has(key) ? placesTold(field(value, key)) : null);
    if (told !== null) return { answer: told, field: key };
  }
  const spec = field(value, "reward_model", "reward_spec") ?? field(field(value, "env_extras"), "reward_spec");
  const held = field(spec, "ground_truth");
  const answer = typeof held === "string" || typeof held === "number" ? String(held) : placesTold(held);
  const name = field(value, "reward_model") === null ? "reward_spec" : "reward_model";
  if (answer !== null) return { answer, field: `${name}.ground_truth` };
  // Beside a place, `annotation` is the set that it is from (Fzkuji/GUI-Agent-Harness 23e75e0, benchmarks/guiact).
  return boxIn(value) ?? objectsIn(value) ?? annotationIn(value, said);
}

function annotationIn(value: unknown, said?: string): LogRecord["reference"] {
  const held = said === "annotation" ? null : anyOf(field(value, "annotation"));
  return typeof held === "string" || typeof held === "number" ? { answer: String(held), field: "annotation" } : null;
}

/**
 * Sets that have right answers for some of their questions write `None` for the others (UltraFeedback), those that keep
 * them to themselves `hidden` (BLINK).
 */
const isUntold = (key: string, stands: unknown): boolean =>
  (key === "correct_answers" && stands === "None") || (key === "answer" && stands === "hidden");

/** Fields whose lists may be places: under the others, lists of numbers say what each step, or each picture, is. */
const OF_PLACES: ReadonlySet<string> = new Set([
  ...["answer", "ground_truth", "solution", "gt", "gts", "target", "reference", "gt_answer", "correct_answer"],
]);

/** Places as text of JSON: a box, a list of them, or records that hold some under the names that grounding uses. */
function placesTold(held: unknown): string | null {
  const items = Array.isArray(held) && !isBox(held) ? held : [held];
  return items.length > 0 && items.every((item) => isBox(item) || BOX_KEYS.some((key) => isBox(field(item, key))))
    ? JSON.stringify(held)
    : null;
}

const isBox = (held: unknown): boolean => Array.isArray(held) && held.length === 4 && held.every(isPlace);

/** VLM-R1 and Qwen, COCO, Visual-RFT. */
const BOX_KEYS = ["bbox_2d", "bbox", "Position"];

/** The place that is right, where something was to be found: its numbers as they stand, for sets differ in what they count. */
function boxIn(value: unknown): LogRecord["reference"] {
  for (const key of hasAny(value, BOX_NAMES) ? BOX_NAMES : []) {
    const held = field(value, key);
    if (Array.isArray(held) && (held.length === 4 || held.length === 2) && held.every(isPlace))
      return { answer: `[${held.join(", ")}]`, field: key, ...layoutIn(value, held) };
    // Numbers as text (OpenBMB/AgentCPM-GUI acbaf50, eval/grounding_eval), and a list of boxes of which any will do.
    if (typeof held === "string" && NUMBERS.test(held)) return { answer: held.trim(), field: key };
    if (Array.isArray(held) && held.length > 0 && held.every((box) => Array.isArray(box) && box.every(isPlace)))
      return {
        answer: JSON.stringify(held.length === 1 ? held[0] : held),
        field: key,
        ...layoutIn(value, held.flat()),
      };
  }
  return null;
}

/** What stands where, in the sets that ms-swift trains on (modelscope/ms-swift 3602360a5): corners of each thing, and what it is called. */
function objectsIn(value: unknown): LogRecord["reference"] {
  const objects = field(value, "objects");
  const [names, boxes] = [listField(objects, "ref"), listField(objects, "bbox")];
  if (!boxes || boxes.length === 0 || !boxes.every(isBox)) return null;
  const isNamed = names?.length === boxes.length && names.every((name) => typeof name === "string");
  const told = isNamed ? boxes.map((bbox_2d, i) => ({ bbox_2d, label: names[i] })) : boxes;
  return { answer: JSON.stringify(told), field: OBJECTS_FIELD };
}

/**
 * Records of COCO and its kin (RefCOCO) tell a corner and a size, and so do those of ScreenSpot, where they count pixels
 * (njucckevin/SeeClick and OS-Copilot's second edition; sets of shares have corners), and all that UGround's evaluation
 * makes (OSU-NLP-Group/UGround 3a9b9f2, offline_evaluation). What they hold besides tells them apart.
 */
function layoutIn(value: unknown, boxes: readonly unknown[]): Pick<NonNullable<LogRecord["reference"]>, "layout"> {
  const inPixels = boxes.some((side) => typeof side === "number" && side > 1);
  const isOfScreens =
    (hasAny(value, OF_SCREENSPOT) && /^(?:icon|text)$/.test(textField(value, "data_type") ?? "")) ||
    (typeof field(value, "scale") === "number" && textField(value, "description") !== null);
  return hasAny(value, OF_COCO) || (isOfScreens && inPixels) ? { layout: "corner-and-size" } : {};
}

const OF_SCREENSPOT: ReadonlySet<string> = new Set(["data_source"]);

const OF_COCO: ReadonlySet<string> = new Set(["segmentation", "iscrowd", "category_id", "ann_id"]);

const BOX_NAMES: ReadonlySet<string> = new Set([
  ...["bbox", "gt_bbox", "gt_box", "bbox_gt", "target_bbox", "gt_point", "abs_position"],
]);
const NUMBERS =
  /^\s{0,5}[<[(]\s{0,5}-?\d{1,9}(?:\.\d{1,20})?(?:[\s,]{1,5}-?\d{1,9}(?:\.\d{1,20})?){1,3}\s{0,5}[>\])]\s{0,5}$/;
const isPlace = (held: unknown): boolean => typeof held === "number" && Number.isFinite(held);

/** Lists of right answers mostly hold one. Several texts, of which any will do, are kept as a list of JSON. */
function anyOf(held: unknown): unknown {
  if (!Array.isArray(held) || held.length === 0) return held;
  const different = [...new Set<unknown>(held)];
  if (different.length === 1) return different[0];
  return different.every((text) => typeof text === "string") ? JSON.stringify(different) : null;
}

const DECIDING: readonly string[] = DECIDING_SCORES;
const DECIDING_NAMES: ReadonlySet<string> = new Set(DECIDING);

/** Names of other scores, as trainers and evaluators make them: `format_reward`, `AccReward`, `vstar_overall_acc`. */
const OF_A_SCORE =
  /(?:^|[_/ -])(?:rewards?|scores?|acc|accuracy|advantages?|iou)(?:$|[_/ -])|[a-z](?:Reward|Score|Acc|Accuracy|ORM)$|^format$/;

/** Numbers of a table of completions that are no scores. */
const NO_SCORE = new Set([
  ...["step", "index", "idx", "epoch", "id", "doc_id", "global_step", "rank", "seed", "sample_id", "group_id"],
]);
const MOST_SCORES = 50;

/** Whether a field is called as scores are, so that a number in it is one. */
export const isNameOfScore = (key: string): boolean =>
  (DECIDING_NAMES.has(key) && key !== "label") || OF_A_SCORE.test(key);

/** Scores, rewards and advantages that the log keeps with the run. */
export function scoresOf(value: unknown): readonly LogScore[] {
  if (!isFields(value)) return [];
  const deciding = hasAny(value, DECIDING_NAMES) ? DECIDING.flatMap((key) => scoreAt(value, key)) : [];
  // Where advantages are told, each other number is what some function made of the run.
  const isTableOfRewards = "advantage" in value || "advantages" in value;
  const others = Object.keys(value).filter(
    (key) =>
      // Most fields are words and lists, whatever they are called.
      (isScore(value[key]) || isFields(value[key])) &&
      !DECIDING_NAMES.has(key) &&
      !NO_SCORE.has(key) &&
      (isTableOfRewards || OF_A_SCORE.test(key)),
  );
  const told = [...deciding, ...others.flatMap((key) => scoreAt(value, key)), ...metricsOf(value)];
  return told.slice(0, MOST_SCORES);
}

/**
 * What each metric of DeepEval (deepeval 4.3.1, test_run/api.py) came to, and why; what others judged of a run one by one
 * is brought here by `parted.ts`.
 */
const metricsOf = (value: unknown): readonly LogScore[] =>
  (listField(value, "metrics_data", "metricsData") ?? []).flatMap((metric): readonly LogScore[] => {
    const name = textField(metric, "name") ?? "";
    const [score, reason] = [field(metric, "score"), textField(metric, "reason") ?? ""];
    return [
      ...(isScore(score) || (typeof score === "string" && score !== "")
        ? [{ value: score, field: name, decides: score === true || score === false }]
        : []),
      ...(reason === "" ? [] : [{ value: reason, field: `${name}.reason`, decides: false }]),
    ];
  });

/** A verdict in a word, as those who evaluate write it: `correct`, `wrong`, `wrong_format`. */
const verdictIn = (held: unknown): unknown =>
  typeof held !== "string" || !VERDICT.test(held) ? held : /^(?:correct|right|true|yes)$/i.test(held);

const VERDICT = /^(?:correct|right|true|yes|incorrect|wrong|wrong_format|false|no)$/i;

/** The score of that name; those within it, where it is a record of scores. */
function scoreAt(value: unknown, key: string): readonly LogScore[] {
  // A label may be a word that is right.
  const held = key === "label" ? field(value, key) : verdictIn(field(value, key));
  if (isScore(held)) return [{ value: held, field: key, decides: decides(key) }];
  // A reward for each token, of which all but one are nothing (NovaSky-AI/SkyRL, skyrl-train, dumped evaluations).
  const parts = Array.isArray(held) && (key === "score" || key === "reward") ? held : [];
  if (parts.length > 1 && parts.every(isPlace) && parts.filter((part) => part !== 0).length <= 1)
    return [{ value: parts.reduce((sum, part) => sum + part, 0), field: key, decides: decides(key) }];
  if (!isFields(held)) return [];
  return Object.entries(held).flatMap(([name, inner]) =>
    isScore(inner) && !NO_SCORE.has(name)
      ? [{ value: inner, field: `${key}.${name}`, decides: decides(`${key}.${name}`) }]
      : [],
  );
}

const isScore = (held: unknown): held is number | boolean =>
  typeof held === "boolean" || (typeof held === "number" && Number.isFinite(held));
