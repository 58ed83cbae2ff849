import { dataUrl, pictureBlock, saidTexts } from "./commonBlocks";
import { imageReference } from "./content";
import { type Fields, field, hasAny, isFields, listField, textField } from "./json";

// Parts of messages as libraries and clouds keep them, as those that chats of any kind have: `text`, `reasoning`, `image`,
// `tool_use` and `tool_result`. They are Vercel's AI SDK (ai 4.3.19 and 5.0.277, vercel/ai dc94af0), Bedrock's Converse
// (botocore 1.44.8, bedrock-runtime/2023-09-30) and LangChain's content blocks (langchain-core 1.8.3).

/** The same parts under common names. What has one already, or is unknown, stays as it is. */
export function commonParts(list: readonly unknown[]): readonly unknown[] {
  return list.some(isOfLibrary) ? list.flatMap((part) => partOf(part) ?? [part]) : list;
}

const isOfLibrary = (part: unknown): boolean => isFields(part) && partOf(part) !== null;

/** What a part is under common names, a call and its outcome as two; null where it has none of the names below. */
function partOf(part: unknown): readonly unknown[] | null {
  const type = textField(part, "type", "block_type", "content_type");
  if (type === null) return blockOf(part);
  const own = ownTypeOf(part, type);
  if (own) return own;
  if (type === "text" || type === "image_url") return fileOf(part, type);
  if (type === "tool-invocation") return invocationOf(field(part, "toolInvocation"));
  if (/^(?:tool-|dynamic-tool$)/.test(type) && isFields(part) && "toolCallId" in part) return toolPartOf(part, type);
  if (type === "server_tool_call" || type === "tool_call" || type === "invalid_tool_call")
    return field(part, "args") === null ? null : [call(textField(part, "name") ?? "", field(part, "args"))];
  if (type === "server_tool_result") return [result(field(part, "output"))];
  return fileOf(part, type);
}

/** Parts under types that others have, too, but with fields of their own. */
function ownTypeOf(part: unknown, type: string): readonly unknown[] | null {
  const inner = field(part, "text");
  // Messages of OpenAI's Assistants, and what keeps its shape.
  if (type === "text" && isFields(inner)) return saidTexts(textField(inner, "value"));
  if (isFields(part) && "block_type" in part) return llamaBlockOf(part, type);
  return isFields(part) && "content_type" in part ? kernelItemOf(part, type) : null;
}

/** Blocks of LlamaIndex (llama-index-core 0.14.25, what `model_dump_json` of its messages wrote). */
function llamaBlockOf(block: Fields, type: string): readonly unknown[] | null {
  if (type === "text") return saidTexts(textField(block, "text"));
  if (type === "thinking") return [{ type: "reasoning", text: textField(block, "content") ?? "" }];
  if (type === "tool_call") return [call(textField(block, "tool_name") ?? "", block.tool_kwargs)];
  if (type !== "image") return null;
  const [bytes, name] = [textField(block, "image"), textField(block, "url", "path")];
  const mime = textField(block, "image_mimetype") ?? "image/png";
  return bytes === null && name === null ? null : [pictureBlock(bytes === null ? (name ?? "") : dataUrl(mime, bytes))];
}

/** Items of Semantic Kernel (semantic-kernel 1.45.0 for Python, what `serialize` of a history wrote). */
function kernelItemOf(item: Fields, type: string): readonly unknown[] | null {
  if (type === "text") return saidTexts(textField(item, "text"));
  if (type === "reasoning") return [{ type: "reasoning", text: textField(item, "text") ?? "" }];
  if (type === "image") return [pictureBlock(textField(item, "uri", "data_uri", "data") ?? "")];
  if (type === "function_call") return [call(textField(item, "name") ?? "", item.arguments)];
  // A picture that a function gave is there as its address.
  const shown = imageReference(textField(item, "result") ?? "").kind === "data" ? [item.result] : null;
  return type === "function_result" ? [result(shown?.map((image) => ({ type: "image", image })) ?? item.result)] : null;
}

const call = (name: string, input: unknown): Fields => ({ type: "tool_use", name, input: input ?? {} });
const result = (output: unknown): Fields => ({ type: "tool_result", content: outputOf(output) });
const text = (words: string): Fields => ({ type: "text", text: words });

/** A tool's call and what came of it, as one record (AI SDK 4). */
export function invocationOf(invocation: unknown): readonly unknown[] {
  const asked = call(textField(invocation, "toolName") ?? "", field(invocation, "args"));
  return isFields(invocation) && "result" in invocation ? [asked, result(invocation.result)] : [asked];
}

/** Parts for one tool: `tool-call` and `tool-result` of messages for a model, `tool-NAME` of those on a screen. */
function toolPartOf(part: Fields, type: string): readonly unknown[] {
  if (type === "tool-result" || type === "tool-error") return [result(field(part, "output", "result", "error"))];
  const own = type === "tool-call" || type === "dynamic-tool" ? "" : type.slice("tool-".length);
  const asked = call(textField(part, "toolName") ?? own, field(part, "input", "args") ?? field(part, "rawInput"));
  const failure = textField(part, "errorText");
  const outcome = part.output ?? failure;
  return outcome === undefined || outcome === null ? [asked] : [asked, result(outcome)];
}

const isText = (part: unknown): boolean => isFields(part) && typeof part.text === "string";

/** What a tool gave back: words, parts, or any JSON, which is told as such. */
function outputOf(output: unknown): unknown {
  if (typeof output === "string") return output;
  const [type, value] = [textField(output, "type") ?? "", field(output, "value")];
  if (type === "content" || type === "text" || type.startsWith("error-") || type === "json")
    if (value !== null) return type === "content" && Array.isArray(value) ? value.flatMap(mediaOf) : outputOf(value);
  const parts = listField(output, "content") ?? (Array.isArray(output) ? output : null);
  if (parts?.every((part) => textField(part, "type") !== null)) return parts.flatMap(mediaOf);
  if (parts?.some(isOfLibrary) && parts.every((part) => isOfLibrary(part) || isText(part))) return commonParts(parts);
  return isFields(output) && textField(output, "type") !== null ? mediaOf(output) : jsonParts(output);
}

/** JSON as words. Pictures in it stay pictures: each is named in the words, and stands behind them. */
function jsonParts(value: unknown): readonly unknown[] {
  if (value === null || value === undefined) return [];
  const pictures: string[] = [];
  const words = JSON.stringify(value, (_, held: unknown) => {
    if (typeof held !== "string" || imageReference(held).kind !== "data") return held;
    pictures.push(held);
    return `picture ${pictures.length}`;
  });
  return [text(words), ...pictures.map((image) => ({ type: "image", image }))];
}

const mediaOf = (part: unknown): readonly unknown[] =>
  fileOf(part, textField(part, "type") ?? "") ?? partOf(part) ?? [part];

const MIME_NAMES: ReadonlySet<string> = new Set(["mediaType", "mimeType", "mime_type", "contentType"]);

/** A file that is a picture, under its address or its bytes; null for every other part. */
function fileOf(part: unknown, type: string): readonly unknown[] | null {
  const mime = (hasAny(part, MIME_NAMES) ? textField(part, ...MIME_NAMES) : null) ?? "";
  const isPicture = mime.startsWith("image/") || type === "image-data" || type === "image-url";
  if (!isPicture && !(type === "image" && textField(part, "base64") !== null)) return null;
  const held = textField(part, "url", "data", "base64", "image");
  if (held === null) return null;
  const isAddress = /^(?:data:|[a-z]+:\/\/|\/|\.)/i.test(held) || textField(part, "url") !== null;
  return [{ type: "image", image: isAddress ? held : `data:${mime || "image/png"};base64,${held}` }];
}

/** Blocks of Converse, each a record with one field that says what it is. */
function blockOf(block: unknown): readonly unknown[] | null {
  if (!isFields(block)) return null;
  const haystack = haystackPartOf(block);
  if (haystack) return haystack;
  if (isFields(block.toolUse)) return [call(textField(block.toolUse, "name") ?? "", block.toolUse.input)];
  if (isFields(block.toolResult)) {
    const content = listField(block.toolResult, "content") ?? [];
    return [{ type: "tool_result", content: commonParts(content.flatMap(jsonBlock)) }];
  }
  if (isFields(block.reasoningContent)) {
    const thought =
      textField(block.reasoningContent.reasoningText, "text") ?? textField(block.reasoningContent, "text");
    return thought === null ? null : [{ type: "reasoning", text: thought }];
  }
  if (isFields(block.image)) return pictureOf(block.image);
  if (isFields(block.guardContent)) return [block.guardContent.text ?? block.guardContent];
  return isFields(block.citationsContent) ? (listField(block.citationsContent, "content") ?? null) : null;
}

/** Parts of Haystack (haystack-ai 3.4.1, what `to_dict` of its messages wrote), each a record with one field, too. */
function haystackPartOf({
  image,
  reasoning,
  tool_call: asked,
  tool_call_result: answered,
}: Fields): readonly unknown[] | null {
  const bytes = textField(image, "base64_image");
  if (bytes !== null) return [pictureBlock(dataUrl(textField(image, "mime_type") ?? "image/png", bytes))];
  const thought = textField(reasoning, "reasoning_text");
  if (thought !== null) return [{ type: "reasoning", text: thought }];
  if (isFields(asked) && "tool_name" in asked) return [call(textField(asked, "tool_name") ?? "", asked.arguments)];
  return isFields(answered) && "result" in answered ? [result(answered.result)] : null;
}

const jsonBlock = (block: unknown): readonly unknown[] =>
  isFields(block) && "json" in block ? jsonParts(block.json) : [block];

/**
 * `{format, source: {bytes}}`, or where it lies in a bucket; bytes are base64 in JSON, and gone where a log left them out.
 * Strands (strands-agents 1.62.0, run) says of them that they are base64.
 */
function pictureOf(image: Fields): readonly unknown[] | null {
  const { source } = image;
  if (textField(image, "format") === null || !isFields(source)) return null;
  const uri = textField(source.s3Location, "uri");
  if (uri !== null) return [{ type: "image", image: uri }];
  const bytes = textField(source, "bytes") ?? textField(source.bytes, "data") ?? "";
  return [{ type: "image", image: bytes === "" ? "" : `data:image/${textField(image, "format")};base64,${bytes}` }];
}
