import { SANDBOX_PROMPT } from "./grammar/programPrompt";
import { sandbox } from "./grammar/sandbox";
import { describeSystem, keptAs } from "./grammar/system";
import type { ValueForm } from "./log/form";
import { field } from "./log/json";
import { sandboxedRecords } from "./log/sandbox";

/** The turn stands under `model_response`. */
const results: ValueForm = {
  kind: "value",
  form: "v-thinker",
  priority: 61,
  read: (value, place) =>
    field(value, "model_response") !== null ? sandboxedRecords(value, place, "v-thinker") : null,
};

export const vThinker = describeSystem({
  name: "v-thinker",
  title: "V-Thinker",
  source: { of: "We-Math/V-Thinker", at: "77a5ab8" },
  grammar: sandbox,
  instructions: SANDBOX_PROMPT,
  forms: [results],
  signs: [keptAs("v-thinker")],
});
