import { sandbox } from "./grammar/sandbox";
import { describeSystem, keptAs, wordsFit } from "./grammar/system";
import type { ValueForm } from "./log/form";
import { sandboxedRecords } from "./log/forms";
import { field } from "./log/json";

/** The turn stands under `response`, where V-Thinker has `model_response`. */
const results: ValueForm = {
  kind: "value",
  form: "thyme",
  priority: 60,
  read: (value, place) => (field(value, "model_response") === null ? sandboxedRecords(value, place, "thyme") : null),
};

export const thyme = describeSystem({
  name: "thyme",
  title: "Thyme",
  source: { of: "yfzhang114/Thyme", at: "b9285b7" },
  grammar: sandbox,
  // Its programs are not run here.
  instructions: null,
  forms: [results],
  signs: [
    keptAs("thyme"),
    wordsFit(
      650,
      (words, told) =>
        words.includes("<sandbox_output>") || (words.includes("<code>") && told.includes("User Image Path")),
    ),
  ],
});
