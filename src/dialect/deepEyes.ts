import { QWEN2_BUDGET, type ResizeBudget, smartResize } from "../geometry";
import type { ShownSize } from "./contract/dialect";
import { framed, type Grammar, imagePart, textPart } from "./grammar/grammar";
import { boxField, THINK_AND_ANSWER, tool, toolPrompt, zoomOfFirst } from "./grammar/prompts";
import { callsTool, describeSystem, keptAs, type Source, wordsFit } from "./grammar/system";
import { type ToolHabits, toolGrammar } from "./grammar/toolGrammar";
import { chatRecords } from "./log/chat";
import type { ValueForm } from "./log/form";
import { field } from "./log/json";
import type { Block } from "./reading/blocks";
import { cutByPil, cutByPilOnBlack, refusing } from "./reading/call";
import { printJson, printToolCall } from "./reading/toolCall";

const SOURCE: Source = { of: "Visual-Agent/DeepEyes", at: "6c5e796" };

/** Said after the question and after each look, as the system does: the marks are its own, the words are not. */
const REMINDER =
  "\nThink in <think>…</think>. Call the tool where a closer look helps; else give the result in <answer>…</answer>.";

const reminded: Pick<ToolHabits, "question"> = {
  question: (text, shown) => [...shown.map(({ id }) => imagePart(id)), textPart(text + REMINDER)],
};

/** A copy of qwen-vl-utils' function without the refusal of thin pictures, which is what Qwen-Agent's copy is too. */
const COPIED: ResizeBudget = { ...QWEN2_BUDGET, rule: "qwen-agent 0.0.34" };

/** The evaluation takes the size from the numbers of the call, and so before PIL rounds them. */
const evaluationShows: ShownSize = (asked) => smartResize(asked, COPIED);

/** Whose rules were in force: the published evaluation performs the first call of a turn, training the last. */
type Rules = "evaluation" | "training";

/**
 * Boxes are pixels of the original first image, whatever size the model
 * saw. Read are all of its versions: calls with `name` and `arguments` (V1, V2, V5), with `function` (V4) and as a
 * fenced JSON (V3). Printed is V2.
 */
const grammarUnder = (rules: Rules, other: Partial<ToolHabits> = {}): Grammar =>
  toolGrammar({
    space: "pixel",
    tool: "image_zoom_in_tool",
    imageField: null,
    labelled: true,
    rotates: true,
    // The evaluation hands the box to Pillow as it is; training pulls it into the picture first.
    cut: rules === "evaluation" ? cutByPilOnBlack : cutByPil,
    inOrder: true,
    traits: {
      firstImage: null,
      turns: false,
      observed: "user-turn",
      performs: rules === "evaluation" ? "first" : "last",
      stop: ["<|im_end|>"],
      turnLimit: rules === "evaluation" ? 11 : 5,
      turnTokens: 10_240,
      answer: "<answer>…</answer>",
      ...(rules === "evaluation" ? { shownSize: evaluationShows } : {}),
    },
    // Training refuses 30 pixels and less; the evaluation cuts whatever it is told, and pads it with black.
    ...(rules === "training" ? { refuses: refusing({ smallest: 31, longest: 100 }) } : {}),
    extraBlocks: (readCall): readonly Block[] => [{ open: "```json", close: ["```"], read: readCall }],
    ...reminded,
    observation: (body) => framed(body, "<tool_response>", `${body.image ? REMINDER : ""}</tool_response>`),
    ...other,
  });

const ORIGINAL = zoomOfFirst("in pixels of the picture");

/** The evaluation keeps each run under `pred_output`; where a picture stood, it keeps an empty address. */
const results: ValueForm = {
  kind: "value",
  form: "deepeyes",
  priority: 95,
  read: (value, place) => (field(value, "pred_output") === null ? null : chatRecords(value, place, "deepeyes")),
};

export const deepEyes = describeSystem({
  name: "deepeyes",
  title: "DeepEyes",
  source: SOURCE,
  grammar: grammarUnder("evaluation"),
  instructions: ORIGINAL,
  forms: [results],
  signs: [
    keptAs("deepeyes"),
    // Other systems have a tool that is called `zoom_in`; only here is that a function's.
    wordsFit(
      450,
      (words) =>
        callsTool(words, "image_zoom_in_tool", "image_rotate_tool") ||
        /["']function["']\s{0,5}:\s{0,5}["']zoom_in["']/.test(words),
    ),
  ],
});

export const deepEyesTraining = describeSystem({
  name: "deepeyes-training",
  title: "DeepEyes (training)",
  source: SOURCE,
  grammar: grammarUnder("training"),
  instructions: ORIGINAL,
  forms: [],
  signs: [],
});

type PrintCall = NonNullable<ToolHabits["printCall"]>;

/** The system's other prompts, by their numbers there: the same tool on the same pixels, called in other words. */
const underPrompt = <N extends 1 | 3 | 4 | 5>(number: N, instructions: string, other: Partial<ToolHabits>) => {
  const { traits } = grammarUnder("training");
  const name: `deepeyes-prompt-${N}` = `deepeyes-prompt-${number}`;
  return describeSystem({
    name,
    title: `DeepEyes (prompt V${number})`,
    source: SOURCE,
    grammar: grammarUnder("training", { traits, ...other }),
    instructions,
    forms: [],
    signs: [],
  });
};

const withPath: PrintCall = (name, { bbox_2d, label: _, ...rest }) =>
  printToolCall(name, { image_path: "image_1", ...(bbox_2d === undefined ? {} : { bbox: bbox_2d }), ...rest });

const toldOfPath = toolPrompt(
  [
    tool(
      "image_zoom_in_tool",
      "Cuts a part out of the first picture and shows it larger.",
      {
        image_path: { type: "string", description: "The picture: image_1." },
        bbox: boxField("[x1, y1, x2, y2]: the top left and the bottom right corner, in pixels of the picture"),
      },
      ["image_path", "bbox"],
    ),
  ],
  '{"name": "image_zoom_in_tool", "arguments": {"image_path": "image_1", "bbox": [10, 20, 100, 200]}}',
  [THINK_AND_ANSWER],
);

/** V1: the call names a path, and a turn that positive angles turn clockwise; the tool itself turned them the other way. */
export const deepEyesPrompt1 = underPrompt(1, toldOfPath, { printCall: withPath });

const flat = (input: Readonly<Record<string, unknown>>): string => printJson({ function: "zoom_in", ...input });

/** The versions that call by a JSON object of their own, between these marks. */
const zoomInJson = (open: string, close: string): string =>
  [
    "You answer questions about pictures, and may look closer before you answer.",
    "To look closer at a part of the first picture, in pixels of it, write this and end your turn:",
    open,
    '{"function": "zoom_in", "bbox_2d": [10, 20, 100, 200], "label": "the clock"}',
    close,
    THINK_AND_ANSWER,
  ].join("\n");

/** V3: a fenced JSON of its own. */
export const deepEyesPrompt3 = underPrompt(3, zoomInJson("```json", "```"), {
  rotates: false,
  printCall: (_, input) => `\`\`\`json\n${flat(input)}\n\`\`\``,
});

/** V4: the same between the marks of a tool call. */
export const deepEyesPrompt4 = underPrompt(4, zoomInJson("<tool_call>", "</tool_call>"), {
  rotates: false,
  printCall: (_, input) => `<tool_call>\n${flat(input)}\n</tool_call>`,
});

/** V5: up to three calls in a turn, each answered by a response of its own. */
export const deepEyesPrompt5 = underPrompt(
  5,
  `${ORIGINAL}\nYou may make up to three calls in one turn, each between marks of its own.`,
  {
    traits: { ...grammarUnder("training").traits, performs: "all" },
    observation: (body) => framed(body, "<tool_response>\n", "\n</tool_response>\n"),
  },
);
