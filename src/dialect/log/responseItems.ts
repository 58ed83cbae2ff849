import { linesOf } from "./blocks";
import { callText, imageReference, partsOf, programText, thoughtText } from "./content";
import { isConversation, messagesOf } from "./conversation";
import { said } from "./form";
import { field, isFields, listField, textField } from "./json";
import type { ImageReference, Message, MessagePart, Unread } from "./record";
import { tokensIn, withTokens } from "./tokens";

// The items of OpenAI's Responses API, of requests and of responses, as openai-node 6.49.0 and openai-python 3.57.0 type
// them. What is a call or its outcome is told in turns; an item that says nothing to or of the model is left to the
// ledger, which reports it by its type.

type Read = (item: unknown, place: string) => readonly Message[];

const words = (text: string): readonly MessagePart[] => (text === "" ? [] : [{ kind: "text", text }]);
const spoken = (text: string, place: string): Message => said("assistant", words(text), place);
const shown = (parts: readonly MessagePart[], place: string): readonly Message[] =>
  parts.length === 0 ? [] : [said("observation", parts, place)];

/** One item as messages, none where it is no turn of a run. A message may leave its type out. */
export function messagesOfItem(item: unknown, place: string): readonly Message[] {
  const type = textField(item, "type") ?? "";
  const read = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (read) return read(item, place);
  if (type === "" && isConversation([item])) return messagesOf([item], []).map((message) => ({ ...message, place }));
  if (type.endsWith("_output") || type.endsWith("_result")) return shown(outputParts(item), place);
  return type.endsWith("_call") ? [spoken(callText(type, contentOf(item)), place)] : [];
}

/** Whether a type is of an item that only this API has: messages look like those of others. */
export const isResponseItem = (item: unknown): boolean => {
  const type = textField(item, "type") ?? "";
  return Object.hasOwn(READERS, type) || SILENT.has(type);
};

/** Such as nobody else keeps in a list of its own: other APIs have items of the types `message` and `reasoning`, too. */
export const isOnlyResponseItem = (item: unknown): boolean => {
  const type = textField(item, "type") ?? "";
  if (type !== "message" && type !== "reasoning") return isResponseItem(item);
  return [...(listField(item, "content") ?? []), ...(listField(item, "summary") ?? [])].some((part) =>
    /^(?:(?:input|output|summary)_text|reasoning_text|input_image|refusal)$/.test(textField(part, "type") ?? ""),
  );
};

/** Lists of tools, and marks in a conversation that say nothing themselves: told by their types alone. */
const SILENT = new Set([
  ...["mcp_list_tools", "additional_tools", "compaction", "compaction_trigger", "item_reference"],
]);

/** The items of a list that say nothing, as findings. */
export const silentItems = (items: readonly unknown[], place: string): readonly Unread[] =>
  items.flatMap((item, i): readonly Unread[] => {
    const type = textField(item, "type") ?? "";
    if (!SILENT.has(type)) return [];
    return [{ place: `${place}[${i}]`, code: "unknown-part", excerpt: JSON.stringify(item).slice(0, 200), what: type }];
  });

const READERS: Readonly<Record<string, Read>> = {
  message: messageOf,
  reasoning: (item, place) => {
    const parts = [...(listField(item, "summary") ?? []), ...(listField(item, "content") ?? [])];
    const texts = parts.map((part) => textField(part, "text") ?? "").filter((text) => text !== "");
    return texts.map((text) => spoken(thoughtText(text), place));
  },
  code_interpreter_call: (item, place) => [
    spoken(programText(textField(item, "code") ?? "", "python"), place),
    ...shown((listField(item, "outputs") ?? []).flatMap(interpreterOutput), place),
  ],
  program: (item, place) => [spoken(programText(textField(item, "code") ?? "", "javascript"), place)],
  program_output: (item, place) => shown(outputParts(item), place),
  image_generation_call: drawnPicture,
  function_call: namedCall,
  function_call_output: (item, place) => shown(outputParts(item), place),
  custom_tool_call: namedCall,
  custom_tool_call_output: (item, place) => shown(outputParts(item), place),
  tool_search_call: (item, place) => [spoken(callText("tool_search", field(item, "arguments")), place)],
  mcp_call: (item, place) => [...namedCall(item, place), ...shown(outputParts(item), place)],
  mcp_approval_request: namedCall,
  mcp_approval_response: (item, place) =>
    shown(linesOf(field(item, "approve") === true ? "approved" : "refused", textField(item, "reason")), place),
  computer_call: (item, place) => {
    const actions = listField(item, "actions") ?? [field(item, "action")];
    const calls = actions.filter(isFields).map((action) => callText("computer", action));
    return calls.length === 0 ? [] : [spoken(calls.join("\n"), place)];
  },
  computer_call_output: (item, place) => shown(outputParts(item), place),
  web_search_call: actionCall,
  file_search_call: (item, place) => [
    spoken(callText("file_search", { queries: field(item, "queries") }), place),
    ...shown((listField(item, "results") ?? []).flatMap(searchResult), place),
  ],
  local_shell_call: actionCall,
  local_shell_call_output: (item, place) => shown(outputParts(item), place),
  shell_call: actionCall,
  function_shell_call: actionCall,
  shell_call_output: (item, place) => shown(outputParts(item), place),
  function_shell_call_output: (item, place) => shown(outputParts(item), place),
  apply_patch_call: (item, place) => [spoken(callText("apply_patch", field(item, "operation")), place)],
  apply_patch_call_output: (item, place) => shown(outputParts(item), place),
};

const ROLES: Readonly<Record<string, Message["role"]>> = { user: "user", system: "system", developer: "system" };

function messageOf(item: unknown, place: string): readonly Message[] {
  const role = ROLES[textField(item, "role") ?? ""] ?? "assistant";
  const content = field(item, "content");
  const message = said(role, partsOf(content, []), place);
  // Each text has its own beside it.
  const told = (Array.isArray(content) ? content : []).map((part) => tokensIn(field(part, "logprobs")));
  return told.reduce<readonly Message[]>(withTokens, [message]);
}

function namedCall(item: unknown, place: string): readonly Message[] {
  return [spoken(callText(textField(item, "name") ?? "", field(item, "arguments", "input")), place)];
}

/** A call that is told as the action it takes: `web_search_call`, `shell_call`. */
function actionCall(item: unknown, place: string): readonly Message[] {
  const name = (textField(item, "type") ?? "").replace(/_call$/, "");
  return [spoken(callText(name, field(item, "action")), place)];
}

/** The model drew it: it stands in its own turn, behind the prompt that was made for it. */
function drawnPicture(item: unknown, place: string): readonly Message[] {
  const picture: MessagePart = { kind: "image", image: imageReference(textField(item, "result") ?? "") };
  return [said("assistant", [...words(textField(item, "revised_prompt") ?? ""), picture], place)];
}

const interpreterOutput = (output: unknown): readonly MessagePart[] => {
  const url = textField(output, "url");
  return url === null ? words(textField(output, "logs") ?? "") : [{ kind: "image", image: imageReference(url) }];
};

const searchResult = (result: unknown): readonly MessagePart[] =>
  linesOf(textField(result, "filename"), textField(result, "text"));

/** What a tool gave back: words, parts, a screenshot, or what a shell wrote; and why it failed, where it did. */
function outputParts(item: unknown): readonly MessagePart[] {
  const output = field(item, "output", "result");
  const failure = words(textField(item, "error") ?? "");
  if (isFields(output)) return [...(screenshotIn(output) ?? partsOf(output, [])), ...failure];
  if (!Array.isArray(output)) return [...partsOf(output, []), ...failure];
  const parts = output.flatMap((piece): readonly MessagePart[] => {
    if (!isFields(piece) || !("stdout" in piece || "stderr" in piece)) return partsOf([piece], []);
    return linesOf(textField(piece, "stdout"), textField(piece, "stderr"));
  });
  return [...parts, ...failure];
}

function screenshotIn(output: unknown): readonly MessagePart[] | null {
  const told = textField(output, "image_url", "file_id");
  if (told === null) return null;
  const image: ImageReference = imageReference(told);
  return [{ kind: "image", image }];
}

/** All of an item that is not about the item itself. */
const contentOf = (item: unknown): unknown =>
  isFields(item)
    ? Object.fromEntries(Object.entries(item).filter(([key]) => !["id", "call_id", "type", "status"].includes(key)))
    : item;
