import { callText, imagesOf, partsOfText } from "./content";
import { conversationIn, messagesOf, recordOf } from "./conversation";
import { asked, said, type ValueForm } from "./form";
import { type Fields, field, hasAny, isFields, listField, textField } from "./json";
import { literalIn } from "./literals";
import { isNameOfScore, referenceOf } from "./outcome";
import type { ImageReference, LogScore, Message } from "./record";
import { sandboxMessages } from "./sandbox";
import { SET_STEP_KNOWN } from "./setSteps";
import { ratingsOf, severalRuns, withOwn } from "./several";

// A question and one answer in fields of their own, as a table has them in a row. VLMEvalKit (open-compass/VLMEvalKit
// e8e78f05, vlmeval/inference.py) writes the columns of its data set, `prediction`, and where it has them `thinking` and
// `extra_records`; its judges add `hit` and `log`.

const QUESTIONS = [
  ...["question", "problem", "query", "prompt", "initial_prompt", "input", "inputs", "text"],
  ...["question_text", "query_text", "user_query", "user_question", "problem_text", "input_prompt", "origin_prompt"],
  // Sets that ask where something is (likaixin2000/ScreenSpot-Pro-GUI-Grounding, eval_screenspot_pro.py) name the thing.
  ...["prompt_to_evaluate", "expression", "referring_expression"],
  // What is true of a picture, or is not (VSR).
  ...["statement", "claim"],
];
/** What an agent is to do; a single word there is the kind of a task. */
const TASKS = ["confirmed_task", "goal", "task"];
export const RESPONSES = ["response", "sequence", "output", "completion", "predict", "prediction"];
export const OUTPUTS = [
  // What was taken out of these stands beside them as the prediction (zeyofu/BLINK_Benchmark 2d6a779, eval/saved_outputs).
  ...["full_prediction", "full_response", "raw_output", "raw_prediction"],
  ...[...RESPONSES, "model_output", "pred_ans", "model_response", "generated_text", "pred_answer", "predicted_answer"],
  ...["model_answer", "generated_answer", "generation", "pred", "hypothesis", "raw_response", "gpt_output"],
  ...["output_response", "actual_output", "model_prediction", "last_output", "final_output", "final_response"],
];
/** Lists of what a model said to one question. */
const SEVERAL = [
  ...["outputs", "responses", "completions", "generations", "model_outputs", "predictions", "raw_response"],
  ...RESPONSES,
];
/** Beside these, `answer` is what the model said: they hold the right one (OpenGVLab/InternVL 226363e, eval/vqa). */
const RIGHT = [
  ...["annotation", "gt", "gt_answer", "gt_answers", "ground_truth", "groundtruth", "correct_answer", "gold_answer"],
  "reference_answer",
];
const CHOICES = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"];

/** Every name of a field by which a row asks or answers. */
const TELLING: ReadonlySet<string> = new Set([
  ...[...QUESTIONS, ...TASKS, ...OUTPUTS, ...CHOICES, "options", "choices", "hint", "instruction", "description"],
  ...["previous_actions", "response_list", "text", "answer", "index2ans", "prefix", "suffix"],
]);

export const row: ValueForm = {
  kind: "value",
  form: "question-and-answer",
  known: [
    ...[...CHOICES, "choices", "options", "hint", "image_path", "l2-category", "question_type", "correctness"],
    // The letters of the choices that stand beside them (MMMU-Benchmark/MMMU bb0b95a, mmmu/example_outputs).
    ...["all_choices", "index2ans"],
    ...["instruction_style", "gt_type", "task_filename", "ui_type", "data_type", "platform", "application"],
    // Shares of a box that stands in pixels beside them; what was taken out of the response.
    ...["rel_position", "example_ids", "gpt_action", "gpt_value", ...SET_STEP_KNOWN],
    // Whose the several runs of a row are, each of which says so itself.
    "models",
    // UltraFeedback's: the set that a question is from, what the model was told to be, and `None` where nothing is right.
    ...["source", "principle", "correct_answers", "generation_models"],
    // What functions for rewards took out of the words that stand beside, in logs of R1-V and its kin.
    ...["student_answer_bbox", "ground_truth_bbox", "iou_results", "has_format"],
  ],
  spoken: [
    ...["instruction", "hint", "options", "choices", "response_list", "value_list", "tool_list", "previous_actions"],
    ...["description", "gpt_value", "index2ans", "prefix", "suffix", ...TASKS, ...CHOICES],
  ],
  priority: 10,
  read(value, place) {
    // Asked of each record that nobody knows: none of these names, and there is neither a question nor an answer.
    if (!hasAny(value, TELLING)) return null;
    const several = severalIn(value);
    if (several)
      return several.runs.flatMap((run, i) => {
        const where = several.runs.length === 1 ? place : `${place}, ${several.key} ${i + 1}`;
        return isFields(value) ? (row.read({ ...value, [several.key]: null, ...run }, where) ?? []) : [];
      });
    const turns = turnsIn(value);
    const said = saidUnder(value);
    const question = questionOf(value, said);
    const output = turns[0] ?? (said === null ? pointedAt(value, question) : textField(value, said));
    const named = [...imagesOf(value), ...choicePictures(value)];
    const run = conversationIn(literalIn(field(literalIn(field(value, "extra_records")), "conversation")));
    if (output === null && !(question !== "" && (named.length > 0 || choicesOf(value).length > 0))) return null;
    const asks = askedIn(question, named);
    const messages = run
      ? messagesOf(run, [...named])
      : [...earlierIn(value), ...asks.messages, ...saidIn(value, output ?? "", asks.bank), ...laterIn(turns)];
    const record = recordOf(value, messages, { place, form: "question-and-answer", images: named });
    const reference = said === "answer" ? referenceOf(value, said) : record.reference;
    return [{ ...record, reference, scores: [...record.scores, ...ratingsOf(value), ...judgesWords(value)] }];
  },
};

/** Where a model pointed, as harnesses keep it without its words (Fzkuji/GUI-Agent-Harness 23e75e0, runs): a click there. */
function pointedAt(value: unknown, question: string): string | null {
  const held = field(value, ...POINTED);
  if (question === "" || !Array.isArray(held) || held.length !== 2) return null;
  const isPoint = held.every((side) => typeof side === "number" && Number.isFinite(side));
  return isPoint ? callText("screen", { action: "click", coordinate: held }) : null;
}

const POINTED = ["prediction_px", "pred_px", "pred_point", "predicted_point", "predicted_coordinate", "click_point"];

/** Several runs of one question, and the field that holds them. */
function severalIn(value: unknown): { readonly key: string; readonly runs: readonly Fields[] } | null {
  if (OUTPUTS.some((key) => textField(value, key) !== null) || questionOf(value, null) === "") return null;
  for (const key of SEVERAL) {
    const runs = severalRuns(field(value, key), OUTPUTS);
    if (runs) return { key, runs: withOwn(value, runs) };
  }
  return null;
}

/** What one model said turn after turn, as OpenThinkIMG's evaluation keeps it beside what its tools gave (45d295f, tf_eval). */
const turnsIn = (value: unknown): readonly string[] =>
  (listField(value, "response_list") ?? []).filter((words) => typeof words === "string");

const laterIn = (turns: readonly string[]): readonly Message[] =>
  turns.slice(1).map((words, i) => said("assistant", partsOfText(words, []), `response_list ${i + 2}`));

/** The field that holds the model's words; null where there is none. */
function saidUnder(value: unknown): string | null {
  const named = OUTPUTS.find((key) => textField(value, key) !== null);
  if (named !== undefined) return named;
  // LLaVA's and FastChat's answers are a `text` with the id of the answer (haotian-liu/LLaVA 524a75b, eval/model_vqa_loader.py).
  if (textField(value, "answer_id") !== null && textField(value, "text") !== null) return "text";
  if (isOnlyAnswered(value)) return "answer";
  if (textField(value, "prefix") !== null && textField(value, "suffix") !== null) return "suffix";
  if (textField(value, "answer") === null) return null;
  const isJudged = RIGHT.some((key) => referenceOf({ answer: field(value, key) }) !== null);
  return isJudged ? "answer" : null;
}

/**
 * A question that asks for yes or no, an answer that says so, and nothing else: what a model said, as POPE's answers are
 * kept (RUCAIBox/POPE, evaluate.py). Of other questions such a row tells what is right.
 */
const isOnlyAnswered = (value: unknown): boolean =>
  isFields(value) &&
  POLAR.test(textField(value, "question") ?? "") &&
  /^(?:yes|no)\b/i.test(textField(value, "answer") ?? "") &&
  Object.keys(value).every((name) => ["question", "answer", "question_id", "id", "model_id"].includes(name));

const POLAR = /^(?:is|are|was|were|does|do|did|has|have|can|could|will|would|should)\b/i;

/** The question with its hint before and its choices after it, as evaluators show them. */
function questionOf(value: unknown, said: string | null): string {
  const question = plainQuestionOf(value, said);
  const hint = textField(value, "hint") ?? "";
  // Alpaca's rows have what is to be done, and what it is to be done with.
  const instruction = textField(value, "instruction") ?? "";
  // What was done before, as agents on pages of the web are told it.
  const done = (listField(value, "previous_actions") ?? []).filter((line) => typeof line === "string");
  return [hint, instruction, question, ...choicesOf(value), ...done]
    .filter((line) => line !== "" && line !== "nan")
    .join("\n");
}

function plainQuestionOf(value: unknown, said: string | null): string {
  const question = textField(value, ...QUESTIONS.filter((key) => key !== said));
  if (question !== null) return question;
  const task = TASKS.map((key) => textField(value, key) ?? "").find((told) => /\S\s+\S/.test(told));
  // What PaliGemma is given and is to go on with (google-research/big_vision 0127fb6, and the sets that Roboflow exports).
  if (said === "suffix") return textField(value, "prefix") ?? "";
  // How the thing looks that is to be found (OSU-NLP-Group/UGround 3a9b9f2, offline_evaluation).
  return task ?? textField(value, "description") ?? "";
}

/** Choices in a list, by their letters in a record, or each on a line of a text that begins with its letter. */
function listedChoices(held: unknown): readonly string[] {
  if (Array.isArray(held)) return held.filter((choice) => typeof choice === "string");
  // A text stays as it is.
  if (typeof held === "string") return held.split("\n").every(isLettered) && held.trim() !== "" ? [held] : [];
  if (!isFields(held) || !Object.keys(held).every((name) => CHOICES.includes(name))) return [];
  return Object.entries(held).flatMap(([letter, text]) => (typeof text === "string" ? [`${letter}. ${text}`] : []));
}

/** Choices that are pictures: the model is shown them behind those of the question. */
const choicePictures = (value: unknown): readonly ImageReference[] =>
  (listField(value, "choices", "options") ?? []).flatMap((choice) => (isFields(choice) ? imagesOf(choice) : []));

const LETTERED = /^\(?[A-J][.):]/;
const isLettered = (line: string): boolean => line.trim() === "" || LETTERED.test(line.trim());

/** `A. red`, `B. green`: a column for each, or a list of them that the question does not hold already. */
function choicesOf(value: unknown): readonly string[] {
  const texts = CHOICES.map((letter) => textField(value, letter) ?? "");
  const end = texts.findIndex((text) => text === "" || text === "nan");
  const inColumns = texts.slice(0, end < 0 ? texts.length : end);
  const question = plainQuestionOf(value, null);
  const inList = listedChoices(literalIn(field(value, "options", "choices", "index2ans")));
  const choices = inColumns.length > 0 || inList.every((choice) => question.includes(choice)) ? inColumns : inList;
  return choices.slice(0, CHOICES.length).map((text, i) => (LETTERED.test(text) ? text : `${CHOICES[i]}. ${text}`));
}

/** Turns before the question, as pairs of what was asked and answered: Alpaca's `history`. */
const earlierIn = (value: unknown): readonly Message[] =>
  (listField(value, "history") ?? []).flatMap((pair, i): readonly Message[] => {
    const [asks, answer] = Array.isArray(pair) ? pair : [];
    const place = `history ${i + 1}`;
    return typeof asks === "string" && typeof answer === "string"
      ? [asked(asks, [], place), said("assistant", partsOfText(answer, []), place)]
      : [];
  });

function askedIn(
  question: string,
  named: readonly ImageReference[],
): { readonly messages: readonly Message[]; readonly bank: ImageReference[] } {
  const bank = [...named];
  const asks = partsOfText(question, bank);
  const isMarked = asks.some((part) => part.kind === "image");
  return isMarked
    ? { messages: [said("user", asks, "question")], bank }
    : { messages: [asked(question, named, "question")], bank: [] };
}

/** What the model thought and said; what its sandbox answered stands in between. */
function saidIn(value: unknown, output: string, bank: ImageReference[]): readonly Message[] {
  const thinking = textField(value, "thinking", "reasoning_content") ?? "";
  const words = thinking === "" ? output : `<think>${thinking.replace(/<\/?think>/g, "")}</think>\n${output}`;
  if (words === "") return [];
  if (words.includes("<sandbox_output>")) return sandboxMessages(words, bank);
  return [said("assistant", partsOfText(words, bank), "response")];
}

/** What a judge said beside its verdict. */
function judgesWords(value: unknown): readonly LogScore[] {
  if (!isFields(value) || !Object.keys(value).some(isNameOfVerdict)) return [];
  return JUDGES.flatMap((field) => {
    const words = textField(value, field) ?? "";
    return words === "" ? [] : [{ value: words, field, decides: false }];
  });
}

/** VLMEvalKit's judges name their words after themselves; others call them by what they are. */
const JUDGES = [
  ...["log", "gpt4_log", "gpt_log", "judge", "judge_log", "judge_response", "judge_output", "judgement", "judgment"],
  ...["eval_log", "gpt_eval", "gpt_judge", "judge_reason", "feedback", "critique"],
];
const isNameOfVerdict = (key: string): boolean => isNameOfScore(key) || key === "gpt4_score" || key === "res";
