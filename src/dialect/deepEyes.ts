import { QWEN2_BUDGET, type Size, smartResize } from "../geometry";
import { framed, type Grammar, imagePart, textPart } from "./grammar/grammar";
import { type ToolHabits, toolGrammar } from "./grammar/toolGrammar";
import type { Block } from "./reading/blocks";
import { refusing } from "./reading/limits";
import { printJson, printToolCall } from "./reading/toolCall";

/** Said after the question and after each look, as the system does: the marks are its own, the words are not. */
const REMINDER =
  "\nThink in <think>…</think>. Call the tool where a closer look helps; else give the result in <answer>…</answer>.";

const reminded: Pick<ToolHabits, "question"> = {
  question: (text, shown) => [...shown.map(({ id }) => imagePart(id)), textPart(text + REMINDER)],
};

/** Whose rules were in force: the published evaluation performs the first call of a turn, training the last. */
export type DeepEyesRules = "evaluation" | "training";

/**
 * DeepEyes (Visual-Agent/DeepEyes at 6c5e796). Boxes are pixels of the original first image, whatever size the model
 * saw. Read are all of its versions: calls with `name` and `arguments` (V1, V2, V5), with `function` (V4) and as a
 * fenced JSON (V3). Printed is V2.
 */
export const deepEyes = (rules: DeepEyesRules, other: Partial<ToolHabits> = {}): Grammar =>
  toolGrammar({
    name: "deepeyes",
    space: "pixel",
    tool: "image_zoom_in_tool",
    imageField: null,
    labelled: true,
    rotates: true,
    traits: {
      firstImage: null,
      observed: "user-turn",
      performs: rules === "evaluation" ? "first" : "last",
      stop: ["<|im_end|>"],
      turnLimit: rules === "evaluation" ? 11 : 5,
      turnTokens: 10_240,
      answer: "<answer>…</answer>",
      ...(rules === "evaluation" ? { shownSize: (cut: Size) => smartResize(cut, QWEN2_BUDGET) } : {}),
    },
    // Training refuses 30 pixels and less; the evaluation cuts whatever it is told, and pads it with black.
    ...(rules === "training" ? { refuses: refusing({ smallest: 31, longest: 100 }) } : {}),
    extraBlocks: (readCall): readonly Block[] => [fenced(readCall)],
    ...reminded,
    observation: (body) => framed(body, "<tool_response>", `${body.image ? REMINDER : ""}</tool_response>`),
    ...other,
  });

type PrintCall = NonNullable<ToolHabits["printCall"]>;

/** The system's other prompts, by their numbers there: the same tool on the same pixels, called in other words. */
const variant = (number: 1 | 3 | 4 | 5, other: Partial<ToolHabits>): Grammar => {
  const { traits } = deepEyes("training");
  return deepEyes("training", { traits, ...other, name: `deepeyes-prompt-${number}` });
};

const withPath: PrintCall = (name, { bbox_2d, label: _, ...rest }) =>
  printToolCall(name, { image_path: "image_1", ...(bbox_2d === undefined ? {} : { bbox: bbox_2d }), ...rest });

const flat = (input: Readonly<Record<string, unknown>>): string => printJson({ function: "zoom_in", ...input });

/** V1: the call names a path, and a turn that positive angles turn clockwise; the tool itself turned them the other way. */
export const deepEyesPrompt1: Grammar = variant(1, { printCall: withPath });
/** V3: a fenced JSON of its own. */
export const deepEyesPrompt3: Grammar = variant(3, {
  rotates: false,
  printCall: (_, input) => `\`\`\`json\n${flat(input)}\n\`\`\``,
});
/** V4: the same between the marks of a tool call. */
export const deepEyesPrompt4: Grammar = variant(4, {
  rotates: false,
  printCall: (_, input) => `<tool_call>\n${flat(input)}\n</tool_call>`,
});
/** V5: up to three calls in a turn, each answered by a response of its own. */
export const deepEyesPrompt5: Grammar = variant(5, {
  traits: { ...deepEyes("training").traits, performs: "all" },
  observation: (body) => framed(body, "<tool_response>\n", "\n</tool_response>\n"),
});

const fenced = (readCall: Block["read"]): Block => ({ open: "```json", close: ["```"], read: readCall });

/**
 * The DeepEyes recipe of verl: the same call on the picture as resized for the model.
 */
export const verlDeepEyes: Grammar = {
  ...toolGrammar({
    name: "verl-deepeyes",
    space: "resized",
    tool: "image_zoom_in_tool",
    imageField: null,
    labelled: true,
    rotates: false,
    refuses: refusing({ smallest: 28 }),
    traits: {
      firstImage: null,
      observed: "user-turn",
      performs: "last",
      stop: ["<|im_end|>"],
      turnLimit: null,
      answer: "<answer>…</answer>",
    },
  }),
  observation: (body) => framed(body, "", ""),
};
