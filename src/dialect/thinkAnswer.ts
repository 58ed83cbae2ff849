import type { Grammar } from "./grammar/grammar";
import { THINK_AND_ANSWER } from "./grammar/prompts";
import { describeSystem, keptAs, wordsFit } from "./grammar/system";
import { wordsOnly, wordsOnlyTraits } from "./grammar/wordsOnly";
import { imagesOf, partsOfText } from "./log/content";
import { recordOf } from "./log/conversation";
import { asked, said, type ValueForm } from "./log/form";
import { field, isFields, listField, textField } from "./log/json";
import { groundedAnswerBlock, outsideTags, thinkBlock } from "./reading/tags";

/** The evaluation file: many questions with one output each. */
const results: ValueForm = {
  kind: "value",
  form: "r1-v",
  priority: 70,
  read(value, place) {
    const list = listField(value, "results");
    if (!list?.every((item) => isFields(item) && textField(item, "model_output") !== null) || list.length === 0)
      return null;
    return list.filter(isFields).map((item, i) => {
      const question = field(item, "question");
      const asks = isFields(question) ? question : item;
      const messages = [
        asked(textField(asks, "question", "problem") ?? "", imagesOf(asks), "question"),
        said("assistant", partsOfText(textField(item, "model_output") ?? "", []), "model_output"),
      ];
      // What a file says of the run stands beside the question, whether or not that is a record of its own.
      const record = recordOf({ ...item, ...asks }, messages, {
        place: `${place}, result ${i + 1}`,
        form: "r1-v",
        images: imagesOf(asks),
      });
      const truth = textField(item, "ground_truth");
      return truth === null ? record : { ...record, reference: { answer: truth, field: "ground_truth" } };
    });
  },
};

/** `<think>…</think><answer>…</answer>`, as R1-V and its kin write it. */
const grammar: Grammar = {
  ...wordsOnly,
  traits: { ...wordsOnlyTraits, answersUnmarked: true },
  blocks: (shown) => [thinkBlock(), groundedAnswerBlock(shown, "pixel")],
  outside: outsideTags,
  printThought: (text) => `<think>${text}</think>`,
  printAnswer: (text) => `<answer>${text}</answer>`,
};

export const thinkAnswer = describeSystem({
  name: "think-answer",
  title: "<think> <answer>",
  source: { of: "R1-V", at: "bbbbe3d" },
  grammar,
  instructions: THINK_AND_ANSWER,
  forms: [results],
  // Marks of tools for marking pictures are told as its words are.
  signs: [keptAs("label-studio"), keptAs("fiftyone"), wordsFit(20, (words) => /<answer>|<\/think>/.test(words))],
});
