import { shownOnceSpoken } from "./chatText";
import { callText, imageReference, imagesOf } from "./content";
import { isConversation, recordOf } from "./conversation";
import { isNextOfEpisode, mayBeEpisodeStep } from "./episodes";
import { asked, type KnownFields, type SpokenFields, said, type ValueForm } from "./form";
import { type Fields, field, isFields, listField, textField } from "./json";
import type { ImageReference, LogRecord, Message, MessagePart } from "./record";
import { SET_STEP_KNOWN, spokenStep } from "./setSteps";

// What an agent did to a screen, step by step: a task, and a list of steps with a screenshot each, what was thought, and
// what was done. AgentNet has `traj` with a `value` in each step (xlang-ai/OpenCUA 60da8b9, evaluation/agentnetbench),
// browser-use a `history` of `model_output`, `result` and `state` (browser-use 0.13.14, agent/views.py); most agents write
// a `trajectory` of their own with `screenshot`, `thought`, `action` and `observation`.

const TASKS = [
  ...["task", "instruction", "goal", "query", "question", "confirmed_task", "natural_language_task", "intent"],
  ...["task_description", "user_instruction", "objective", "prompt", "problem", "task_name"],
  // AgentNetBench (xlang-ai/OpenCUA 1d70f20, evaluation/agentnetbench/sample_data): what a person asked for, and in full.
  ...["high_level_task_description", "user_task_description"],
];
const LISTS = ["trajectory", "traj", "trajectories", "steps", "history", "actions", "episode", "rollout", "step_list"];
/** Records within a step whose fields are the step's own. */
const WITHIN = [
  ...["value", "step", "model_output", "current_state", "state", "observation", "output", "info", "inner_monologue"],
  // WebCanvas (iMeanAI/WebCanvas, as OSU-NLP-Group/UGround 3a9b9f2 keeps its runs on Mind2Web-Live).
  ...["dict_result", "description", "current_trace", "execute_action"],
];

const PICTURES = [
  ...["screenshot", "screenshot_path", "screenshot_file", "screenshot_url", "image", "image_path", "image_url", "img"],
  ...["img_path", "images", "screen", "image_file", "screenshot_before", "before_screenshot"],
];
const THOUGHTS = [
  ...["evaluation_previous_goal", "observation_text", "thinking", "thought", "thoughts", "reasoning", "rationale"],
  ...["reasoning_content", "analysis", "reflection", "memory", "plan", "next_goal", "low_level_instruction"],
  ...["low_instruction", "step_instruction", "action_desc", "action_description", "description", "summary"],
  // Chain-of-Action-Thought on Android in the Wild (IMNearth/CoAT, data-example).
  ...["reason", "coat_screen_desc", "coat_action_think", "coat_action_desc"],
];
const ACTIONS = [
  ...["action", "actions", "code", "operation", "action_str", "action_code", "command", "tool_call", "action_type"],
  // AndroidControl as UI-S1 trains on it (X-PLUG/MobileAgent 11cea57, UI-S1/datasets).
  "action_content",
];
const RESPONSES = ["response", "raw_response", "model_response", "prediction", "raw_output", "llm_output"];
export const RESULTS = [
  ...["result", "results", "feedback", "error", "tool_output", "tool_result", "next_observation", "env_feedback"],
  ...["action_result", "extracted_content", "coat_action_result"],
];

/** A step whose inner records are its own fields; what stands outside goes before what stands within. */
export function flatStep(step: Fields, depth = 0): Fields {
  const inner = WITHIN.toReversed().flatMap((name) => (isFields(step[name]) ? [step[name]] : []));
  const own = Object.entries(step).filter(([name, held]) => !(WITHIN.includes(name) && isFields(held)));
  const within = depth < DEEPEST ? inner.flatMap((held) => Object.entries(flatStep(held, depth + 1))) : [];
  return Object.fromEntries([...within, ...own]);
}

const DEEPEST = 3;

const isStep = (step: unknown): step is Fields => {
  if (!isFields(step) || "role" in step || "from" in step) return false;
  const flat = spokenStep(flatStep(step));
  return ACTIONS.some((name) => isDone(flat[name])) || RESPONSES.some((name) => typeof flat[name] === "string");
};

const isDone = (held: unknown): boolean =>
  (typeof held === "string" && held !== "") || isFields(held) || (Array.isArray(held) && held.length > 0);

/** Where no task is told, a step must show the screen, or keep what the model put out apart. */
const isOfAgent = (step: Fields): boolean => isFields(step.model_output) || picturesOf(flatStep(step)).length > 0;

/** The steps of a record, where it has a list of which each does something. */
function stepsIn(value: unknown): readonly Fields[] | null {
  for (const name of LISTS) {
    const list = listField(value, name);
    if (list && list.length > 0 && list.every(isStep)) return list;
  }
  return null;
}

/**
 * Steps whose thoughts and actions are lists side by side, and what the agent said in the end: results as Online-Mind2Web
 * takes them (microsoft/fara 3f3f1fd, webeval/benchmarks/om2w). Their screenshots lie in a folder that no field names.
 */
function historySteps(value: unknown): readonly Fields[] | null {
  const actions = listField(value, "action_history");
  if (!actions || actions.length === 0 || !actions.every((action) => typeof action === "string")) return null;
  const thoughts = listField(value, "thoughts") ?? [];
  const final = textField(value, "final_result_response") ?? "";
  const steps = Array.from({ length: Math.max(actions.length, thoughts.length) }, (_, i) => ({
    thought: thoughts[i] ?? "",
    action: actions[i] ?? "",
  }));
  return [...steps, ...(final === "" ? [] : [{ response: final }])];
}

/** One step of a run as a record of its own, as sets of demonstrations have it: the task, and what was done as a record. */
function loneStep(value: unknown, task: string | null): readonly Fields[] | null {
  if (task === null || !isFields(value) || responseIn(value) !== "" || isConversation(value.messages)) return null;
  const { action } = spokenStep(value);
  if (isFields(action)) return VERBS.some((name) => typeof action[name] === "string") ? [value] : null;
  // Words alone may be about anything, but for a step that says which one it is, and shows the screen.
  return typeof action === "string" && action !== "" && mayBeEpisodeStep(value) && picturesOf(value).length > 0
    ? [value]
    : null;
}

/** Fields of runs and steps that say nothing of them. */
export const TRAJECTORY_KNOWN: KnownFields = [
  ...["url", "tabs", "title", "interacted_element", "step_number", "step_id", "step_num", "action_timestamp", "done"],
  ...["step_start_time", "step_end_time", "episode_id", "task_id", "device", "platform", "os", "app", "website"],
  ...["domain", "subdomain", "annotation_id", "last_step_correct", "last_step_redundant", "screenshot_size"],
  ...["action_uid", "op", "original_op", "backend_node_id", "tag", "step_url", "selector", "episode_length"],
  ...["result_touch_yx", "result_lift_yx", "bounding_box_rect", "element_value", ...SET_STEP_KNOWN],
];

/** Fields that words of a step are read from. */
export const TRAJECTORY_SPOKEN: SpokenFields = [
  ...[...TASKS, ...THOUGHTS, ...ACTIONS, ...RESPONSES, ...RESULTS],
  ...["action_type", "observation", "previous_actions", "action_history", "final_result_response"],
];

export const trajectory: ValueForm = {
  kind: "value",
  form: "trajectory",
  known: TRAJECTORY_KNOWN,
  spoken: TRAJECTORY_SPOKEN,
  priority: 94,
  read(value, place) {
    const episode = Array.isArray(value) ? episodeIn(value) : null;
    const task = textField(episode?.[0] ?? value, ...TASKS);
    const steps = episode ?? stepsIn(value) ?? historySteps(value) ?? loneStep(value, task);
    if (!steps || (task === null && !steps.some(isOfAgent))) return null;
    const messages: readonly Message[] = stepsOnce(steps).flatMap((step, i) =>
      messagesOfStep(spokenStep(flatStep(step)), `step ${i + 1}`),
    );
    const beginning = [asked(task ?? "", steps[0] === value ? [] : imagesOf(value), "task")];
    return [trajectoryRecord(value, [...beginning, ...messages], place)];
  },
};

/** The steps of one run that are records of their own, see `episodes`; null where a list is none. */
const episodeIn = (list: readonly unknown[]): readonly Fields[] | null => {
  const [first, ...others] = list;
  return isEpisodeStep(first) && isOneEpisode(list) && [first, ...others].every(isFields)
    ? list.filter(isFields)
    : null;
};

/** Whether a record is one step of a run, of which the log says which run and which step. */
export const isEpisodeStep = (value: unknown): boolean =>
  mayBeEpisodeStep(value) && loneStep(value, textField(value, ...TASKS)) !== null;

/** Whether the second step goes on from the first: the next of the same run with the same task. */
export const followsInEpisode = (step: unknown, next: unknown): boolean =>
  isNextOfEpisode(step, next) && textField(step, ...TASKS) === textField(next, ...TASKS) && isEpisodeStep(next);

const isOneEpisode = (list: readonly unknown[]): boolean =>
  list.every((step, i) => i === 0 || followsInEpisode(list[i - 1], step));

/** The steps, each with those of the actions before it that no step before it was told of. */
function stepsOnce(steps: readonly Fields[]): readonly Fields[] {
  const told = new Set<string>();
  return steps.map((step) => {
    const before = textsIn(step.previous_actions).filter((line) => !told.has(line));
    if (before.length === 0) return step;
    for (const line of before) told.add(line);
    const observed = typeof step.observation === "string" ? [step.observation] : [];
    return { ...step, observation: [...before, ...observed].join("\n") };
  });
}

function trajectoryRecord(value: unknown, messages: readonly Message[], place: string): LogRecord {
  return recordOf(value, shownOnceSpoken(joinedQuestion(messages)), { place, form: "trajectory", images: [] });
}

/** The first screenshots are shown with the task, and behind it what is said of them. */
function joinedQuestion([first, ...others]: readonly Message[]): readonly Message[] {
  if (!first) return [];
  const until = others.findIndex(({ role }) => role === "assistant");
  const shown = others.slice(0, Math.max(0, until)).flatMap(({ parts }) => parts);
  const pictures = shown.filter(({ kind }) => kind === "image");
  const words = shown.filter(({ kind }) => kind === "text");
  return [{ ...first, parts: [...pictures, ...first.parts, ...words] }, ...others.slice(Math.max(0, until))];
}

export function picturesOf(step: Fields): readonly ImageReference[] {
  for (const name of PICTURES) {
    const held = step[name];
    const list = Array.isArray(held) ? held : [held];
    const found = list.flatMap((item) =>
      typeof item === "string" && item !== ""
        ? [imageReference(item)]
        : imagesOf({ image: isFields(item) ? item : null }),
    );
    if (found.length > 0) return found;
  }
  return [];
}

/** What was on the screen, what the model thought and did, and what came of it. */
function messagesOfStep(step: Fields, place: string): readonly Message[] {
  const shown: readonly MessagePart[] = picturesOf(step).map((image) => ({ kind: "image", image }));
  const observed = typeof step.observation === "string" ? step.observation : "";
  const words = saidIn(step);
  const results = RESULTS.flatMap((name) => resultsIn(step[name]));
  return [
    ...(shown.length > 0 || observed !== "" ? [said("user", [...shown, ...lines([observed])], place)] : []),
    ...(words.length > 0 ? [said("assistant", lines(words), place)] : []),
    ...(results.length > 0 ? [said("observation", lines(results), place)] : []),
  ];
}

/** The model's own words of a step; empty where they were not kept. */
export function responseIn(step: Fields): string {
  for (const name of RESPONSES) {
    const held = step[name];
    if (typeof held === "string" && held !== "") return held;
  }
  return "";
}

/**
 * The model's own words, where they were kept; else what was thought and done, as UI-TARS and its kin write it. `before`
 * is what the step before kept: steps that came of one response each keep all of it.
 */
export function saidIn(step: Fields, before = ""): readonly string[] {
  const response = responseIn(step);
  const told = response === "" || response === before ? [] : [response];
  // A bare word, as OSWorld's `DONE`, is what was done even where the response has it among others.
  const has = (text: string): boolean =>
    /^\w+$/.test(text) ? response.trim() === text : response.includes(text) || told.some((all) => all.includes(text));
  for (const name of THOUGHTS) for (const text of textsIn(step[name])) if (!has(text)) told.push(text);
  for (const name of ACTIONS) {
    // The verb of an action that is a record may stand beside it once more.
    const isVerb = (text: string): boolean => name === "action_type" && told.some((all) => all.includes(`"${text}"`));
    for (const text of actionsIn(step[name], step)) if (!has(text) && !isVerb(text)) told.push(text);
  }
  return told;
}

/** Actions as words: a call that is written out, or a record of one, which is told as a call of the screen. */
function actionsIn(held: unknown, step: Fields): readonly string[] {
  if (typeof held === "string") return held.trim() === "" ? [] : [spokenAction(held, step)];
  if (Array.isArray(held)) return held.flatMap((one, i) => actionsIn(placedAction(one, step, i), step));
  return isFields(held) ? [recordedAction(held)] : [];
}

/**
 * An action on an element that is told by its number, with the middle of that element on the screen where the step tells
 * it: browser-use up to 0.5 keeps what each action was about in `interacted_element` (browser/views.py, dom/history_tree_processor).
 */
function placedAction(action: unknown, step: Fields, i: number): unknown {
  const element = listField(step, "interacted_element")?.[i];
  const middle = field(field(element, "viewport_coordinates"), "center");
  const [x, y] = [field(middle, "x"), field(middle, "y")];
  const [only, ...others] = isFields(action) ? Object.entries(action) : [];
  if (typeof x !== "number" || typeof y !== "number" || !only || others.length > 0) return action;
  const [verb, inputs] = only;
  return isFields(inputs) && "index" in inputs ? { [verb]: { ...inputs, coordinate: [x, y] } } : action;
}

const VERBS = ["action_type", "action", "type", "name", "function", "action_name", "op"];

/** A bare verb whose places stand beside it in the step, or words. */
function spokenAction(text: string, step: Fields): string {
  const isVerb = /^[A-Za-z_]{2,40}$/.test(text.trim());
  const beside = Object.entries(step).filter(([name]) => PLACES.has(name));
  if (isVerb && beside.length > 0) return callText("screen", { action: text.trim(), ...Object.fromEntries(beside) });
  return /^\s*[A-Za-z_]{2,40}\(/.test(text) ? `Action: ${text}` : text;
}

const PLACES = new Set(
  (
    "x y coordinate coordinates point position start_box end_box start_coordinate end_coordinate bbox text value keys key " +
    "direction amount action_input action_args arguments parameters params"
  ).split(" "),
);

/** Records of what an action takes. */
const INPUTS = new Set(["arguments", "parameters", "params", "args", "action_input", "kwargs"]);

/** `{action_type: "CLICK", x, y}`, `{name, arguments}`, or the verb as the name of its only field. */
function recordedAction(action: Fields): string {
  const verb = VERBS.find((name) => typeof action[name] === "string");
  if (verb !== undefined) {
    const inputs = Object.entries(action).filter(([name]) => name !== verb);
    const flat = inputs.flatMap(([name, held]) =>
      INPUTS.has(name) && isFields(held) ? Object.entries(held) : [[name, held] as const],
    );
    return callText("screen", { action: action[verb], ...Object.fromEntries(flat) });
  }
  const [only, ...others] = Object.entries(action).filter(([, input]) => isFields(input));
  return only && others.length === 0
    ? callText("screen", { action: only[0], ...(isFields(only[1]) ? only[1] : {}) })
    : callText("screen", action);
}

/** What came of a step: words, or a record of them. */
export function resultsIn(held: unknown): readonly string[] {
  if (Array.isArray(held)) return held.flatMap(resultsIn);
  const named = isFields(held) ? RESULT_WORDS.flatMap((name) => textsIn(held[name])) : [];
  return named.length > 0 ? named : textsIn(held);
}

const RESULT_WORDS = ["extracted_content", "error", "text", "content", "output", "message", "stdout", "stderr"];

const textsIn = (held: unknown): readonly string[] => {
  if (typeof held === "string") return held.trim() === "" ? [] : [held];
  if (Array.isArray(held)) return held.flatMap(textsIn);
  return isFields(held) && Object.keys(held).length > 0 ? [JSON.stringify(held)] : [];
};

export const lines = (texts: readonly string[]): readonly MessagePart[] =>
  texts.filter((text) => text !== "").map((text): MessagePart => ({ kind: "text", text: `${text}\n` }));
