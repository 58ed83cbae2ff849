import { type Fields, field, isFields, listField, textField } from "./json";
import { literalIn } from "./literals";

// Records that keep what was asked, what was said and how good it was in parts of their own, as evaluators and those who
// watch requests write them: the parts as one record, with the names that forms know.

/** The records that a value is made of, of which later ones go before; null where it is kept in no such parts. */
export type Parts = readonly Fields[];

/** The parts of a value, by whoever wrote it. */
export function partsOfRecord(value: Fields): Parts | null {
  return (
    sampled(value) ??
    sent(value) ??
    traced(value) ??
    example(value) ??
    detail(value) ??
    tested(value) ??
    fielded(value) ??
    requested(value)
  );
}

/** What OpenAI's evals record of each request to a model (openai/evals 0041458, evals/record.py); verdicts are events of their own. */
function sampled(value: Fields): Parts | null {
  const { data, ...others } = value;
  if (!isFields(data) || textField(value, "type") !== "sampling") return null;
  const { prompt, sampled: response, ...more } = data;
  return prompt === undefined || response === undefined ? null : [others, more, { prompt, response }];
}

/** Helicone's rows (Helicone/helicone, the export of requests): the bodies as they were sent. */
function sent(value: Fields): Parts | null {
  const { request_body: request, response_body: response, ...others } = value;
  return isFields(request) && isFields(response) ? [others, { request, response }] : null;
}

/**
 * Calls of Weights & Biases Weave (wandb/weave 0.54.0): a request and a response as they were, or, of an evaluation, an
 * example, what a model said to it, and its scores.
 */
function traced(value: Fields): Parts | null {
  const { inputs, output, ...others } = value;
  if (!isFields(inputs) || !isFields(output)) return null;
  if (listField(inputs, "messages") && listField(output, "choices"))
    return [others, { request: inputs, response: output }];
  const { example: asked, ...around } = inputs;
  return isFields(asked) && "output" in output ? [others, around, asked, output] : null;
}

/** Rows of Braintrust's experiments (braintrust 0.48.1): the input a record, or messages whose answer is a list of choices. */
function example(value: Fields): Parts | null {
  const { input, output, ...others } = value;
  if (!("span_attributes" in value || "expected" in value)) return null;
  const isChoices =
    Array.isArray(output) && output.length > 0 && output.every((one) => isFields(field(one, "message")));
  if (Array.isArray(input) && isChoices) return [others, { messages: input, choices: output }];
  return isFields(input) && typeof output === "string" ? [others, input, { output }] : null;
}

/** Rows of lighteval's details (huggingface/lighteval 0.13.0, logging/info_loggers.py, `Detail`). */
function detail(value: Fields): Parts | null {
  const { doc, model_response: response, metric, ...others } = value;
  if (!isFields(doc) || !isFields(response)) return null;
  const { choices, query, ...asked } = doc;
  const { gold_index } = asked;
  const { text, input, reasonings, text_post_processed: extracted_answer, ...said } = response;
  const golds = (Array.isArray(gold_index) ? gold_index : [gold_index]).map((gold) =>
    Array.isArray(choices) && typeof gold === "number" ? choices[gold] : null,
  );
  const thoughts =
    Array.isArray(reasonings) && reasonings.length === 1 ? { reasoning_content: reasonings[0] } : { reasonings };
  const prompt = Array.isArray(input) ? { messages: input, query } : { question: query, input };
  const answers = Array.isArray(text) && text.length === 1 ? text[0] : text;
  const scores = { metric, ...(isFields(metric) ? { score: onlyOf(metric) ?? metric } : {}) };
  return [
    others,
    asked,
    said,
    prompt,
    {
      ...thoughts,
      ...scores,
      extracted_answer,
      // Of a question that asks for words, the choices are what is right.
      ...(Array.isArray(choices) && choices.every((choice) => golds.includes(choice)) ? {} : { choices }),
      answer: golds.length === 1 ? golds[0] : golds,
      response: answers,
    },
  ];
}

const onlyOf = (metrics: Fields): unknown => {
  const values = Object.values(metrics);
  return values.length === 1 ? values[0] : null;
};

/** Results of promptfoo (promptfoo/promptfoo, src/types): the prompt as it was filled in, the response, what the assertions came to. */
function tested(value: Fields): Parts | null {
  const { prompt, response, ...others } = value;
  const [raw, output] = [textField(prompt, "raw"), textField(response, "output")];
  if (!isFields(prompt) || !isFields(response) || raw === null || output === null) return null;
  const messages = literalIn(raw);
  const asked = Array.isArray(messages) ? { messages } : { question: raw };
  return [others, { prompt, response }, { ...asked, response: output }];
}

/** Records of Argilla (argilla-io/argilla, export to JSON): what is shown stands under `fields`. */
function fielded(value: Fields): Parts | null {
  const { fields, ...others } = value;
  return isFields(fields) && ("responses" in others || "suggestions" in others) ? [others, fields] : null;
}

/** A request of HELM's `scenario_state.json` (stanford-crfm/helm 317976a, adaptation/request_state.py). */
function requested(value: Fields): Parts | null {
  const { instance, request, result, ...others } = value;
  const completions = listField(result, "completions");
  if (!isFields(instance) || !isFields(request) || !isFields(result) || !completions) return null;
  const media = listField(request.multimodal_prompt, "media_objects");
  const content = media?.map(partOfMedia) ?? [{ type: "text", text: request.prompt }];
  const right = (listField(instance, "references") ?? []).filter((one) => listField(one, "tags")?.includes("correct"));
  const answers = right.map((one) => textField(field(one, "output"), "text"));
  const answer = answers.length === 1 ? answers[0] : answers;
  return [
    others,
    { instance, request, result },
    { messages: [{ role: "user", content }], responses: completions, answer },
  ];
}

function partOfMedia(held: unknown): unknown {
  const image = textField(held, "location");
  if ((textField(held, "content_type") ?? "").startsWith("image/") && image !== null) return { type: "image", image };
  const text = textField(held, "text");
  return text === null ? held : { type: "text", text };
}
