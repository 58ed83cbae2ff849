import { chatExport, type ExportedChat } from "./chatExports";
import { callBlock, dataUrl, pictureBlock, saidTexts, textBlock, thoughtBlock } from "./commonBlocks";
import { type Fields, field, isFields, listField, textField } from "./json";

/**
 * Pydantic AI (pydantic-ai-slim 2.68.0, what `all_messages_json` of a run wrote): requests and responses, of parts that each
 * have a kind. Every request names the instructions again, which are told where they change.
 */
function pydanticRuns(value: unknown): readonly ExportedChat[] | null {
  const list = Array.isArray(value) ? value : (listField(value, "messages", "all_messages") ?? []);
  if (list.length === 0 || !list.every(isPydanticMessage)) return null;
  return [
    {
      title: "",
      model: list.map((message) => textField(message, "model_name")).findLast((name) => name !== null) ?? "",
      messages: list.flatMap((message, i) => [
        ...instructionsOf(message, list.slice(0, i)),
        ...(listField(message, "parts") ?? []).map(pydanticPart),
      ]),
    },
  ];
}

function instructionsOf(message: unknown, before: readonly unknown[]): readonly Fields[] {
  const told = textField(message, "instructions");
  const last = before.map((earlier) => textField(earlier, "instructions")).findLast((earlier) => earlier !== null);
  return told === last ? [] : saidTexts(told).map((text) => ({ role: "system", content: [text] }));
}

const isPydanticMessage = (message: unknown): boolean =>
  /^(?:request|response)$/.test(textField(message, "kind") ?? "") &&
  (listField(message, "parts") ?? []).every((part) => textField(part, "part_kind") !== null);

function pydanticPart(part: unknown): Fields {
  const content = field(part, "content");
  switch (textField(part, "part_kind")) {
    case "system-prompt":
      return { role: "system", content };
    case "text":
      return { role: "assistant", content };
    case "thinking":
      return { role: "assistant", content: [thoughtBlock(textField(part, "content") ?? "")] };
    case "tool-call":
    case "builtin-tool-call":
      return { role: "assistant", content: [callBlock(textField(part, "tool_name") ?? "", field(part, "args"))] };
    case "file":
      return { role: "assistant", content: pydanticContent([content]) };
    case "tool-return":
    case "builtin-tool-return":
    case "retry-prompt":
      return { role: "tool", content: pydanticContent(Array.isArray(content) ? content : [content]) };
    default:
      return { role: "user", content: pydanticContent(Array.isArray(content) ? content : [content]) };
  }
}

const pydanticContent = (list: readonly unknown[]): readonly Fields[] =>
  list.flatMap((item) => {
    const [kind, mime] = [textField(item, "kind"), textField(item, "media_type") ?? ""];
    if (kind === "binary" && mime.startsWith("image/"))
      return [pictureBlock(dataUrl(mime, textField(item, "data") ?? ""))];
    if (kind === "image-url") return [pictureBlock(textField(item, "url") ?? "")];
    if (kind === "text-content") return saidTexts(textField(item, "content"));
    return typeof item === "string" ? saidTexts(item) : isFields(item) ? [textBlock(JSON.stringify(item))] : [];
  });

export const PYDANTIC_AI = chatExport({
  form: "pydantic-ai",
  priority: 132,
  read: pydanticRuns,
  known: [
    ...["part_kind", "dynamic_ref", "identifier", "provider_name", "provider_details", "provider_response_id"],
    ...["vendor_metadata", "vendor_details", "provider_url", "metadata", "outcome", "tool_kind", "scope"],
    ...["cause", "content_file_digests"],
  ],
  spoken: ["args"],
});
