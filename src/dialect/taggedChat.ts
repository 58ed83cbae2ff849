import { framed, type Grammar } from "./grammar/grammar";
import { codeBlock, codeBlocks, saysInPython, sourceOf } from "./grammar/sandbox";
import { actionStyle } from "./grammar/screenTools";
import { describeSystem, wordsFit } from "./grammar/system";
import { toolGrammar } from "./grammar/toolGrammar";
import { trajectoryLines } from "./log/trajectoryLines";
import { USUAL_PROGRAMS } from "./programs/kernel";
import { automationPieces, automationWithin, callsAutomation } from "./reading/automation";
import { outsideTags } from "./reading/tags";

const tools = toolGrammar({
  space: "pixel",
  tool: "zoom",
  imageField: null,
  labelled: false,
  rotates: false,
  screen: actionStyle("screen"),
  traits: {
    firstImage: null,
    observed: "user-turn",
    performs: "all",
    stop: [],
    turnLimit: null,
    // Whoever it is may answer without any mark.
    answer: "",
  },
  outside: (raw, shown) => automationPieces(raw, shown, outsideTags),
  printAnswer: (text) => text,
});

/**
 * Marks that very many systems share: `<think>`, `<tool_call>`, `<answer>`, Python in `<code>`, and the calls of screen
 * automation. Whose they are is not known: calls of unknown tools stay words and are told as such, places are pixels of
 * the first picture unless the numbers say otherwise, and the last words are the answer.
 */
const grammar: Grammar = {
  ...tools,
  programs: USUAL_PROGRAMS,
  blocks: (shown) => [
    ...tools.blocks(shown),
    ...codeBlocks(shown).map((block) => ({
      ...block,
      read: (inside: string, raw: string) =>
        callsAutomation(inside) ? automationWithin(inside, raw, shown) : block.read(inside, raw),
    })),
  ],
  expresses: (action) => saysInPython(action) || tools.expresses(action),
  printAction: (action, shown) =>
    saysInPython(action) && action.kind !== "zoom"
      ? codeBlock(sourceOf(action, "Image.open(image_path)", ""))
      : tools.printAction(action, shown),
  observation: (body) => framed(body, "", ""),
};

export const taggedChat = describeSystem({
  name: "tagged-chat",
  title: "tagged chat",
  source: { of: "marks that many systems share", at: null },
  neutral: true,
  grammar,
  // Nobody is asked to speak as nobody in particular.
  instructions: null,
  forms: [trajectoryLines],
  signs: [wordsFit(30, (words) => words.includes("<tool_call>") || words.includes("<code>") || callsAutomation(words))],
});
