import type { Grammar } from "./grammar/grammar";
import { describeSystem, wordsFit } from "./grammar/system";
import { wordsOnly, wordsOnlyTraits } from "./grammar/wordsOnly";
import type { Block } from "./reading/blocks";
import { answerBlock, thinkBlock } from "./reading/tags";

const STAGES = ["SUMMARY", "CAPTION", "REASONING"];

/** Three stages of thought and a conclusion. */
const grammar: Grammar = {
  ...wordsOnly,
  traits: { ...wordsOnlyTraits, answer: "<CONCLUSION>…</CONCLUSION>" },
  blocks: () => [...STAGES.map((stage): Block => thinkBlock([], stage)), answerBlock("CONCLUSION")],
  printThought: (text) => `<REASONING>${text}</REASONING>`,
  printAnswer: (text) => `<CONCLUSION>${text}</CONCLUSION>`,
};

export const llavaCot = describeSystem({
  name: "llava-cot",
  title: "LLaVA-CoT",
  source: { of: "PKU-YuanGroup/LLaVA-CoT", at: "081cc3f" },
  grammar,
  instructions:
    "Answer in four parts: <SUMMARY> how you will go about it </SUMMARY>, <CAPTION> what of the picture matters </CAPTION>, <REASONING> step by step </REASONING>, <CONCLUSION> the answer alone </CONCLUSION>.",
  forms: [],
  signs: [wordsFit(190, (words) => words.includes("<SUMMARY>") || words.includes("<CONCLUSION>"))],
});
