import type { Grammar } from "./grammar/grammar";
import { saysInPython } from "./grammar/sandbox";
import { describeSystem, keptAs, wordsFit } from "./grammar/system";
import { wordsOnly, wordsOnlyTraits } from "./grammar/wordsOnly";
import { imageReference } from "./log/content";
import { recordOf } from "./log/conversation";
import { asked, said, type ValueForm } from "./log/form";
import { textField } from "./log/json";
import { keptProgram } from "./programs/pieces";
import { talk } from "./reading/blocks";

/** A function of this name is all that a model of it writes. */
const PROGRAM = /^\s*(?:#[^\n]*\n)?def execute_command\(/;

/**
 * One program over patches of the picture, which other models find while it runs: its boxes are told nowhere. It is kept
 * as a program; what running it came to is the answer.
 */
const grammar: Grammar = {
  ...wordsOnly,
  traits: { ...wordsOnlyTraits, acts: "first-image", answer: "" },
  blocks: () => [],
  outside: (raw, shown) =>
    PROGRAM.test(raw) ? keptProgram({ language: "python", source: raw, raw }, [], shown) : talk(raw),
  expresses: (action) => action.kind === "program" && saysInPython(action) && PROGRAM.test(action.source),
  printAction: (action) => (action.kind === "program" ? action.source : ""),
  printThought: (text) => text,
  printAnswer: (text) => text,
};

/** A row of `results_N.csv`. */
const results: ValueForm = {
  kind: "value",
  form: "vipergpt",
  known: ["possible_answers"],
  priority: 68,
  read(value, place) {
    const [code, result, query] = [textField(value, "code"), textField(value, "result"), textField(value, "query")];
    if (code === null || query === null || !PROGRAM.test(code)) return null;
    const path = textField(value, "img_path");
    const messages = [
      asked(query, path === null ? [] : [imageReference(path)], "query"),
      said("assistant", [{ kind: "text", text: code }], "code"),
      ...(result === null ? [] : [said("assistant", [{ kind: "text", text: result }], "result")]),
    ];
    return [recordOf(value, messages, { place, form: "vipergpt" })];
  },
};

export const viperGpt = describeSystem({
  name: "vipergpt",
  title: "ViperGPT",
  source: { of: "cvlab-columbia/viper", at: "09fe346" },
  grammar,
  // Its programs are not run here.
  instructions: null,
  forms: [results],
  signs: [keptAs("vipergpt"), wordsFit(640, (words) => PROGRAM.test(words) && words.includes("ImagePatch("))],
});
