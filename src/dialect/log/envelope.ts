import { ENVELOPE } from "./form";
import { type Fields, hasAny, isFields } from "./json";
import { literalIn } from "./literals";
import { mlflowTrace } from "./mlflow";
import { partsOfRecord } from "./parted";
import { withPlainSpans } from "./spans";
import { wholeResponses } from "./streams";

// Values that hold a run within something else, and such as write their fields as lists: what forms and the ledger see is
// the run with plain fields. Nothing is left out: how a run was sent stands under `ENVELOPE`, and whatever else was around
// it under `BESIDE`, where the ledger finds it.

/** The field that holds everything else that stood around a run, and what another field of the same name took the place of. */
const BESIDE = "beside";

/** What says how a run was sent. Under any other name stands what nobody knows here. */
const OF_SENDING: ReadonlySet<string> = new Set([
  ...["method", "url", "status_code", "request_id", "inputContentType", "outputContentType"],
  ...["inputBodyS3Path", "outputBodyS3Path"],
]);

/** What an envelope holds; the value where it is none. */
export function unwrapped(value: unknown): unknown {
  const held = isFields(value) ? (mlflowTrace(value) ?? value) : value;
  const spans = withPlainSpans(held);
  if (spans !== null) return spans;
  if (!isFields(value)) return value;
  return batchLine(value) ?? deployed(value) ?? invocation(value) ?? keptAsText(value) ?? inParts(value) ?? value;
}

/** A record whose parts are kept apart, as one. */
function inParts(value: Fields): Fields | null {
  const parts = partsOfRecord(value);
  return parts && unpacked(parts, []);
}

/**
 * A record that one field keeps as text of JSON, beside its picture: RLHF-V's set (openbmb/RLHF-V-Dataset) has question,
 * chosen and rejected under `text`.
 */
function keptAsText(value: Fields): Fields | null {
  const name = KEPT_AS_TEXT.find((key) => typeof value[key] === "string" && /^\s*\{/.test(value[key]));
  if (name === undefined) return null;
  const { [name]: text, ...others } = value;
  const record = literalIn(text);
  return isFields(record) && hasAny(record, ASKED) ? unpacked([others, record], []) : null;
}

const KEPT_AS_TEXT = ["text", "data", "json", "record", "sample", "example"];
const ASKED: ReadonlySet<string> = new Set(["question", "prompt", "instruction", "messages", "conversations"]);

/** A line of OpenAI's batches: of the output (`response.body`), or of the input (`body`). The output keeps no question. */
function batchLine(value: Fields): Fields | null {
  if (!("custom_id" in value)) return null;
  const { response, body, method, url, ...others } = value;
  const sent = { ...(method === undefined ? {} : { method }), ...(url === undefined ? {} : { url }) };
  const { body: answer, ...around } = isFields(response) ? response : {};
  if (isFields(answer)) {
    const asked = isFields(body) ? [body] : [];
    return unpacked([others, ...asked, answer], [sent, around, ...(isFields(body) ? [] : [body])]);
  }
  return isFields(body) && response === undefined ? unpacked([others, body], [sent]) : null;
}

/** What a server of ms-swift writes (modelscope/ms-swift 3602360a5, swift/pipelines/infer/deploy.py). */
function deployed(value: Fields): Fields | null {
  if (!isFields(value.infer_request) || !("response" in value)) return null;
  const { infer_request, ...others } = value;
  return unpacked([infer_request, others], []);
}

/** A line of Bedrock's model invocation logs: the bodies of the request and of the response, or of its events. */
function invocation(value: Fields): Fields | null {
  if (!isFields(value.input) || !isFields(value.output)) return null;
  const { input, output, ...others } = value;
  const { inputBodyJson: request = null, ...sent } = input;
  const { outputBodyJson: response = null, ...received } = output;
  if (!isFields(request) || response === null) return null;
  const [whole, ...more] = Array.isArray(response) ? (wholeResponses(response) ?? []) : [response];
  if (more.length > 0 || whole === undefined) return null;
  return unpacked([others, { request, response: whole }], [sent, received]);
}

/** Records as one, of two fields by one name the later; the other, and what was around them, stands beside it all. */
function unpacked(held: readonly Fields[], around: readonly unknown[]): Fields {
  const all: Record<string, unknown> = {};
  const beside: unknown[] = [];
  for (const fields of held)
    for (const [key, value] of Object.entries(fields)) {
      if (Object.hasOwn(all, key) && JSON.stringify(all[key]) !== JSON.stringify(value))
        beside.push({ [key]: all[key] });
      all[key] = value;
    }
  const sent = around.flatMap((part) => (isFields(part) ? some(part, (name) => OF_SENDING.has(name)) : []));
  const others = around.flatMap((part): readonly unknown[] =>
    isFields(part) ? some(part, (name) => !OF_SENDING.has(name)) : part === undefined ? [] : [part],
  );
  const left = [...others, ...beside];
  return {
    ...all,
    ...(sent.length > 0 ? { [ENVELOPE]: sent } : {}),
    // A log may have a field of that name.
    ...(left.length > 0 ? { [BESIDE]: BESIDE in all ? [...left, { [BESIDE]: all[BESIDE] }] : left } : {}),
  };
}

/** The fields of these names as a record in a list; none where there are no such fields. */
function some(fields: Fields, isOne: (name: string) => boolean): readonly Fields[] {
  const found = Object.entries(fields).filter(([name]) => isOne(name));
  return found.length === 0 ? [] : [Object.fromEntries(found)];
}
