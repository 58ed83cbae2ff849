import { type Fields, field, isFields } from "./json";
import { callsIn } from "./spans";
import { wholeResponses } from "./streams";

// Values that hold a run within something else: what is around it says nothing of the run, and is taken off before forms
// and the ledger see the value.

/** What an envelope holds, with the fields of the envelope that are not known to be its own; the value where it is none. */
export function unwrapped(value: unknown): unknown {
  const calls = callsIn(value);
  if (calls !== null) return calls;
  if (!isFields(value)) return value;
  return batchLine(value) ?? deployed(value) ?? invocation(value) ?? value;
}

/** A line of OpenAI's batches: of the output (`response.body`), or of the input (`body`). The output keeps no question. */
function batchLine(value: Fields): Fields | null {
  if (!("custom_id" in value)) return null;
  const { response, body, method: _, url: __, ...others } = value;
  const answer = field(response, "body");
  const asked = isFields(body) ? body : {};
  if (!isFields(answer)) return isFields(body) && response === undefined ? { ...others, ...body } : null;
  return { ...others, ...asked, ...answer };
}

/** What a server of ms-swift writes (modelscope/ms-swift 3602360a5, swift/pipelines/infer/deploy.py). */
function deployed(value: Fields): Fields | null {
  const { infer_request, generation_config: _, ...others } = value;
  return isFields(infer_request) && "response" in others ? { ...infer_request, ...others } : null;
}

/** A line of Bedrock's model invocation logs: the bodies of the request and of the response, or of its events. */
function invocation(value: Fields): Fields | null {
  const { input, output, ...others } = value;
  const [request, response] = [field(input, "inputBodyJson"), field(output, "outputBodyJson")];
  if (!isFields(request) || response === null) return null;
  const [whole, ...more] = Array.isArray(response) ? (wholeResponses(response) ?? []) : [response];
  return more.length > 0 || whole === undefined ? null : { ...others, request, response: whole };
}
