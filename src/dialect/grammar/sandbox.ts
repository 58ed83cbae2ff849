import type { Action } from "../../action";
import type { ShownImage, Traits } from "../contract/dialect";
import { USUAL_PROGRAMS } from "../programs/kernel";
import { hasProgram, printProgram, pythonPieces } from "../programs/pieces";
import type { Block } from "../reading/blocks";
import { answerBlock, outsideTags, thinkBlock } from "../reading/tags";
import { framed, type Grammar, plainToolError } from "./grammar";

// Systems whose models write Python. What it draws and cuts is read out of its source; nothing is ever run here.

const fencedIn = (inside: string): string =>
  /(```|''')(?:python|py)?\s*\n([\s\S]*?)(?:\1|$)/.exec(inside)?.[2] ?? inside;

export const codeBlocks = (shown: readonly ShownImage[]): readonly Block[] => {
  const read = (inside: string, raw: string) => pythonPieces(fencedIn(inside), raw, shown);
  return [
    { open: "<code>", close: ["</code>"], read },
    { open: "```python", close: ["```"], read: (inside, raw) => pythonPieces(inside, raw, shown) },
    { open: "'''python", close: ["'''"], read: (inside, raw) => pythonPieces(inside, raw, shown) },
  ];
};

/** Whether Python says an action: a program of its own says what it says already. */
export const saysInPython = (action: Action): boolean =>
  hasProgram(action) ||
  (action.kind === "program" && action.language === "python" && !/```|<\/code>/.test(action.source));

export const sourceOf = (action: Action, picture: string, shows: string): string =>
  action.kind === "program" ? action.source : printProgram(action, picture) + shows;

export const codeBlock = (source: string): string => `<code>\n\`\`\`python\n${source}\n\`\`\`\n</code>`;

export const sandboxTraits: Traits = {
  firstImage: null,
  observed: "same-turn",
  performs: "all",
  stop: ["</code>", "</answer>"],
  turnLimit: 5,
  answer: "<answer>…</answer>",
};

/** Programs in `<code>` and what the sandbox says in `<sandbox_output>`, all in one turn. */
export const sandbox: Grammar = {
  space: "pixel",
  traits: { ...sandboxTraits, acts: "first-image" },
  blocks: (shown) => [thinkBlock(codeBlocks(shown)), ...codeBlocks(shown), answerBlock()],
  programs: USUAL_PROGRAMS,
  outside: outsideTags,
  expresses: saysInPython,
  printAction: (action) => codeBlock(sourceOf(action, "Image.open(image_path)", "")),
  printThought: (text) => `<think>${text}</think>`,
  printAnswer: (text) => `<answer>${text}</answer>`,
  observation: (body) => framed(body, "<sandbox_output>", "</sandbox_output>"),
  toolError: (error) => `Sandbox: ${plainToolError(error)}`,
  observes: () => true,
};
