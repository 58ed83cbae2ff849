import { type Action, isView } from "../../action";
import { cornersOf } from "../../geometry";
import type { Piece, ShownImage, Traits } from "../contract/dialect";
import { hasProgram, printProgram, programPieces } from "../programs/pieces";
import { type Block, talk } from "../reading/blocks";
import { answer, thought } from "../reading/call";
import { answerBlock, outsideTags, thinkBlock } from "../reading/tags";
import { printJson } from "../reading/toolCall";
import { framed, type Grammar, plainComplaint } from "./grammar";
import { toolGrammar } from "./toolGrammar";

// Systems whose models write Python. What it draws and cuts is read out of its source; nothing is ever run here.

const fencedIn = (inside: string): string =>
  /(```|''')(?:python|py)?\s*\n([\s\S]*?)(?:\1|$)/.exec(inside)?.[2] ?? inside;

const codeBlocks = (shown: readonly ShownImage[]): readonly Block[] => {
  const read = (inside: string, raw: string) => programPieces(fencedIn(inside), raw, shown);
  return [
    { open: "<code>", close: ["</code>"], read },
    { open: "```python", close: ["```"], read: (inside, raw) => programPieces(inside, raw, shown) },
    { open: "'''python", close: ["'''"], read: (inside, raw) => programPieces(inside, raw, shown) },
  ];
};

/** Whether Python says an action: a program of its own says what it says already. */
export const saysInPython = (action: Action): boolean =>
  hasProgram(action) ||
  (action.kind === "program" && action.language === "python" && !/```|<\/code>/.test(action.source));

const sourceOf = (action: Action, picture: string, shows: string): string =>
  action.kind === "program" ? action.source : printProgram(action, picture) + shows;

const codeBlock = (source: string): string => `<code>\n\`\`\`python\n${source}\n\`\`\`\n</code>`;

const sandboxTraits: Traits = {
  firstImage: null,
  observed: "same-turn",
  performs: "all",
  stop: ["</code>", "</answer>"],
  turnLimit: 5,
  answer: "<answer>…</answer>",
};

const sandbox = (name: string): Grammar => ({
  name,
  space: "pixel",
  traits: { ...sandboxTraits, acts: "first-image" },
  blocks: (shown) => [
    thinkBlock(codeBlocks(shown)),
    ...codeBlocks(shown),
    // A model that was not stopped makes up what the sandbox says.
    { open: "<sandbox_output>", close: ["</sandbox_output>"], read: thought },
    answerBlock(),
  ],
  outside: outsideTags,
  expresses: saysInPython,
  printAction: (action) => codeBlock(sourceOf(action, "Image.open(image_path)", "")),
  printThought: (text) => `<think>${text}</think>`,
  printAnswer: (text) => `<answer>${text}</answer>`,
  observation: (body) => framed(body, "<sandbox_output>", "</sandbox_output>"),
  complain: (complaint) => `Sandbox: ${plainComplaint(complaint)}`,
  observes: () => true,
});

/** V-Thinker (We-Math/V-Thinker at 77a5ab8) and Thyme (yfzhang114/Thyme at b9285b7): `<code>` and `<sandbox_output>` in one turn. */
export const vThinker: Grammar = sandbox("v-thinker");
export const thyme: Grammar = sandbox("thyme");

/** DeepEyesV2 (Visual-Agent/DeepEyesV2 at 0373e6e): programs in a kernel that holds `image_1`, `image_2` …, and web search. */
export const deepEyesV2: Grammar = {
  ...sandbox("deepeyes-v2"),
  traits: { ...sandboxTraits, firstImage: 1, observed: "user-turn", performs: "last", turnLimit: 9 },
  blocks(shown) {
    const calls = toolGrammar({
      name: "deepeyes-v2",
      space: "pixel",
      tool: "image_zoom_in_tool",
      imageField: null,
      labelled: true,
      rotates: true,
      traits: sandboxTraits,
    }).blocks(shown);
    const call = calls.filter((block) => block.open === "<tool_call>");
    return [thinkBlock(codeBlocks(shown)), ...codeBlocks(shown), ...call, answerBlock()];
  },
  printAction: (action, shown) => {
    const number = shown.findIndex(({ id }) => id === action.image) + 1;
    return codeBlock(sourceOf(action, `image_${number}`, "\nplt.imshow(image)\nplt.show()"));
  },
  observation: (body) => framed(body, body.text === "" ? "Code execution result:\n\nImages:\n" : "", ""),
};

/**
 * Logs of OpenAI's Responses API: programs for a code interpreter, calls of functions, and plain words for an answer.
 * Which file a program opens is told nowhere; the first picture is meant.
 */
export const openAi: Grammar = {
  ...deepEyesV2,
  name: "openai",
  traits: {
    ...sandboxTraits,
    acts: "first-image",
    imagines: true,
    observed: "user-turn",
    stop: [],
    turnLimit: null,
    answer: "",
  },
  printAction: (action) => codeBlock(sourceOf(action, "Image.open(image_path)", "")),
  printAnswer: (text) => text,
  observation: (body) => framed(body, "", ""),
};

const SKETCH_LABEL = /#{0,3}[ \t]{0,9}(?:THOUGHT|ACTION)[ \t]\d{1,3}:/g;
// At the head of a line: models repeat that they were asked to "reply with ANSWER:".
const ANSWER = /^#{0,3}[ \t]{0,9}ANSWER:/m;
const FINAL_ANSWER = /FINAL ANSWER:/;
const NO_ACTION = /^\s*No (?:further )?action (?:is )?needed\.?\s*$/;

/** Words of Visual Sketchpad outside its programs: thoughts behind labels, and the answer behind its own. */
function sketchOutside(raw: string, mark = ANSWER): readonly Piece[] {
  const at = raw.search(mark);
  const before = at < 0 ? raw : raw.slice(0, at);
  // What leads up to a final answer stands behind a label of its own.
  const text = before
    .split(SKETCH_LABEL)
    .flatMap((part) => part.split(ANSWER))
    .filter((part) => !NO_ACTION.test(part))
    .join("\n");
  if (at < 0) return talk(raw, text);
  const said = raw.slice(at);
  const words = said.slice(said.indexOf("ANSWER:") + 7).replace(/TERMINATE[\s\S]*$/, "");
  return [...(before === "" ? [] : talk(before, text)), ...answer(words, said)];
}

/** Visual Sketchpad (Yushi-Hu/VisualSketchpad at b038598): numbered thoughts and programs; its tools take shares, corner and size. */
export const sketchpad: Grammar = {
  ...sandbox("visual-sketchpad"),
  traits: {
    firstImage: 1,
    observed: "user-turn",
    performs: "all",
    stop: [],
    turnLimit: 10,
    answer: "ANSWER: … TERMINATE",
  },
  blocks: (shown) => [{ open: "```python", close: ["```"], read: (inside, raw) => programPieces(inside, raw, shown) }],
  outside: (raw) => sketchOutside(raw),
  printAction: (action, shown) => {
    const number = shown.findIndex(({ id }) => id === action.image) + 1;
    return `ACTION 0:\n\`\`\`python\n${sourceOf(action, `image_${number}`, "\ndisplay(image)")}\n\`\`\`\n`;
  },
  printThought: (text) => `THOUGHT 0: ${text}\n`,
  printAnswer: (text) => `ANSWER: ${text} TERMINATE`,
  observation: (body) =>
    body.image && body.text === ""
      ? framed(body, "OBSERVATION: Execution success. The output is as follows:\n", "")
      : framed(body, "", ""),
  complain: (complaint) => `OBSERVATION: Execution error. Output:\n${plainComplaint(complaint)}`,
  observes: (action) => isView(action) || action.kind === "program",
};

/** The call that boxes or washes a named part of a chart, as ReFocus has it. */
function focusCalls(action: Action, number: number): readonly string[] {
  if (action.kind !== "box" && action.kind !== "highlight") return [];
  const [x1, y1, x2, y2] = cornersOf(action.box).map((value) => Math.round(value) + 0);
  const name = printJson(action.kind === "box" ? action.label : "part");
  const way = action.kind === "box" ? "draw" : "highlight";
  const boxes = `{${name}: {'x1': ${x1}, 'y1': ${y1}, 'x2': ${x2}, 'y2': ${y2}}}`;
  return [`image = focus_on_columns_with_${way}(image_${number}, [${name}], ${boxes})`];
}

/**
 * VTool-R1 (VTool-R1/VTool-R1 at 5318fb2): one program that focuses on parts of a chart, and a final answer. The boxes
 * of the parts are mostly handed to it under a name; only those that stand in the program can be read. The tool draws
 * two pixels further in than it is told.
 */
export const vtoolR1: Grammar = {
  ...sketchpad,
  name: "vtool-r1",
  traits: { ...sketchpad.traits, turnLimit: 2, answer: "FINAL ANSWER: … TERMINATE" },
  blocks: (shown) => [
    { open: "```python", close: ["```"], read: (inside, raw) => programPieces(inside, raw, shown, focusCalls) },
  ],
  outside: (raw) => sketchOutside(raw, FINAL_ANSWER),
  expresses: (action) =>
    action.kind === "box" || action.kind === "highlight" || (action.kind === "program" && saysInPython(action)),
  printAction: (action, shown) => {
    const number = shown.findIndex(({ id }) => id === action.image) + 1;
    const source = action.kind === "program" ? action.source : `${focusCalls(action, number)[0] ?? ""}\ndisplay(image)`;
    return `ACTION 0:\n\`\`\`python\n${source}\n\`\`\`\n`;
  },
  printAnswer: (text) => `FINAL ANSWER: ${text} TERMINATE`,
  observes: (action) => action.kind === "box" || action.kind === "highlight" || action.kind === "program",
};
