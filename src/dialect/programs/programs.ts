import { type Action, isView } from "../../action";
import { cornersOf } from "../../geometry";
import { type Block, talk } from "../blocks";
import { answer, thought } from "../call";
import type { Piece, ShownImage, Traits } from "../dialect";
import { framed, type Grammar, plainComplaint } from "../foreign";
import { actionsOfProgram } from "../python/program";
import { answerBlock, outsideTags, thinkBlock } from "../tags/tags";
import { toolGrammar } from "../tools/toolGrammar";

// Systems whose models write Python. What it draws and cuts is read out of its source; nothing is ever run here.

/** A program as thoughts and actions, each with its own lines: what it draws, and the rest of it. */
export function programPieces(source: string, raw: string, shown: readonly ShownImage[]): readonly Piece[] {
  const offset = raw.indexOf(source);
  const pieces: Piece[] = [];
  let taken = 0;
  for (const { action, numbers, start, end } of actionsOfProgram(source, shown)) {
    const from = Math.max(taken, offset + start);
    const to = Math.max(taken, offset + end);
    if (from > taken) pieces.push(...codeWords(raw.slice(taken, from)));
    // Several actions of one statement share its words; the first has them.
    pieces.push({ kind: "action", raw: raw.slice(from, to), action, declared: { space: "pixel", numbers } });
    taken = to;
  }
  return taken < raw.length || pieces.length === 0 ? [...pieces, ...codeWords(raw.slice(taken))] : pieces;
}

const codeWords = (raw: string): readonly Piece[] =>
  /[\p{L}\p{N}]/u.test(raw.replaceAll(/<\/?code>|```(?:python)?|'''(?:python)?/g, ""))
    ? thought(raw, raw)
    : [{ kind: "filler", raw }];

const fencedIn = (inside: string): string =>
  /(?:```|''')(?:python|py)?\s*\n([\s\S]*?)(?:```|'''|$)/.exec(inside)?.[1] ?? inside;

const codeBlocks = (shown: readonly ShownImage[]): readonly Block[] => {
  const read = (inside: string, raw: string) => programPieces(fencedIn(inside), raw, shown);
  return [
    { open: "<code>", close: ["</code>"], read },
    { open: "```python", close: ["```"], read: (inside, raw) => programPieces(inside, raw, shown) },
    { open: "'''python", close: ["'''"], read: (inside, raw) => programPieces(inside, raw, shown) },
  ];
};

/** Actions that a short program of PIL calls can say, on the image that the system opens for it. */
const expresses = (action: Action): boolean =>
  action.kind === "zoom" || action.kind === "box" || action.kind === "line";

/** The source of a program for one action. `name` is the variable or the call that gives the picture. */
export function printProgram(action: Action, picture: string): string {
  const whole = (values: readonly number[]): string => values.map((value) => Math.round(value) + 0).join(", ");
  if (action.kind === "zoom") return `image = ${picture}\nimage = image.crop((${whole(cornersOf(action.box))}))`;
  const pen = `image = ${picture}\ndraw = ImageDraw.Draw(image)\n`;
  if (action.kind === "box") return `${pen}draw.rectangle([${whole(cornersOf(action.box))}], outline="red", width=4)`;
  if (action.kind === "line")
    return `${pen}draw.line([${whole(action.points.flatMap(({ x, y }) => [x, y]))}], fill="red", width=4)`;
  throw new Error(`No program is printed for ${action.kind}`);
}

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
  traits: sandboxTraits,
  blocks: (shown) => [
    thinkBlock(codeBlocks(shown)),
    ...codeBlocks(shown),
    // A model that was not stopped makes up what the sandbox says.
    { open: "<sandbox_output>", close: ["</sandbox_output>"], read: thought },
    answerBlock(),
  ],
  outside: outsideTags,
  expresses,
  printAction: (action) => `<code>\n\`\`\`python\n${printProgram(action, "Image.open(image_path)")}\n\`\`\`\n</code>`,
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
    return `<code>\n\`\`\`python\n${printProgram(action, `image_${number}`)}\nplt.imshow(image)\nplt.show()\n\`\`\`\n</code>`;
  },
  observation: (body) => framed(body, body.text === "" ? "Code execution result:\n\nImages:\n" : "", ""),
};

const SKETCH_LABEL = /#{0,3}[ \t]{0,9}(?:THOUGHT|ACTION)[ \t]\d{1,3}:/g;
const NO_ACTION = /^\s*No (?:further )?action (?:is )?needed\.?\s*$/;

/** Words of Visual Sketchpad outside its programs: thoughts behind labels, and the answer behind its own. */
function sketchOutside(raw: string): readonly Piece[] {
  // At the head of a line: models repeat that they were asked to "reply with ANSWER:".
  const at = raw.search(/^#{0,3}[ \t]{0,9}ANSWER:/m);
  const before = at < 0 ? raw : raw.slice(0, at);
  const text = before
    .split(SKETCH_LABEL)
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
  outside: sketchOutside,
  printAction: (action, shown) => {
    const number = shown.findIndex(({ id }) => id === action.image) + 1;
    return `ACTION 0:\n\`\`\`python\n${printProgram(action, `image_${number}`)}\ndisplay(image)\n\`\`\`\n`;
  },
  printThought: (text) => `THOUGHT 0: ${text}\n`,
  printAnswer: (text) => `ANSWER: ${text} TERMINATE`,
  observation: (body) =>
    body.image && body.text === ""
      ? framed(body, "OBSERVATION: Execution success. The output is as follows:\n", "")
      : framed(body, "", ""),
  complain: (complaint) => `OBSERVATION: Execution error. Output:\n${plainComplaint(complaint)}`,
  observes: isView,
};
