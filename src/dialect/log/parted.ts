import { caseOfDeepEval } from "./deepEval";
import { saidOfSample, VERDICTS_FIELD } from "./evalsEvents";
import { type Fields, field, isFields, listField, textField } from "./json";
import { literalIn } from "./literals";

// Records that keep what was asked, what was said and how good it was in parts of their own, as evaluators and those who
// watch requests write them: the parts as one record, with the names that forms know.

// Each is asked of every record of a list: what it looks for is looked at before the rest is copied.

/** Where forms look for what was judged of a run, one by one: `name`, `score`, `reason`. */
const METRICS = "metrics_data";

/** The records that a value is made of, of which later ones go before; null where it is kept in no such parts. */
export type Parts = readonly Fields[];

/** The parts of a value, by whoever wrote it. */
export function partsOfRecord(value: Fields): Parts | null {
  return (
    sampled(value) ??
    caseOfDeepEval(value) ??
    sent(value) ??
    traced(value) ??
    example(value) ??
    detail(value) ??
    tested(value) ??
    fielded(value) ??
    requested(value)
  );
}

/** What OpenAI's evals record of each request to a model, with the verdicts that were brought to it. */
function sampled(value: Fields): Parts | null {
  if (!isFields(value.data) || value.type !== "sampling") return null;
  const { data, [VERDICTS_FIELD]: verdicts, ...others } = value;
  const { prompt, sampled: response, ...more } = data;
  if (prompt === undefined || response === undefined) return null;
  const { scores, beside } = saidOfSample(listField({ verdicts }, "verdicts") ?? []);
  return [others, more, { prompt, response }, { ...beside, ...(scores.length > 0 ? { [METRICS]: scores } : {}) }];
}

/**
 * Helicone's rows (Helicone/helicone 0003b75, stores/request/request.ts; 05a819c, examples/export): the bodies as they were
 * sent, or as text of JSON. Pictures of a request are kept apart, and stand in it by their number.
 */
function sent(value: Fields): Parts | null {
  if (!("request_body" in value && "response_body" in value)) return null;
  const { request_body, response_body, ...others } = value;
  const [request, response] = [bodyOf(request_body), bodyOf(response_body)];
  if (!isFields(request) || !isFields(response)) return null;
  const { asset_urls: addresses } = value;
  return [others, { request: isFields(addresses) ? withAssets(request, addresses) : request, response }];
}

const bodyOf = (held: unknown): unknown => (typeof held === "string" ? literalIn(held) : held);

/** A body with the addresses of its pictures in their places. */
function withAssets(held: unknown, addresses: Fields): unknown {
  if (typeof held === "string") {
    const key = OF_ASSET.exec(held)?.[1];
    return (key === undefined ? null : textField(addresses, key)) ?? held;
  }
  if (Array.isArray(held)) return held.map((one) => withAssets(one, addresses));
  if (!isFields(held)) return held;
  return Object.fromEntries(Object.entries(held).map(([name, inner]) => [name, withAssets(inner, addresses)]));
}

const OF_ASSET = /^<helicone-asset-id key="([^"]{1,100})"\s?(?:\/>|><\/helicone-asset-id>)$/;

/**
 * Calls of Weights & Biases Weave (weave 0.54.0, trace/call.py and evaluation/eval.py): a request and a response as they
 * were, an example with what a model said to it and its scores, or what a function was given and what it gave back.
 */
function traced(value: Fields): Parts | null {
  if (!isFields(value.inputs)) return null;
  const { inputs, output, ...others } = value;
  if (!isFields(output)) return typeof output === "string" && "op_name" in others ? [others, inputs, { output }] : null;
  if (listField(inputs, "messages") && listField(output, "choices"))
    return [others, { request: inputs, response: output }];
  const { example: asked, ...around } = inputs;
  if (!isFields(asked) || !("output" in output || "model_output" in output)) return null;
  const { scores, ...said } = output;
  const metrics = scorersOf(scores);
  return [others, around, asked, ...(metrics === null ? [output] : [said, { [METRICS]: metrics }])];
}

/** What scorers gave back: a value, or a record of several; null where it is none of that. */
function scorersOf(scores: unknown): readonly Fields[] | null {
  if (!isFields(scores)) return scores === undefined ? [] : null;
  const metrics = Object.entries(scores).flatMap(([name, held]) =>
    isFields(held)
      ? Object.entries(held).map(([key, score]) => ({ name: `${name}.${key}`, score }))
      : [{ name, score: held }],
  );
  return metrics.every(({ score }) => isPlain(score)) ? metrics : null;
}

/** What a score can be: a number, a word, right or wrong, or nothing. */
const isPlain = (held: unknown): boolean => held === null || ["string", "number", "boolean"].includes(typeof held);

/**
 * Rows of Braintrust's experiments (braintrust 0.48.1): the input a record, or messages whose answer is a list of choices.
 */
function example(value: Fields): Parts | null {
  if (!("span_attributes" in value || "expected" in value)) return null;
  const { input, output, ...others } = value;
  const isChoices =
    Array.isArray(output) && output.length > 0 && output.every((one) => isFields(field(one, "message")));
  if (Array.isArray(input) && isChoices) return [others, { messages: input, choices: output }];
  const said = wordsOf(output);
  return isFields(input) && said !== null ? [others, input, { output: said }] : null;
}

/** What was said as text: the only text of a record, or a record as JSON. */
function wordsOf(output: unknown): string | null {
  if (!isFields(output)) return typeof output === "string" ? output : null;
  // A record of parts is read by what knows them.
  if ("type" in output || !Object.values(output).every(isPlain)) return null;
  const [only, ...more] = Object.values(output);
  return typeof only === "string" && more.length === 0 ? only : JSON.stringify(output);
}

/** Rows of lighteval's details (huggingface/lighteval 0.13.0, logging/info_loggers.py, `Detail`). */
function detail(value: Fields): Parts | null {
  if (!isFields(value.doc) || !isFields(value.model_response)) return null;
  const { doc, model_response: response, metric, ...others } = value;
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
  const isOfScores = isFields(metric) && Object.values(metric).every(isPlain);
  const scores = { metric, ...(isOfScores ? { score: onlyOf(metric) ?? metric } : {}) };
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

/**
 * Results of promptfoo (promptfoo 0.121.20): the prompt as it was filled in, the response, what each assertion came to,
 * and why.
 */
function tested(value: Fields): Parts | null {
  if (!isFields(value.prompt) || !isFields(value.response)) return null;
  const { prompt, response, gradingResult, ...others } = value;
  const [raw, output] = [textField(prompt, "raw"), wordsOf(response.output)];
  if (raw === null || output === null) return null;
  const messages = literalIn(raw);
  const asked = Array.isArray(messages) ? { messages } : { question: raw };
  const model = textField(others.provider, "id");
  return [
    model === null ? {} : { model },
    others,
    { prompt, response },
    { ...asked, response: output, ...graded(gradingResult) },
  ];
}

/** Assertions go by the metric that they are for, or else by their kind. */
function graded(held: unknown): Fields {
  const components = listField(held, "componentResults");
  if (!isFields(held) || !components?.every(isFields)) return { gradingResult: held };
  const metrics = components.map((one) => ({
    name: textField(one.assertion, "metric") ?? textField(one.assertion, "type"),
    ...one,
  }));
  const { pass: score, reason, ...others } = held;
  const whole = { name: "gradingResult", score, reason };
  return { gradingResult: { ...others, componentResults: null }, [METRICS]: [whole, ...metrics] };
}

/**
 * Records of Argilla (argilla 2.8.0, `to_json`): what is shown stands under `fields`, under names that each set has of
 * its own, and what annotators and models said of it under their questions.
 */
function fielded(value: Fields): Parts | null {
  if (!isFields(value.fields) || !("responses" in value || "suggestions" in value)) return null;
  const { fields, responses, suggestions, ...others } = value;
  const [given, offered] = [answersTo(responses), answersTo(suggestions)];
  // What is no answer to a question keeps its place.
  const unread = { ...(given === null ? { responses } : {}), ...(offered === null ? { suggestions } : {}) };
  const metrics = [...(given ?? []), ...(offered ?? [])];
  const chats = Object.entries(fields).filter(([, held]) => isChat(held));
  const [name, messages] = chats.length === 1 && !("messages" in fields) ? (chats[0] ?? []) : [];
  const { [name ?? ""]: _, ...around } = fields;
  return [others, name === undefined ? fields : { ...around, messages }, { ...unread, [METRICS]: metrics }];
}

const isChat = (held: unknown): boolean =>
  Array.isArray(held) && held.length > 0 && held.every((one) => textField(one, "role") !== null);

/** Of a question to annotators each answer, with the name of the question; null where something else stands there. */
function answersTo(questions: unknown): readonly Fields[] | null {
  if (!isFields(questions)) return questions === undefined || questions === null ? [] : null;
  const answers = Object.entries(questions).flatMap(([question, held]) =>
    (Array.isArray(held) ? held : [held]).map((answer: unknown) => ({
      question,
      answer: isFields(answer) ? answer : { value: answer },
    })),
  );
  const metrics = answers.flatMap(({ question, answer }): readonly Fields[] => {
    if (!("value" in answer) || !isPlain(answer.value) || "name" in answer) return [];
    const { value: score, score: sureness, ...others } = answer;
    return isPlain(sureness ?? null) ? [{ ...others, name: question, score, sureness }] : [];
  });
  return metrics.length === answers.length ? metrics : null;
}

/** A request of HELM's `scenario_state.json` (stanford-crfm/helm 317976a, adaptation/request_state.py). */
function requested(value: Fields): Parts | null {
  if (!isFields(value.instance) || !isFields(value.request) || !isFields(value.result)) return null;
  const { instance, request, result, ...others } = value;
  const completions = listField(result, "completions");
  if (!completions) return null;
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
