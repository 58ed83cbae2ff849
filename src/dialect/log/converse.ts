import { shownOnceSpoken } from "./chatText";
import { imagesOf, partsOf } from "./content";
import { isConversation, messagesOf, recordOf } from "./conversation";
import { said, type ValueForm } from "./form";
import { field, isFields, listField } from "./json";
import { commonParts } from "./libraryParts";

// Bedrock's Converse: a request with `messages` of blocks and `system`, a response with `output.message`, or both
// (botocore 1.44.8, bedrock-runtime/2023-09-30/service-2.json).

/** Blocks that nobody else has: a record under a name of its own, without any type. */
const OWN = ["toolUse", "toolResult", "reasoningContent", "cachePoint", "guardContent"];

const isOwnBlock = (block: unknown): boolean => {
  if (!isFields(block) || "type" in block) return false;
  return OWN.some((name) => name in block) || isFields(field(field(block, "image"), "source"));
};

const hasOwnBlocks = (messages: readonly unknown[]): boolean =>
  messages.some((message) => (listField(message, "content") ?? []).some(isOwnBlock));

const messagesIn = (value: unknown): { readonly holder: unknown; readonly list: readonly unknown[] } => {
  const request = field(value, "request");
  for (const holder of [value, request, field(request, "body"), field(value, "body")]) {
    const list = field(holder, "messages");
    if (isConversation(list)) return { holder, list };
  }
  return { holder: value, list: isConversation(value) ? value : [] };
};

/** The response's message, wherever a log keeps the response. */
function answerIn(value: unknown): unknown {
  const response = field(value, "response");
  const outputs = [value, response, field(response, "body")].map((holder) => field(field(holder, "output"), "message"));
  return outputs.find((message) => isConversation([message]) && Array.isArray(field(message, "content"))) ?? null;
}

export const converse: ValueForm = {
  kind: "value",
  form: "bedrock-converse",
  // Its messages have roles, as those of any chat.
  priority: 103,
  known: [
    ...["toolUseId", "stopReason", "modelId", "inferenceConfig", "metrics", "requestMetadata", "cachePoint"],
    ...[
      "redactedContent",
      "guardrailConfig",
      "performanceConfig",
      "serviceTier",
      "toolChoice",
      "additionalModelRequestFields",
    ],
    ...["region", "accountId", "operation", "identity", "requestId", "schemaType", "schemaVersion", "inferenceRegion"],
    ...["inputContentType", "outputContentType", "toolConfig"],
  ],
  read(value, place) {
    const { holder, list } = messagesIn(value);
    const answer = answerIn(value);
    if (answer === null && !hasOwnBlocks(list)) return null;
    const system = partsOf(commonParts(listField(holder, "system") ?? []), []);
    const isTold = JSON.stringify(list.at(-1)) === JSON.stringify(answer);
    const told = [
      ...(system.length > 0 ? [said("system", system, "system")] : []),
      ...messagesOf(list, imagesOf(value)),
      ...(answer === null || isTold ? [] : messagesOf([answer], [])),
    ];
    const tools = listField(field(holder, "toolConfig"), "tools");
    const record = recordOf(withTools(value, tools), shownOnceSpoken(told), { place, form: "bedrock-converse" });
    return [record];
  },
};

const withTools = (value: unknown, tools: readonly unknown[] | null): unknown =>
  isFields(value) && tools ? { ...value, system: null, tools } : isFields(value) ? { ...value, system: null } : value;
