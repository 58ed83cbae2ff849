import { shownOnceSpoken } from "./chatText";
import { imagesOf, partsOf } from "./content";
import { isConversation, messagesOf, recordOf } from "./conversation";
import { said, type ValueForm } from "./form";
import { field, isFields, listField, textField } from "./json";

// Anthropic's Messages: a request with `messages` and `system`, a response with `content`, or both.

/** Blocks that nobody else has, or that others have under another name. */
const BLOCKS =
  /^(?:tool_use|tool_result|server_tool_use|thinking|redacted_thinking|mcp_tool_use|container_upload|compaction|.{1,60}_tool_result)$/;

const hasOwnBlock = (message: unknown): boolean =>
  (listField(message, "content") ?? []).some(
    (block) => BLOCKS.test(textField(block, "type") ?? "") || hasSource(block),
  );

/** A picture under `source`, as only this API has it. */
const hasSource = (block: unknown): boolean =>
  textField(block, "type") === "image" && textField(field(block, "source"), "type") !== null;

/** A response, wherever a log keeps it: by itself, beside its request, or as a batch has it. */
function responseIn(value: unknown): unknown {
  const [response, result] = [field(value, "response"), field(value, "result")];
  const held = [value, response, field(response, "body"), field(result, "message"), field(value, "message")];
  return held.find((found) => textField(found, "type") === "message" && Array.isArray(field(found, "content"))) ?? null;
}

function requestIn(value: unknown): unknown {
  const request = field(value, "request");
  const held = [value, request, field(request, "body"), field(value, "params"), field(value, "body")];
  return held.find((found) => isConversation(field(found, "messages"))) ?? null;
}

export const anthropicMessages: ValueForm = {
  kind: "value",
  form: "anthropic",
  // Its messages have roles, as those of any chat.
  priority: 104,
  known: [
    ...["encrypted_content", "encrypted_index", "encrypted_stdout", "tools", "betas", "thinking_config", "metadata"],
    ...["stop_details", "context_management", "diagnostics", "container", "file_type", "caller", "server_name"],
    ...["toolset_name", "mcp_servers", "citations", "name"],
  ],
  read(value, place) {
    const [request, response] = [requestIn(value), responseIn(value)];
    const list = isConversation(value) ? value : (listField(request, "messages") ?? []);
    if (!list.some(hasOwnBlock) && !(response && isAnthropic(response))) return null;
    const bank = imagesOf(value);
    const system = partsOf(field(request, "system"), bank);
    const messages = messagesOf(list, bank);
    const answer = response === null || isLast(list, response) ? [] : messagesOf([response], bank);
    const all = shownOnceSpoken([
      ...(system.length > 0 ? [said("system", system, "system")] : []),
      ...messages,
      ...answer,
    ]);
    return [recordOf(value, all, { place, form: "anthropic" })];
  },
};

/** Others call a message so, too: a response of this API says how it stopped, or has a block of its own. */
const isAnthropic = (response: unknown): boolean =>
  hasOwnBlock(response) ||
  (isFields(response) && "stop_reason" in response && textField(response, "role") === "assistant");

/** Whether a log added the response to the messages already. */
const isLast = (list: readonly unknown[], response: unknown): boolean =>
  JSON.stringify(field(list.at(-1), "content")) === JSON.stringify(field(response, "content"));
