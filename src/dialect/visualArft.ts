import type { Grammar } from "./grammar/grammar";
import { codeBlocks, sandbox } from "./grammar/sandbox";
import { describeSystem, wordsFit } from "./grammar/system";
import { USUAL_PROGRAMS } from "./programs/kernel";
import { answerBlock, thinkBlock } from "./reading/tags";

/**
 * First what is wrong with the picture, in `<problem>`, then a program of OpenCV that mends it. Each program runs by
 * itself and opens what the one before it saved. For a crop the demonstration puts the numbers of the problem in the
 * place of those that the model wrote; what is read are the model's.
 */
const grammar: Grammar = {
  ...sandbox,
  traits: { ...sandbox.traits, acts: "latest-image", observed: "user-turn", stop: [], turnLimit: 5 },
  programs: { ...USUAL_PROGRAMS, variables: "lost", pictures: [], opens: "latest-image" },
  blocks: (shown) => [thinkBlock(codeBlocks(shown)), ...codeBlocks(shown), thinkBlock([], "problem"), answerBlock()],
};

export const visualArft = describeSystem({
  name: "visual-arft",
  title: "Visual-ARFT",
  source: { of: "Liuziyu77/Visual-RFT, Visual-ARFT", at: "9486633" },
  grammar,
  // Its programs are not run here.
  instructions: null,
  forms: [],
  signs: [wordsFit(670, (words) => /<problem>\s*\{/.test(words))],
});
