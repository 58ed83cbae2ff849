import type { Grammar } from "./grammar/grammar";
import { describeSystem, wordsFit } from "./grammar/system";
import { wordsOnly, wordsOnlyTraits } from "./grammar/wordsOnly";
import { answer, thought } from "./reading/call";

const FINAL = /^###\s*The final answer is:?/i;

/** Parts begin with `###`; the last is the answer. */
const grammar: Grammar = {
  ...wordsOnly,
  traits: { ...wordsOnlyTraits, answer: "### The final answer is:" },
  blocks: () => [],
  outside: (raw) =>
    raw.split(/(?=###)/).flatMap((part) => {
      const mark = FINAL.exec(part)?.[0];
      return mark === undefined ? thought(part.replace(/^###/, ""), part) : answer(part.slice(mark.length), part);
    }),
  printThought: (text) => `### ${text}\n\n`,
  printAnswer: (text) => `### The final answer is: ${text}`,
};

export const mulberry = describeSystem({
  name: "mulberry",
  title: "Mulberry",
  source: { of: "HJYao00/Mulberry", at: "a49cab5" },
  grammar,
  instructions:
    "Reason in parts that each begin with ### and a heading. The last part is `### The final answer is:` and the answer.",
  forms: [],
  signs: [wordsFit(180, (words) => /^\s*###/.test(words) && words.includes("The final answer is"))],
});
