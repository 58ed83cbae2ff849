import { isView } from "../action";
import type { Piece } from "./contract/dialect";
import { framed, type Grammar, plainToolError } from "./grammar/grammar";
import { sandbox, sourceOf } from "./grammar/sandbox";
import { describeSystem, wordsFit } from "./grammar/system";
import { pythonPieces } from "./programs/pieces";
import { talk } from "./reading/blocks";
import { answer } from "./reading/call";

const SKETCH_LABEL = /#{0,3}[ \t]{0,9}(?:THOUGHT|ACTION)[ \t]\d{1,3}:/g;
// At the head of a line: models repeat that they were asked to "reply with ANSWER:".
const ANSWER = /^#{0,3}[ \t]{0,9}ANSWER:/m;
const NO_ACTION = /^\s*No (?:further )?action (?:is )?needed\.?\s*$/;

/** Words outside its programs: thoughts behind labels, and the answer behind its own. */
export function sketchOutside(raw: string, mark = ANSWER): readonly Piece[] {
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

/** Numbered thoughts and programs; its tools take shares, corner and size. */
export const sketchpadGrammar: Grammar = {
  ...sandbox,
  traits: {
    firstImage: 1,
    observed: "user-turn",
    performs: "all",
    stop: [],
    turnLimit: 10,
    answer: "ANSWER: … TERMINATE",
  },
  blocks: (shown) => [{ open: "```python", close: ["```"], read: (inside, raw) => pythonPieces(inside, raw, shown) }],
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
  toolError: (error) => `OBSERVATION: Execution error. Output:\n${plainToolError(error)}`,
  observes: (action) => isView(action) || action.kind === "program",
};

export const visualSketchpad = describeSystem({
  name: "visual-sketchpad",
  title: "Visual Sketchpad",
  source: { of: "Yushi-Hu/VisualSketchpad", at: "b038598" },
  grammar: sketchpadGrammar,
  // Its programs are not run here.
  instructions: null,
  forms: [],
  signs: [wordsFit(320, (words) => /(?:THOUGHT|ACTION) \d+:/.test(words))],
});
