import { framed, type Grammar } from "./grammar/grammar";
import { programPrompt } from "./grammar/programPrompt";
import { codeBlock, codeBlocks, sandbox, sandboxTraits, sourceOf } from "./grammar/sandbox";
import { describeSystem, wordsFit } from "./grammar/system";
import { toolGrammar } from "./grammar/toolGrammar";
import { answerBlock, thinkBlock } from "./reading/tags";

/** Programs in a kernel that holds `image_1`, `image_2` …, and web search. */
export const kernelGrammar: Grammar = {
  ...sandbox,
  traits: { ...sandboxTraits, firstImage: 1, observed: "user-turn", performs: "last", turnLimit: 9 },
  blocks(shown) {
    const calls = toolGrammar({
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

export const deepEyesV2 = describeSystem({
  name: "deepeyes-v2",
  title: "DeepEyesV2",
  source: { of: "Visual-Agent/DeepEyesV2", at: "0373e6e" },
  grammar: kernelGrammar,
  instructions: programPrompt({
    program: "<code>\n```python\n…\n```\n</code>",
    pictures: "The pictures are in image_1, image_2 … as PIL images, those that your programs showed among them.",
    result: "What the program prints comes back, with every picture that it shows by plt.show().",
    answer: "<answer>…</answer>",
  }),
  forms: [],
  signs: [wordsFit(500, (words) => /<code>\s{0,20}(?:```|''')python/.test(words))],
});
