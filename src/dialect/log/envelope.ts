import { type Fields, isFields } from "./json";
import { withPlainSpans } from "./spans";
import { wholeResponses } from "./streams";

// Values that hold a run within something else, and such as write their fields as lists: what forms and the ledger see is
// the run with plain fields. Nothing is left out: what is around a run stands under `ENVELOPE`, where the ledger finds it.

/** The field that holds what stood around a run: how it was sent, when, and whatever else is there. */
export const ENVELOPE = "envelope";

/** What an envelope holds; the value where it is none. */
export function unwrapped(value: unknown): unknown {
  const spans = withPlainSpans(value);
  if (spans !== null) return spans;
  if (!isFields(value)) return value;
  return batchLine(value) ?? deployed(value) ?? invocation(value) ?? value;
}

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
  const { infer_request, ...others } = value;
  return isFields(infer_request) && "response" in others ? unpacked([infer_request, others], []) : null;
}

/** A line of Bedrock's model invocation logs: the bodies of the request and of the response, or of its events. */
function invocation(value: Fields): Fields | null {
  const { input, output, ...others } = value;
  const { inputBodyJson: request = null, ...sent } = isFields(input) ? input : {};
  const { outputBodyJson: response = null, ...received } = isFields(output) ? output : {};
  if (!isFields(request) || response === null) return null;
  const [whole, ...more] = Array.isArray(response) ? (wholeResponses(response) ?? []) : [response];
  if (more.length > 0 || whole === undefined) return null;
  return unpacked([others, { request, response: whole }], [sent, received]);
}

/** Records as one, of two fields by one name the later; the other, and what was around them, is in the envelope. */
function unpacked(held: readonly Fields[], around: readonly unknown[]): Fields {
  const all: Record<string, unknown> = {};
  const hidden: Fields[] = [];
  for (const fields of held)
    for (const [key, value] of Object.entries(fields)) {
      if (Object.hasOwn(all, key) && JSON.stringify(all[key]) !== JSON.stringify(value))
        hidden.push({ [key]: all[key] });
      all[key] = value;
    }
  const left = [...around, ...hidden].filter(
    (part) => part !== undefined && !(isFields(part) && Object.keys(part).length === 0),
  );
  return left.length === 0 ? all : { ...all, [ENVELOPE]: left };
}
