import { shownOnceSpoken } from "./chatText";
import { recordOf } from "./conversation";
import { said, type ValueForm } from "./form";
import { messagesOfContent } from "./geminiParts";
import { type Fields, field, isFields, listField, textField } from "./json";
import type { Message } from "./record";

// Gemini's contents as they are kept beside its API: in prompts that AI Studio saves to Drive, and in sessions of the Agent
// Development Kit.

/**
 * AI Studio: pieces of turns, each with one part of a content; a piece without its own parts is one. From knowledge, not from
 * a file or code.
 */
export const geminiStudio: ValueForm = {
  kind: "value",
  form: "gemini-studio",
  priority: 128,
  known: [
    ...["runSettings", "finishReason", "tokenCount", "createTime", "branchParent", "branchChildren", "grounding"],
    ...["thoughtSignatures", "driveImage", "driveDocument", "driveVideo", "outcome"],
  ],
  // What a model said is kept as it came, piece by piece, too.
  renderings: (value) =>
    chunksIn(value).flatMap((chunk) =>
      (listField(chunk, "parts") ?? []).flatMap((part) => textField(part, "text") ?? []),
    ),
  read(value, place) {
    const chunks = chunksIn(value);
    if (!chunks.some((chunk) => textField(chunk, "role") === "model")) return null;
    const told = textField(field(value, "systemInstruction"), "text");
    const system: readonly Message[] =
      told !== null
        ? [said("system", [{ kind: "text", text: told }], "system instruction")]
        : messagesOfContent(
            { role: "system", parts: listField(field(value, "systemInstruction"), "parts") },
            "system instruction",
          );
    const messages = contentsOf(chunks).flatMap((content, i) => messagesOfContent(content, `chunk ${i + 1}`));
    const model = textField(field(value, "runSettings"), "model") ?? "";
    return [
      recordOf({ model }, shownOnceSpoken([...system, ...messages]), { place, form: "gemini-studio", images: [] }),
    ];
  },
};

const chunksIn = (value: unknown): readonly unknown[] => listField(field(value, "chunkedPrompt"), "chunks") ?? [];

/** Pieces of one side that follow one another are one content. */
function contentsOf(chunks: readonly unknown[]): readonly Fields[] {
  const contents: { role: string; parts: Fields[] }[] = [];
  for (const chunk of chunks) {
    const role = textField(chunk, "role") ?? "user";
    const last = contents.at(-1);
    if (last?.role === role) last.parts.push(partOf(chunk));
    else contents.push({ role, parts: [partOf(chunk)] });
  }
  return contents;
}

function partOf(chunk: unknown): Fields {
  if (!isFields(chunk)) return {};
  const drive = field(chunk, "driveImage");
  if (isFields(drive)) return { fileData: { fileUri: textField(drive, "id") ?? "", mimeType: "image/png" } };
  const { inlineImage, inlineFile, isThought, ...rest } = chunk;
  const { parts: _, ...own } = rest;
  return {
    ...own,
    ...(isThought === true ? { thought: true } : {}),
    ...(isFields(inlineImage) ? { inlineData: inlineImage } : isFields(inlineFile) ? { inlineData: inlineFile } : {}),
  };
}

/** Sessions of the Agent Development Kit (google-adk 2.13.0, what `model_dump_json` of a session wrote): events with a content each. */
export const geminiSession: ValueForm = {
  kind: "value",
  form: "gemini-session",
  priority: 127,
  known: [
    ...["appName", "app_name", "userId", "user_id", "state", "invocationId", "invocation_id", "author", "branch"],
    ...["actions", "longRunningToolIds", "long_running_tool_ids", "usageMetadata", "usage_metadata", "finishReason"],
    ...["finish_reason", "modelVersion", "model_version", "thoughtSignature", "thought_signature", "displayName"],
    ...["display_name", "avgLogprobs", "turnId", "turn_id", "outcome", "sessionId", "node_info", "nodeInfo"],
  ],
  read(value, place) {
    const events = Array.isArray(value) ? value : (listField(value, "events") ?? []);
    if (events.length === 0 || !events.every(isEvent)) return null;
    const messages = events.flatMap((event, i) => {
      const content = field(event, "content");
      // What a tool gave stands in contents without a role of their own, or in the person's.
      const role = textField(content, "role") ?? (textField(event, "author") === "user" ? "user" : "model");
      return isFields(content) ? messagesOfContent({ ...content, role }, `event ${i + 1}`) : [];
    });
    if (!messages.some(({ role }) => role === "assistant")) return null;
    const model =
      events.map((event) => textField(event, "modelVersion", "model_version")).findLast((name) => name) ?? "";
    return [recordOf({ model }, shownOnceSpoken(messages), { place, form: "gemini-session", images: [] })];
  },
};

const isEvent = (event: unknown): boolean =>
  textField(event, "author") !== null &&
  textField(event, "invocationId", "invocation_id") !== null &&
  (field(event, "content") === null || Array.isArray(field(field(event, "content"), "parts")));
