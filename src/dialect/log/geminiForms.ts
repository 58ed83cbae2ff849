import { shownOnceSpoken } from "./chatText";
import { callText, imageReference, partsOf, programText, thoughtText } from "./content";
import { recordOf } from "./conversation";
import { asked, said, type ValueForm } from "./form";
import { isContent, messagesOfContent } from "./geminiParts";
import { field, hasAny, isFields, listField, textField } from "./json";
import type { LogRecord, Message, MessagePart } from "./record";
import { tokensIn, withTokens } from "./tokens";

// Gemini's two APIs: `generateContent` with `contents` and `candidates`, and Interactions with `steps`.

const KNOWN = [
  ...[
    "modelVersion",
    "model_version",
    "responseId",
    "usageMetadata",
    "usage_metadata",
    "finishReason",
    "finish_reason",
  ],
  ...[
    "safetyRatings",
    "safety_ratings",
    "citationMetadata",
    "citation_metadata",
    "thoughtSignature",
    "thought_signature",
  ],
  ...["sdkHttpResponse", "sdk_http_response", "createTime", "create_time", "generationConfig"],
  ...["outcome", "tools", "toolConfig", "tool_config", "safetySettings", "safety_settings"],
  ...["mediaResolution", "media_resolution", "videoMetadata", "video_metadata", "modelStatus", "model_status"],
  ...["displayName", "display_name", "key", "headers", "promptTokensDetails", "candidatesTokensDetails"],
];

const HOLDERS: ReadonlySet<string> = new Set(["request", "response", "body"]);

/** Where a record may hold a request or a response: by itself, side by side, in the body of either. */
const holdersOf = (value: unknown): readonly unknown[] => {
  if (!hasAny(value, HOLDERS)) return [value];
  const [request, response] = [field(value, "request"), field(value, "response")];
  return [value, request, field(request, "body"), response, field(response, "body"), field(value, "body")];
};

const held = (value: unknown, ...keys: readonly string[]): unknown =>
  holdersOf(value)
    .map((holder) => field(holder, ...keys))
    .find((found) => found !== null) ?? null;

const HISTORIES = ["contents", "history", "automaticFunctionCallingHistory", "automatic_function_calling_history"];

/** The contents of a record, the request's own first; a text or one content alone is a list of one. */
function contentsIn(value: unknown): readonly unknown[] {
  if (isListOfContents(value)) return value;
  for (const key of HISTORIES) {
    const found = held(value, key);
    if (typeof found === "string") return [{ role: "user", parts: [{ text: found }] }];
    if (isContent(found)) return [found];
    if (isListOfContents(found)) return found;
    // The Python client takes texts and parts in one list for one content.
    if (Array.isArray(found) && found.length > 0 && !found.some(isContent))
      return [{ role: "user", parts: found.map((part) => (typeof part === "string" ? { text: part } : part)) }];
  }
  return [];
}

const isListOfContents = (list: unknown): list is readonly unknown[] =>
  Array.isArray(list) && list.length > 0 && list.every(isContent);

function candidatesIn(value: unknown): readonly unknown[] {
  const candidates = held(value, "candidates");
  if (!Array.isArray(candidates)) return [];
  return candidates.filter((candidate) => isFields(field(candidate, "content")));
}

/** `generateContent`: what was asked, and each candidate as a run of its own. */
export const geminiContents: ValueForm = {
  kind: "value",
  form: "gemini",
  // Contents have roles, and would be read as messages without any words.
  priority: 107,
  known: KNOWN,
  read(value, place) {
    const contents = contentsIn(value);
    const candidates = candidatesIn(value);
    if (candidates.length === 0 && !contents.some((content) => textField(content, "role") === "model")) return null;
    const before = [
      ...systemIn(value),
      ...contents.flatMap((content, i) => messagesOfContent(content, `contents ${i + 1}`)),
    ];
    const runs = candidates.length === 0 ? [{}] : candidates;
    return runs.map((candidate, i): LogRecord => {
      const content = field(candidate, "content");
      const answer = withTokens(
        messagesOfContent({ role: "model", ...(isFields(content) ? content : {}) }, `candidate ${i + 1}`),
        tokensIn(field(candidate, "logprobsResult", "logprobs_result")),
      );
      const where = runs.length === 1 ? place : `${place}, candidate ${i + 1}`;
      return recordOf(value, shownOnceSpoken([...before, ...answer]), { place: where, form: "gemini", images: [] });
    });
  },
};

function systemIn(value: unknown): readonly Message[] {
  const told =
    held(value, "systemInstruction", "system_instruction") ??
    field(held(value, "config"), "systemInstruction", "system_instruction");
  if (typeof told === "string") return [said("system", [{ kind: "text", text: told }], "system instruction")];
  return isFields(told) ? messagesOfContent({ ...told, role: "system" }, "system instruction") : [];
}

/** What makes a list of steps one of Interactions. */
const STEPS = new Set([
  ...["user_input", "model_output", "code_execution_call", "code_execution_result", "function_result"],
  ...["google_search_call", "url_context_call", "mcp_server_tool_call", "retrieval_call", "thought"],
]);

/** Interactions: steps, or the outputs that its first version had. */
export const geminiInteraction: ValueForm = {
  kind: "value",
  form: "gemini-interaction",
  priority: 106,
  known: [
    ...KNOWN,
    "previous_interaction_id",
    "environment_id",
    "labels",
    "created",
    "updated",
    "server_name",
    "search_type",
  ],
  read(value, place) {
    const steps = Array.isArray(value) ? value : held(value, "steps", "outputs");
    if (!Array.isArray(steps) || !steps.some((step) => STEPS.has(textField(step, "type") ?? ""))) return null;
    const input = held(value, "input");
    const before = typeof input === "string" ? [asked(input, [], "input")] : inputSteps(input);
    const messages = [...systemIn(value), ...before, ...messagesOfSteps(steps, "step")];
    return [recordOf(value, shownOnceSpoken(messages), { place, form: "gemini-interaction", images: [] })];
  },
};

/** What was asked: contents, or turns of them with roles, or earlier steps. */
function inputSteps(input: unknown): readonly Message[] {
  const list = Array.isArray(input) ? input : isFields(input) ? [input] : [];
  if (list.every((item) => field(item, "role") === null && !STEPS.has(textField(item, "type") ?? "")))
    return list.length === 0 ? [] : [said("user", partsOf(list, []), "input")];
  return list.flatMap((item, i) => {
    const place = `input ${i + 1}`;
    const role = textField(item, "role");
    if (role === null) return messagesOfSteps([item], "input");
    return [said(role === "model" ? "assistant" : "user", partsOf(field(item, "content"), []), place)];
  });
}

function messagesOfSteps(steps: readonly unknown[], name: string): readonly Message[] {
  let hasRun = false;
  return steps.flatMap((step, i) => {
    const messages = messagesOfStep(step, `${name} ${i + 1}`, hasRun);
    const type = textField(step, "type") ?? "";
    // Pictures that follow what a program gave back are what it showed.
    hasRun = type === "code_execution_result" || (hasRun && type === "image");
    return messages;
  });
}

function messagesOfStep(step: unknown, place: string, hasRun: boolean): readonly Message[] {
  const type = textField(step, "type") ?? "";
  const spoken = (text: string): readonly Message[] =>
    text === "" ? [] : [said("assistant", [{ kind: "text", text }], place)];
  switch (type) {
    case "user_input":
      return [said("user", partsOf(field(step, "content"), []), place)];
    case "model_output":
      return outputMessages(listField(step, "content") ?? [], place, hasRun);
    case "text":
    case "image":
      return outputMessages([step], place, hasRun);
    case "thought": {
      const summary = listField(step, "summary") ?? [];
      const thought = typeof field(step, "summary") === "string" ? textField(step, "summary") : summaryText(summary);
      return spoken(thought === null || thought === "" ? "" : thoughtText(thought));
    }
    case "code_execution_call": {
      const input = field(step, "arguments");
      return spoken(programText(textField(input, "code") ?? "", textField(input, "language") ?? "python"));
    }
    default:
      return callOrResult(step, type, place);
  }
}

const summaryText = (summary: readonly unknown[]): string =>
  summary.map((part) => textField(part, "text") ?? "").join("\n\n");

/** A picture in the model's own output is one that it drew, unless a program has just run. */
function outputMessages(content: readonly unknown[], place: string, hasRun: boolean): readonly Message[] {
  const messages: Message[] = [];
  let isShown = hasRun;
  for (const part of content) {
    const isPicture = textField(part, "type") === "image";
    isShown &&= isPicture;
    messages.push(said(isShown ? "observation" : "assistant", partsOf([part], []), place));
  }
  return messages;
}

function callOrResult(step: unknown, type: string, place: string): readonly Message[] {
  if (type.endsWith("_call")) {
    const name = textField(step, "name") ?? type.replace(/_call$/, "");
    return [said("assistant", [{ kind: "text", text: callText(name, field(step, "arguments")) }], place)];
  }
  if (!type.endsWith("_result")) return [];
  const parts = resultParts(field(step, "result"));
  return parts.length === 0 ? [] : [said("observation", parts, place)];
}

function resultParts(result: unknown): readonly MessagePart[] {
  if (typeof result === "string") return result === "" ? [] : [{ kind: "text", text: result }];
  if (Array.isArray(result))
    return result.flatMap((part): readonly MessagePart[] => {
      const parts = isFields(part) && typeof part.type === "string" ? partsOf([part], []) : [];
      return parts.length > 0 || !isFields(part) ? parts : [{ kind: "text", text: JSON.stringify(part) }];
    });
  const picture = textField(result, "image_url", "image");
  if (picture !== null) return [{ kind: "image", image: imageReference(picture) }];
  return isFields(result) && Object.keys(result).length > 0 ? [{ kind: "text", text: JSON.stringify(result) }] : [];
}
