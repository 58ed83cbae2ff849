import { kernelGrammar } from "./deepEyesV2";
import { framed, type Grammar } from "./grammar/grammar";
import { programPrompt } from "./grammar/programPrompt";
import { codeBlock, codeBlocks, sourceOf } from "./grammar/sandbox";
import { describeSystem, wordsFit } from "./grammar/system";
import { type PictureNames, pictureName, USUAL_PROGRAMS } from "./programs/kernel";
import { boxedAnswerBlock, boxedOutside, thinkBlock } from "./reading/tags";

const CLUES: PictureNames = { name: "image_clue_", first: 0 };

/**
 * Programs in one interpreter, whose images are `image_clue_0`, `image_clue_1` …: those that were given and those that
 * its plots showed. PyVision-RL (agents-x-project/PyVision-RL 62ca599) writes the same, puts the interpreter's answer
 * into `<tool_response>` and boxes its own without tags.
 */
const grammar: Grammar = {
  ...kernelGrammar,
  traits: { ...kernelGrammar.traits, firstImage: 0, turnLimit: null, answer: "<answer>\\boxed{…}</answer>" },
  programs: { ...USUAL_PROGRAMS, pictures: [CLUES] },
  blocks: (shown) => [thinkBlock(codeBlocks(shown)), ...codeBlocks(shown), boxedAnswerBlock()],
  outside: boxedOutside,
  printAction(action, shown) {
    const number = shown.findIndex(({ id }) => id === action.image) + 1;
    return codeBlock(sourceOf(action, pictureName(CLUES, number), "\nplt.imshow(image)\nplt.show()"));
  },
  printAnswer: (text) => `<answer>\n\\boxed{${text}}\n</answer>`,
  observation: (body, { imagesBefore }) =>
    framed(
      body,
      `<interpreter>\nText Result:\n\nImage Result:\n<image_clue_${imagesBefore}>`,
      `</image_clue_${imagesBefore}></interpreter>\n`,
    ),
  toolError: (error) => `<interpreter>${error.kind === "refused" ? "refused" : error.code}</interpreter>\n`,
};

export const pyVision = describeSystem({
  name: "pyvision",
  title: "PyVision",
  source: { of: "agents-x-project/PyVision", at: "d08b450" },
  grammar,
  instructions: programPrompt({
    program: "<code>\n```python\n…\n```\n</code>",
    pictures:
      "The pictures are in image_clue_0, image_clue_1 … as PIL images, those that your programs showed among them.",
    result:
      "What the program prints and the pictures that it shows by plt.show() come back in <interpreter>…</interpreter>.",
    answer: "<answer>\n\\boxed{…}\n</answer>",
  }),
  forms: [],
  signs: [wordsFit(660, (words, told) => words.includes("<code>") && /\bimage_clue_\d/.test(words + told))],
});
