import type { Action } from "../action";
import { cornersOf } from "../geometry";
import type { Grammar } from "./grammar/grammar";
import { saysInPython } from "./grammar/sandbox";
import { describeSystem, wordsFit } from "./grammar/system";
import { USUAL_PROGRAMS } from "./programs/kernel";
import { pythonPieces } from "./programs/pieces";
import { printJson } from "./reading/toolCall";
import { sketchOutside, sketchpadGrammar } from "./visualSketchpad";

const FINAL_ANSWER = /FINAL ANSWER:/;

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
 * One program that focuses on parts of a chart, and a final answer. The boxes
 * of the parts are mostly handed to it under a name; only those that stand in the program can be read. The tool draws
 * two pixels further in than it is told.
 */
const grammar: Grammar = {
  ...sketchpadGrammar,
  traits: { ...sketchpadGrammar.traits, turnLimit: 2, answer: "FINAL ANSWER: … TERMINATE" },
  blocks: (shown) => [{ open: "```python", close: ["```"], read: (inside, raw) => pythonPieces(inside, raw, shown) }],
  programs: { ...USUAL_PROGRAMS, printed: focusCalls },
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

export const vtoolR1 = describeSystem({
  name: "vtool-r1",
  title: "VTool-R1",
  source: { of: "VTool-R1/VTool-R1", at: "5318fb2" },
  grammar,
  // Its programs are not run here.
  instructions: null,
  forms: [],
  signs: [
    wordsFit(
      330,
      (words) => words.includes("focus_on_") || (words.includes("FINAL ANSWER:") && /ACTION \d+:/.test(words)),
    ),
  ],
});
