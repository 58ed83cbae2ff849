import { marksOfChat, shownOnceSpoken, splitChat } from "./chatText";
import { partsOfText } from "./content";
import { conversationIn, isConversation, messagesOf } from "./conversation";
import { field, isFields, listField, textField } from "./json";
import { pairNames } from "./pairs";
import { type ImageReference, type Message, textOfParts } from "./record";

// What the model said, where a record keeps it beside the messages that asked for it.

const KEYS = [
  ...["response", "prediction", "predict", "output", "completion", "completions", "outputs", "responses"],
  ...["model_output", "model_response", "generated_text", "generation", "generations", "pred", "resps"],
  ...["output_response", "model_prediction", "last_output", "final_output", "final_response"],
];

/** One of the runs that a field holds. */
export interface Continuation {
  /** Which of them, where there are several: `completion 2`; empty where it is the only one. */
  readonly name: string;
  messages(bank: ImageReference[]): readonly Message[];
}

/** The runs that continue the messages of a record; none where it has no field with any. */
export function continuationsOf(value: unknown, list: readonly unknown[]): readonly Continuation[] {
  for (const key of KEYS) {
    const held = field(value, key);
    if (held === null || held === list) continue;
    const runs = runsOf(held);
    // Of one run the thoughts may stand beside.
    const thought = runs.length === 1 ? (textField(value, "reasoning_content", "reasoning") ?? "") : "";
    if (runs.length > 0)
      return runs.map((run, i) => ({
        name: runs.length === 1 ? "" : `${key} ${i + 1}`,
        messages: (bank) => withThought(messagesOfRun(run, key, bank), thought),
      }));
  }
  return [];
}

const withThought = ([first, ...others]: readonly Message[], thought: string): readonly Message[] => {
  if (!first || thought.trim() === "" || textOfParts(first.parts).includes("<think>"))
    return first ? [first, ...others] : [];
  return [{ ...first, parts: [{ kind: "text", text: `<think>${thought}</think>\n` }, ...first.parts] }, ...others];
};

/** Words of one run, its messages, or several of either. Whatever else a field holds is no run. */
function runsOf(held: unknown): readonly unknown[] {
  if (isRun(held)) return [held];
  return Array.isArray(held) && held.length > 0 && held.length <= MOST_RUNS && held.every(isRun) ? held : [];
}

const MOST_RUNS = 10_000;

const isRun = (held: unknown): boolean =>
  (typeof held === "string" && held.trim() !== "") || isConversation(held) || isSaid(held);

/** One message, with a role or without. */
const isSaid = (held: unknown): boolean =>
  isFields(held) &&
  ("content" in held || "text" in held
    ? !("role" in held) || isConversation([held])
    : "value" in held && "from" in held);

/** The messages of what `runsOf` found, under the name of its field. */
function messagesOfRun(run: unknown, key: string, bank: ImageReference[]): readonly Message[] {
  if (typeof run === "string") return messagesOfWords(run, key, bank);
  if (isConversation(run)) return messagesOf(run, bank);
  const words = textField(run, "content", "text");
  const message = isFields(run) ? { role: "assistant", content: words, ...run } : run;
  return messagesOf([message], bank);
}

function messagesOfWords(text: string, key: string, bank: ImageReference[]): readonly Message[] {
  const marks = marksOfChat(text);
  if (marks !== null && !marks.isBare) return shownOnceSpoken(splitChat(text, marks, "assistant", bank));
  return [{ role: "assistant", parts: partsOfText(text, bank), place: key }];
}

/** The messages of a record and what continues them, once for each continuation. */
export function continued(
  value: unknown,
  list: readonly unknown[],
  named: readonly ImageReference[],
): readonly { readonly name: string; readonly messages: readonly Message[] }[] {
  const bank = [...named];
  const asked = messagesOf(list, bank);
  // Where the messages end with the model's own words, another field repeats them, or is no part of this run.
  const isAsking = asked.at(-1)?.role !== "assistant" || textOfParts(asked.at(-1)?.parts ?? []).trim() === "";
  const runs = isAsking ? continuationsOf(value, list) : [];
  if (runs.length === 0) return [{ name: "", messages: asked }];
  return runs.map(({ name, messages }) => ({ name, messages: shownOnceSpoken([...asked, ...messages([...bank])]) }));
}

/** Two runs of one problem, of which a person or a model thought one the better. */
export interface Preference {
  readonly chosen: readonly Message[];
  readonly rejected: readonly Message[];
  readonly chosenField: string;
  readonly field: string;
}

/** The two runs of a preference; null where the record holds none. */
export function preferenceIn(
  value: unknown,
  named: readonly ImageReference[],
  otherNamed: readonly ImageReference[],
): Preference | null {
  const names = pairNames(value, (held) => runsOf(held).length === 1);
  if (names === null) return null;
  const { better: chosenField, worse: key } = names;
  const whole = conversationIn(value) ?? conversationIn(field(value, "input")) ?? promptOf(value);
  const chosen = chosenField === null ? whole : asList(whole, field(value, chosenField));
  const rejected = asList(whole, field(value, key));
  let shared = 0;
  while (shared < chosen.length && shared < rejected.length && same(chosen[shared], rejected[shared])) shared++;
  // Turns that both share behind what was asked are turns of both.
  const common = messagesOf(chosen.slice(0, shared), []);
  const spoken = common.findIndex(({ role }) => role === "assistant");
  const before = spoken < 0 ? common.length : spoken;
  return {
    chosen: messagesOf(chosen, [...named]),
    rejected: messagesOf(rejected, [...otherNamed]).slice(before),
    chosenField: chosenField ?? "messages",
    field: key,
  };
}

/** A prompt that is only words, as messages. */
const promptOf = (value: unknown): readonly unknown[] => {
  const prompt = textField(value, "prompt", "question", "query");
  // Alpaca's rows have what is to be done, and what it is to be done with.
  const asked = prompt === null ? [textField(value, "instruction"), textField(value, "input")] : [prompt];
  const content = asked.filter(Boolean).join("\n");
  return content === "" ? [] : [{ role: "user", content }];
};

/**
 * A run behind its prompt, unless it tells the prompt itself. It takes the place of an answer at the end of that: LLaVA-RLHF's
 * code has one there for either run to replace (llava-rlhf/LLaVA-RLHF 54c5c5c, RLHF/data_utils/data_utils_rm.py).
 */
function asList(whole: readonly unknown[], run: unknown): readonly unknown[] {
  const prompt = messagesOf(whole.slice(-1), [])[0]?.role === "assistant" ? whole.slice(0, -1) : whole;
  if (!isConversation(run)) return [...prompt, ownMessage(run)];
  const asks = ["system", "user", "human"].includes(textField(run[0], "role", "from") ?? "");
  return asks ? run : [...prompt, ...run];
}

/** A run that is one message: the model's own, by whatever name it goes (LLaVA-RLHF's set has `from: "llava"`). */
function ownMessage(run: unknown): unknown {
  if (typeof run === "string") return { role: "assistant", content: run };
  return isFields(run) && !isConversation([run]) ? { ...run, role: "assistant" } : run;
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The rows of a record whose fields are columns: a step of training, with a run in each row. Null where it has none. */
export function rowsOf(value: unknown): readonly unknown[] | null {
  const prompts = listField(value, "prompt", "prompts");
  const completions = listField(value, "completion", "completions", "response");
  if (!isFields(value) || !prompts || prompts.length === 0 || prompts.length > MOST_RUNS) return null;
  const areRows = prompts.every((prompt) => typeof prompt === "string" || isConversation(prompt));
  if (!areRows || completions?.length !== prompts.length) return null;
  return prompts.map((_, row) =>
    Object.fromEntries(
      Object.entries(value).map(([key, held]) => [
        key,
        Array.isArray(held) && held.length === prompts.length ? held[row] : held,
      ]),
    ),
  );
}

/** A column with the number of its run. */
const NUMBERED = /^([a-z][a-z_]{0,40}?)_?(\d{1,4})$/;
const ASKED = ["prompt", "input", "question", "query"];

/** The runs of a record with columns for each, counted from 1. Null where it has none with a question and an answer. */
export function numberedRuns(value: unknown): readonly unknown[] | null {
  if (!isFields(value) || !ASKED.some((name) => `${name}_1` in value)) return null;
  const shared: Record<string, unknown> = {};
  const runs = new Map<number, Record<string, unknown>>();
  for (const [key, held] of Object.entries(value)) {
    const [, name, number] = NUMBERED.exec(key) ?? [];
    if (name === undefined) shared[key] = held;
    else runs.set(Number(number), { ...runs.get(Number(number)), [name]: held });
  }
  const all = Array.from(runs, (_, i) => runs.get(i + 1) ?? {});
  const areRuns = all.every(
    (run) => textField(run, ...ASKED) !== null && KEYS.some((key) => runsOf(run[key]).length === 1),
  );
  return areRuns ? all.map((run) => ({ ...shared, ...run })) : null;
}
