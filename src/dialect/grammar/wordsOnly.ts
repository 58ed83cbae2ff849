import type { Traits } from "../contract/dialect";
import type { Block } from "../reading/blocks";
import { answer, thought } from "../reading/call";
import { groundingOutside } from "../reading/grounding";
import { answerBlock, outsideTags, thinkBlock } from "../reading/tags";
import { framed, type Grammar, plainComplaint } from "./grammar";

// Systems that think in words alone, or write boxes without asking to see them.

const traits: Traits = {
  firstImage: null,
  observed: "user-turn",
  performs: "all",
  stop: [],
  turnLimit: 1,
  answer: "<answer>…</answer>",
};

const wordsOnly = {
  space: "pixel",
  expresses: () => false,
  observes: () => false,
  printAction(action) {
    throw new Error(`No words for ${action.kind}`);
  },
  observation: (body) => framed(body, "", ""),
  complain: plainComplaint,
} satisfies Partial<Grammar>;

/** `<think>…</think><answer>…</answer>` as R1-V and its kin write it (R1-V at bbbbe3d). */
export const thinkAnswer: Grammar = {
  ...wordsOnly,
  name: "think-answer",
  traits,
  blocks: () => [thinkBlock(), answerBlock()],
  outside: outsideTags,
  printThought: (text) => `<think>${text}</think>`,
  printAnswer: (text) => `<answer>${text}</answer>`,
};

/** Talk without any marks; the last words are the answer. Thinking with Generated Images writes so (005e31c). */
export const talkOnly: Grammar = {
  ...wordsOnly,
  name: "talk",
  traits: { ...traits, answer: "" },
  blocks: () => [thinkBlock()],
  outside: outsideTags,
  printThought: (text) => text,
  printAnswer: (text) => text,
};

const STAGES = ["SUMMARY", "CAPTION", "REASONING"];

/** LLaVA-CoT (081cc3f): three stages of thought and a conclusion. */
export const llavaCot: Grammar = {
  ...wordsOnly,
  name: "llava-cot",
  traits: { ...traits, answer: "<CONCLUSION>…</CONCLUSION>" },
  blocks: () => [...STAGES.map((stage): Block => thinkBlock([], stage)), answerBlock("CONCLUSION")],
  printThought: (text) => `<REASONING>${text}</REASONING>`,
  printAnswer: (text) => `<CONCLUSION>${text}</CONCLUSION>`,
};

const FINAL = /^###\s*The final answer is:?/i;

/** Mulberry (a49cab5): parts begin with `###`; the last is the answer. */
export const mulberry: Grammar = {
  ...wordsOnly,
  name: "mulberry",
  traits: { ...traits, answer: "### The final answer is:" },
  blocks: () => [],
  outside: (raw) =>
    raw.split(/(?=###)/).flatMap((part) => {
      const mark = FINAL.exec(part)?.[0];
      return mark === undefined ? thought(part.replace(/^###/, ""), part) : answer(part.slice(mark.length), part);
    }),
  printThought: (text) => `### ${text}\n\n`,
  printAnswer: (text) => `### The final answer is: ${text}`,
};

/** LFM2.5-VL: boxes as JSON in shares of the image, anywhere in its words. */
export const lfm2Vl: Grammar = {
  ...wordsOnly,
  name: "lfm2-vl",
  space: "unit",
  traits: { ...traits, answer: "" },
  blocks: () => [],
  outside: (raw, shown) => groundingOutside(raw, shown, "unit"),
  printThought: (text) => text,
  printAnswer: (text) => text,
};
