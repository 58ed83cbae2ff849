import { chatExport, type ExportedChat } from "./chatExports";
import { callBlock, picturesOf, saidTexts, textBlock } from "./commonBlocks";
import { type Fields, field, isFields, listField, textField } from "./json";

/**
 * smolagents (1.26.0, what `memory.get_full_steps()` and the full result of a run wrote): what was asked, then a step for
 * each thing that was done. Pictures are there as what Python prints of them; their pixels alone name no picture.
 */
function smolRuns(value: unknown): readonly ExportedChat[] | null {
  const list = Array.isArray(value) ? value : (listField(value, "steps") ?? []);
  if (
    !list.some(isSmolStep) ||
    !list.every((step) => isSmolStep(step) || SMOL.some((name) => field(step, name) !== null))
  )
    return null;
  const system =
    textField(field(value, "system_prompt"), "system_prompt") ?? textField(value, "system_prompt") ?? smolPrompt(list);
  return [{ title: "", model: "", system, messages: list.flatMap(smolMessages) }];
}

/** The instructions that the first step was given, where no step of their own tells them. */
function smolPrompt(list: readonly unknown[]): string {
  if (list.some((step) => field(step, "system_prompt") !== null)) return "";
  const given = list.flatMap((step) => listField(step, "model_input_messages") ?? []);
  const first = given.find((message) => textField(message, "role") === "system");
  return smolTexts(first).join("\n");
}

const smolTexts = (message: unknown): readonly string[] => {
  const content = field(message, "content");
  return typeof content === "string"
    ? [content]
    : (listField(message, "content") ?? []).flatMap((part) => textField(part, "text") ?? []);
};

/**
 * What each step was given is made of the steps before it; a program is run by a tool, as the list of calls has it. Of a run
 * the answer stands beside its steps, too.
 */
const smolRenderings = (value: unknown): readonly string[] => [
  ...(isFields(value) && Array.isArray(value.steps) ? (textField(value, "output") ?? []) : []),
  ...(Array.isArray(value) ? value : (listField(value, "steps") ?? [])).flatMap((step) => [
    ...(listField(step, "model_input_messages") ?? [])
      .filter((message) => textField(message, "role") !== "system")
      .flatMap(stringsIn),
    ...(listField(step, "tool_calls") ?? []).flatMap((call) =>
      textField(step, "code_action") === null && !isSmolAnswer(call) ? [] : stringsIn(call),
    ),
  ]),
];

const stringsIn = (value: unknown): readonly string[] =>
  typeof value === "string"
    ? [value]
    : Array.isArray(value) || isFields(value)
      ? Object.values(value).flatMap(stringsIn)
      : [];

const SMOL = ["task", "system_prompt", "plan", "output"];

const isSmolStep = (step: unknown): boolean =>
  field(step, "step_number") !== null && isFields(step) && "model_output" in step && "observations" in step;

function smolMessages(step: unknown): readonly Fields[] {
  if (!isSmolStep(step)) {
    const task = textField(step, "task");
    if (task !== null) return [{ role: "user", content: [...picturesOf(field(step, "task_images")), textBlock(task)] }];
    const system = textField(step, "system_prompt");
    if (system !== null) return [{ role: "system", content: system }];
    return [{ role: "assistant", content: saidTexts(textField(step, "plan", "output")) }];
  }
  const words = field(step, "model_output");
  // Models that call tools say nothing else; those that write programs say them.
  const called = textField(step, "code_action") === null ? (listField(step, "tool_calls") ?? []) : [];
  const said = typeof words === "string" ? saidTexts(words) : Array.isArray(words) ? words : [];
  const failure = textField(field(step, "error"), "message") ?? textField(step, "error");
  // A call ends the run; what it hands over is the answer. Of a program it is what came of it, of a tool what was observed.
  const answer =
    field(step, "is_final_answer") === true
      ? (textField(step, "action_output") ?? textField(step, "observations"))
      : null;
  const shown = [
    ...picturesOf(field(step, "observations_images")),
    ...saidTexts(called.some(isSmolAnswer) ? null : textField(step, "observations"), failure),
  ];
  return [
    { role: "assistant", content: [...said, ...called.filter((call) => !isSmolAnswer(call)).flatMap(smolCall)] },
    ...(shown.length > 0 ? [{ role: "tool", content: shown }] : []),
    ...(answer === null ? [] : [{ role: "assistant", content: saidTexts(answer) }]),
  ];
}

const isSmolAnswer = (call: unknown): boolean => textField(field(call, "function"), "name") === "final_answer";

const smolCall = (call: unknown): readonly Fields[] => {
  const held = field(call, "function");
  return isFields(held) ? [callBlock(textField(held, "name") ?? "", held.arguments)] : [];
};

export const SMOLAGENTS = chatExport({
  form: "smolagents",
  priority: 130,
  read: smolRuns,
  known: ["timing", "token_usage"],
  renderings: smolRenderings,
  spoken: [
    "model_output",
    "model_output_message",
    "code_action",
    "observations",
    "action_output",
    "task",
    "plan",
    "message",
  ],
});
