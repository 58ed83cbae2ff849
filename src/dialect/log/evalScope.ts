import { decides } from "../../trace";
import { chatRecords } from "./chat";
import type { ValueForm } from "./form";
import { field, isFields, textField } from "./json";
import type { LogScore } from "./record";

// What EvalScope 1.14.1 writes of each sample (evalscope/api/evaluator/cache.py): `predictions/…jsonl` with the messages
// and the whole output, and `reviews/…jsonl` with the messages, the target and what the scorers made of the run. Before
// that reviews had no `agent_trace` (modelscope/evalscope fde259d2, examples/viz).

export const evalScope: ValueForm = {
  kind: "value",
  form: "evalscope",
  // Whether a message was typed or generated, and how a score came about.
  known: ["source", "main_score_name", "stop_reason", "sample_id", "group_id", "generation_index"],
  priority: 91,
  read(value, place) {
    if (!isFields(value)) return null;
    const isReview = isFields(field(field(value, "sample_score"), "score"));
    if (!isReview && !("agent_trace" in value && ("sample_score" in value || "model_output" in value))) return null;
    const records = chatRecords(value, place, "evalscope");
    return records?.map((record) => ({ ...record, scores: scoresIn(field(value, "sample_score")) })) ?? null;
  },
};

/** The score of each metric, the main one first; what was taken for the answer; what a judge said. */
function scoresIn(sampleScore: unknown): readonly LogScore[] {
  const score = field(sampleScore, "score");
  const main = textField(score, "main_score_name");
  const values = field(score, "value");
  const metrics = Object.entries(isFields(values) ? values : {}).flatMap(([name, value]): readonly LogScore[] => {
    if (typeof value !== "number" && typeof value !== "boolean") return [];
    return [{ value, field: name, decides: decides(name) }];
  });
  const words = SAID.flatMap((name): readonly LogScore[] => {
    const value = textField(score, name) ?? "";
    return value === "" ? [] : [{ value, field: name, decides: false }];
  });
  return [...metrics.sort((a, b) => Number(b.field === main) - Number(a.field === main)), ...words];
}

const SAID = ["extracted_prediction", "explanation"];
