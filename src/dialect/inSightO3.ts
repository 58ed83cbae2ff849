import { framed, type Grammar, plainToolError } from "./grammar/grammar";
import { describeSystem, keptAs, wordsFit } from "./grammar/system";
import { isConversation, messagesOf, recordOf } from "./log/conversation";
import type { ValueForm } from "./log/form";
import { field, listField, textField } from "./log/json";
import type { LogRecord } from "./log/record";
import { keptProgram } from "./programs/pieces";
import { boxedOutside, thinkBlock } from "./reading/tags";

const LANGUAGE = "region-description";

/**
 * A region is asked for in words, and a second model answers with a cut of it: where that lies is told nowhere. The
 * request is kept as a program in a language of its own.
 */
const grammar: Grammar = {
  space: "pixel",
  traits: {
    firstImage: null,
    acts: "first-image",
    observed: "user-turn",
    performs: "all",
    stop: ["</tool_call>"],
    turnLimit: null,
    answer: "\\boxed{…}",
  },
  blocks: (shown) => [
    thinkBlock(),
    {
      open: "<tool_call>",
      close: ["</tool_call>"],
      read: (inside, raw) => keptProgram({ language: LANGUAGE, source: inside.trim(), raw }, [], shown),
    },
  ],
  outside: boxedOutside,
  expresses: (action) => action.kind === "program" && action.language === LANGUAGE,
  printAction: (action) => (action.kind === "program" ? `<tool_call> ${action.source} </tool_call>` : ""),
  printThought: (text) => `<think>${text}</think>`,
  printAnswer: (text) => `\\boxed{${text}}`,
  observation: (body) => framed(body, "", ""),
  toolError: plainToolError,
  observes: (action) => action.kind === "program",
};

/** A line of `eval_records.jsonl`: the talks of an inference, one for each model that took part in it. */
const evaluation: ValueForm = {
  kind: "value",
  form: "insight-o3",
  known: ["success", "agent", "extracted_answer", "fail_reason", "image_path"],
  priority: 66,
  read(value, place) {
    const result = field(value, "eval_result");
    const talks = listField(field(result, "inference_result"), "conversations");
    if (!talks) return null;
    const records = talks.flatMap((talk, i): readonly LogRecord[] => {
      const list = listField(talk, "messages");
      if (!list || !isConversation(list)) return [];
      const where = talks.length === 1 ? place : `${place}, ${textField(talk, "agent") ?? `talk ${i + 1}`}`;
      const record = recordOf(value, messagesOf(list, []), { place: where, form: "insight-o3" });
      const isCorrect = field(result, "is_correct");
      const scores = typeof isCorrect === "boolean" ? [{ value: isCorrect, field: "is_correct", decides: true }] : [];
      return [{ ...record, scores: [...record.scores, ...scores] }];
    });
    return records.length > 0 ? records : null;
  },
};

export const inSightO3 = describeSystem({
  name: "insight-o3",
  title: "InSight-o3",
  source: { of: "m-Just/InSight-o3", at: "21acec8" },
  grammar,
  // The model that finds the regions is not here.
  instructions: null,
  forms: [evaluation],
  signs: [keptAs("insight-o3"), wordsFit(620, (words) => /<tool_call>\s*region_description\s*=/.test(words))],
});
