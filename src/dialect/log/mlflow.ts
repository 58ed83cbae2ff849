import { type Fields, field, isFields, listField, textField } from "./json";
import { literalIn } from "./literals";
import type { LogRecord, LogScore } from "./record";

// Traces of MLflow (mlflow 3.18.0, entities/trace.py): `info` of the trace and its spans under `data`. A span keeps what
// went into it and came out of it as text of JSON; of a call of a model these are the request and the response.

/** A trace with its spans where those of others stand; null where a value is none. */
export function mlflowTrace(value: Fields): Fields | null {
  // Asked of each record of a list: nothing is copied of others.
  if (!isFields(value.info) || !isFields(value.data)) return null;
  const { info, data, ...others } = value;
  const spans = listField(data, "spans");
  if (!spans?.every((span) => isFields(field(span, "attributes")))) return null;
  return { ...others, info, data: { ...data, spans: null }, spans };
}

/** The messages of a call of a model; none where a span is of something else. */
export function mlflowMessages(attributes: unknown): readonly unknown[] {
  const [input, output] = [literalIn(field(attributes, "spanInputs")), literalIn(field(attributes, "spanOutputs"))];
  const asked = listField(input, "messages") ?? listField(input, "input") ?? [];
  const choices = listField(output, "choices")?.map((choice) => field(choice, "message")) ?? [];
  const said = field(output, "role") === "assistant" ? [output] : choices;
  return asked.length > 0 && said.every(isFields) ? [...asked, ...said] : [];
}

/** What people and judges said of a trace: scores, and what was expected of it. */
export function mlflowOutcome(value: unknown): Partial<Pick<LogRecord, "scores" | "reference">> {
  const assessments = listField(field(value, "info"), "assessments") ?? [];
  const scores = assessments.flatMap((held): readonly LogScore[] => {
    const name = textField(held, "assessment_name", "name") ?? "";
    const worth = field(field(held, "feedback"), "value");
    const why = field(held, "rationale");
    return [worth, why].flatMap((told, i) =>
      typeof told === "number" || typeof told === "boolean" || (typeof told === "string" && told !== "")
        ? [{ value: told, field: i === 0 ? name : `${name}.rationale`, decides: i === 0 && typeof told === "boolean" }]
        : [],
    );
  });
  const expected = assessments
    .map((held) => field(field(held, "expectation"), "value"))
    .find((told) => typeof told === "string");
  return {
    ...(scores.length > 0 ? { scores } : {}),
    ...(typeof expected === "string" ? { reference: { answer: expected, field: "expectation" } } : {}),
  };
}
