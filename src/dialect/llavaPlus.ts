import type { Piece } from "./contract/dialect";
import type { Grammar } from "./grammar/grammar";
import { describeSystem, wordsFit } from "./grammar/system";
import { wordsOnly, wordsOnlyTraits } from "./grammar/wordsOnly";
import { answer, thought } from "./reading/call";

// LLaVA-Plus and what was trained on its form: what is thought, which tools are called, and what is said of it, each behind
// a quoted label. A turn that calls nothing answers.

const [THOUGHTS, ACTIONS, VALUE] = ['"thoughts🤔"', '"actions🚀"', '"value👉"'];

const grammar: Grammar = {
  ...wordsOnly,
  traits: { ...wordsOnlyTraits, turnLimit: null, answer: VALUE },
  blocks: () => [],
  outside(raw) {
    const called = raw.indexOf(ACTIONS);
    const said = called < 0 ? -1 : raw.indexOf(VALUE, called);
    if (said < 0) return thoughts(raw);
    const [calls, words] = [raw.slice(called + ACTIONS.length, said).trim(), raw.slice(said)];
    const says = words.slice(VALUE.length);
    const isAnswer = calls === "" || calls === "[]";
    const between = raw.slice(called, said);
    return [
      ...thoughts(raw.slice(0, called)),
      isAnswer ? { kind: "filler", raw: between } : callOf(between, calls),
      ...(isAnswer ? answer(says, words) : thought(says, words)),
    ];
  },
  printThought: (text) => `${THOUGHTS} ${text}\n`,
  printAnswer: (text) => `${ACTIONS} []\n${VALUE} ${text}`,
};

const thoughts = (raw: string): readonly Piece[] => (raw === "" ? [] : thought(raw.replaceAll(THOUGHTS, ""), raw));

/** Its tools find things on servers of their own: none of them is performed here. */
const callOf = (raw: string, text: string): Piece => ({
  kind: "unparsed",
  raw,
  text,
  error: { code: "unsupported-call", at: 0 },
});

export const llavaPlus = describeSystem({
  name: "llava-plus",
  title: "LLaVA-Plus",
  source: { of: "OpenThinkIMG/OpenThinkIMG, tool_server/backup/tf_eval/output", at: "45d295f" },
  grammar,
  instructions: null,
  forms: [],
  signs: [wordsFit(506, (words) => words.includes('"thoughts🤔"') && words.includes('"actions🚀"'))],
});
