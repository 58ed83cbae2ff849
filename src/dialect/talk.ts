import type { Grammar } from "./grammar/grammar";
import { describeSystem, wordsFit } from "./grammar/system";
import { wordsOnly, wordsOnlyTraits } from "./grammar/wordsOnly";
import { outsideTags, thinkBlock } from "./reading/tags";

/** Talk without any marks; the last words are the answer. What no sign of a system fits is read as this. */
const grammar: Grammar = {
  ...wordsOnly,
  traits: { ...wordsOnlyTraits, answer: "" },
  blocks: () => [thinkBlock()],
  outside: outsideTags,
  printThought: (text) => text,
  printAnswer: (text) => text,
};

export const talk = describeSystem({
  name: "talk",
  title: "talk",
  source: { of: "words of any model", at: null },
  neutral: true,
  grammar,
  instructions: "",
  forms: [],
  signs: [wordsFit(0, () => true)],
});
