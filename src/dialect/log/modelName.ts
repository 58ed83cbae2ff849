import { field, hasAny, isFields, listField } from "./json";

// Which model's words a log keeps. Trainers, evaluators and servers name it in different fields, and some of them within
// records of settings. The name says what numbers count in where the words alone do not.

const KEYS = [
  ...["model", "model_name", "model_id", "modelId", "modelVersion", "model_version", "model_path"],
  ...["model_name_or_path", "pretrained", "served_model_name", "gen_ai.response.model", "gen_ai.request.model"],
  ...["llm.model_name", "base_model", "policy_model", "actor_model", "engine", "deployment", "ckpt", "checkpoint"],
];

/** Records of settings, and such as hold the whole call of a server. */
const HOLDERS = [
  ...["eval", "args", "config", "model_args", "model_configs", "model_config", "generation_config", "metadata", "meta"],
  ...["extra_info", "info", "attributes", "request", "body", "response", "result", "output", "kwargs", "params"],
];

const NAMES: ReadonlySet<string> = new Set([...KEYS, ...HOLDERS]);

const DEEPEST = 3;
const LONGEST = 500;

/** The name, path or address of the model as a record has it; empty where it has none. */
export function modelNameIn(value: unknown, depth = 0): string {
  const named = hasAny(value, NAMES) ? nameUnder(value, depth) : "";
  return named === "" && depth === 0 ? nameOfSpeaker(value) : named;
}

function nameUnder(value: unknown, depth: number): string {
  for (const key of KEYS) {
    const name = nameFrom(field(value, key), depth);
    if (name !== "") return name;
  }
  for (const key of depth < DEEPEST ? HOLDERS : []) {
    const held = field(value, key);
    const name = typeof held === "string" ? nameInArguments(held) : isFields(held) ? modelNameIn(held, depth + 1) : "";
    if (name !== "") return name;
  }
  return "";
}

/** Inspect and some others keep a record with a name of its own in the field. */
function nameFrom(held: unknown, depth: number): string {
  if (typeof held === "string") return held.slice(0, LONGEST).trim();
  if (!isFields(held) || depth >= DEEPEST) return "";
  const name = field(held, "name", "id");
  return typeof name === "string" ? name.slice(0, LONGEST).trim() : modelNameIn(held, depth + 1);
}

/** `pretrained=Qwen/Qwen2.5-VL-7B-Instruct,max_pixels=…`, as lmms-eval writes its arguments. */
const nameInArguments = (words: string): string =>
  /(?:^|,\s{0,5})(?:pretrained|model|model_version)=([^,\s]{1,500})/.exec(words.slice(0, 2000))?.[1] ?? "";

/** Some logs say it of each message. */
function nameOfSpeaker(value: unknown): string {
  const messages = listField(value, "messages", "conversations") ?? (Array.isArray(value) ? value : []);
  for (const message of messages.slice(0, 100)) {
    const name = field(message, "model", "model_name");
    if (typeof name === "string" && name !== "") return name.slice(0, LONGEST);
  }
  return "";
}
