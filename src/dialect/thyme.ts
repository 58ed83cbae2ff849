import { SANDBOX_PROMPT } from "./grammar/programPrompt";
import { sandbox } from "./grammar/sandbox";
import { describeSystem, keptAs, wordsFit } from "./grammar/system";
import type { ValueForm } from "./log/form";
import { field, textField } from "./log/json";
import { OUTPUTS, row } from "./log/row";
import { sandboxedRecords } from "./log/sandbox";

/** The turn stands under `response`, where V-Thinker has `model_response`. */
const results: ValueForm = {
  kind: "value",
  form: "thyme",
  priority: 60,
  read: (value, place) => (field(value, "model_response") === null ? sandboxedRecords(value, place, "thyme") : null),
};

/** As VLMEvalKit keeps it, which Thyme and DeepEyesV2 are evaluated with: the turn is a column of a table. */
const tables: ValueForm = {
  kind: "value",
  form: "thyme-table",
  known: row.known ?? [],
  priority: 12,
  read(value, place) {
    const isOurs = (textField(value, ...OUTPUTS) ?? "").includes("<sandbox_output>");
    const records = isOurs ? row.read(value, place) : null;
    return records === null ? null : records.map((record) => ({ ...record, form: "thyme-table" }));
  },
};

export const thyme = describeSystem({
  name: "thyme",
  title: "Thyme",
  source: { of: "yfzhang114/Thyme", at: "b9285b7" },
  grammar: sandbox,
  instructions: SANDBOX_PROMPT,
  forms: [results, tables],
  signs: [
    keptAs("thyme"),
    keptAs("thyme-table"),
    wordsFit(
      650,
      (words, told) =>
        words.includes("<sandbox_output>") || (words.includes("<code>") && told.includes("User Image Path")),
    ),
  ],
});
