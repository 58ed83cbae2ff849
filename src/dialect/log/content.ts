import { blockParts, calledTool, executedSource, resultParts } from "./blocks";
import { IMAGE_TOKENS } from "./chatTemplates";
import { field, hasAny, isFields, listField, textField } from "./json";
import { literalIn } from "./literals";
import { ownPictures } from "./ownPictures";
import { printedBytes } from "./printedBytes";
import type { ImageReference, MessagePart } from "./record";

// The content of one message, in the ways that chat logs have it.

/**
 * Marks that stand for a picture within a text. ms-swift 4.6.0 counts what pads one: `[151655 * 253]` (`safe_decode`).
 * Behind the box of a look of VGR's it is the part that the box is around, and no picture of the record.
 */
const IMAGE_MARK = new RegExp(
  [
    /(?<!<EOT>)<image>|<__media__>|<\|vision_start\|>(?:<\|(?:image|video)_pad\|>|\[\d{1,7} \* \d{1,7}\])*<\|vision_end\|>/
      .source,
    /\n?\[IMAGE: [^\]\n]{1,1000}\]\n?/.source,
    IMAGE_TOKENS,
  ].join("|"),
  "g",
);

/** How many pictures the texts of a record may speak of. */
const MAX_PARTS = 100_000;

/** `bank` holds the pictures of the record that its texts speak of by marks, in order; it is used up. */
export function partsOf(content: unknown, bank: ImageReference[]): readonly MessagePart[] {
  if (typeof content === "string") return partsOfText(content, bank);
  const list = withoutDummies(Array.isArray(content) ? content : isFields(content) ? [content] : []);
  const { own, bank: ownBank } = ownPictures(list, imageIn);
  if (own.size > 0)
    return partsBeside(
      list.filter((part) => !own.has(part)),
      ownBank,
      bank,
    );
  return list.slice(0, MAX_PARTS).flatMap((part): readonly MessagePart[] => {
    if (typeof part === "string") return partsOfText(part, bank);
    // Plain words, as most parts are.
    if (isFields(part) && part.type === "text" && typeof part.text === "string") return partsOfText(part.text, bank);
    const special = specialPart(part, bank);
    if (special) return special;
    const isPicture = (textField(part, "type") ?? "").includes("image");
    const text = textField(part, "text", "input_text", "output_text", ...(isPicture ? [] : ["value"]));
    if (text !== null) return partsOfText(text, bank);
    const frames = listField(part, "video", "frames", "image");
    if (frames) return framesOf(frames);
    const image = imageIn(part);
    return image ? [{ kind: "image", image: image.kind === "dropped" ? (bank.shift() ?? image) : image }] : [];
  });
}

/** Parts whose marks mean the pictures of `own` first, and then those of the bank. */
function partsBeside(
  list: readonly unknown[],
  own: readonly ImageReference[],
  bank: ImageReference[],
): readonly MessagePart[] {
  const both = [...own, ...bank];
  const parts = partsOf(list, both);
  bank.splice(0, bank.length, ...both);
  return parts;
}

const CALLS = new Set(["tool_use", "server_tool_use", "mcp_tool_use", "tool_call", "function_call"]);
const RESULTS = /^(?:tool_response|.{1,60}_call_output|.{0,60}tool_result)$/;

/** Whether a part is what a tool answered, in whosever turn it stands. */
export const isToolResult = (part: unknown): boolean => RESULTS.test(textField(part, "type") ?? "");

/** Parts that are more than words or a picture: thinking, calls, what came of them. Null where it is none of these. */
function specialPart(part: unknown, bank: ImageReference[]): readonly MessagePart[] | null {
  const type = textField(part, "type") ?? "";
  const words = (text: string | null): readonly MessagePart[] => (text === null ? [] : [{ kind: "text", text }]);
  if (type === "thinking" || type === "reasoning") {
    const thought = textField(part, "thinking", "reasoning", "text", "value", "summary") ?? summaryOf(part);
    return words(thought === null || thought === "" ? null : thoughtText(thought));
  }
  if (type === "refusal") return words(textField(part, "refusal"));
  // What the model made of all that went before, to go on from.
  if (type === "compaction") return words(textField(part, "content") && thoughtText(textField(part, "content") ?? ""));
  const read = (content: unknown): readonly MessagePart[] => partsOf(content, bank);
  if (isToolResult(part)) return resultParts(field(part, "content", "output", "value"), read);
  if (!CALLS.has(type)) return blockParts(part, read);
  const whole = textField(part, "value");
  if (whole !== null) return words(`<tool_call>\n${whole}\n</tool_call>`);
  const source = executedSource(part);
  if (source !== null) return words(programText(source, "python"));
  const { name, input } = calledTool(part);
  return words(callText(name, input));
}

const summaryOf = (part: unknown): string | null =>
  listField(part, "summary", "content")
    ?.map((piece) => textField(piece, "text") ?? "")
    .join("\n\n") ?? null;

/** A call that an API keeps as a record, written as the model would have: `<tool_call>…</tool_call>`. */
export function callText(name: string, input: unknown): string {
  const isOther = typeof input === "string" && !/^\s*[{[]/.test(input);
  // Some tools take words as they are.
  const text = isOther ? JSON.stringify({ input }) : typeof input === "string" ? input : JSON.stringify(input ?? {});
  return `<tool_call>\n{"name": ${JSON.stringify(name)}, "arguments": ${text}}\n</tool_call>`;
}

/** Thinking that a log keeps apart from the words, as a model would have marked it. */
export const thoughtText = (text: string): string => `<think>${text}</think>\n`;

/** A program that a log keeps apart from the words, as a model would have marked it. */
export const programText = (code: string, language: string): string =>
  language.toLowerCase() === "python" ? `<code>\n${code}\n</code>` : callText("program", { language, code });

/** The frames of a video, each a picture of its own: systems speak of them by their numbers. */
const framesOf = (frames: readonly unknown[]): readonly MessagePart[] =>
  frames
    .filter((frame) => typeof frame === "string")
    .slice(0, MAX_FRAMES)
    .map((frame) => ({ kind: "image", image: imageReference(frame) }));

const MAX_FRAMES = 1000;

/** ViLaSR keeps one dummy picture a turn and counts the true ones by marks in its text. */
function withoutDummies(list: readonly unknown[]): readonly unknown[] {
  if (!list.some((part) => (textField(part, "text") ?? "").includes("<|vision_start|>"))) return list;
  return list.filter((part) => textField(part, "text") !== null || imageIn(part)?.kind !== "dropped");
}

export function partsOfText(text: string, bank: ImageReference[]): readonly MessagePart[] {
  // To go over all matches costs more than the whole rest, and most texts have none.
  if (text !== "" && text.search(IMAGE_MARK) < 0) return [{ kind: "text", text }];
  const parts: MessagePart[] = [];
  let taken = 0;
  for (const match of text.matchAll(IMAGE_MARK)) {
    if (match.index > taken) parts.push({ kind: "text", text: text.slice(taken, match.index) });
    const name = /\[IMAGE: (.*)\]/.exec(match[0])?.[1];
    const image: ImageReference = name === undefined ? (bank.shift() ?? { kind: "dropped" }) : { kind: "name", name };
    parts.push({ kind: "image", image });
    taken = match.index + match[0].length;
  }
  if (taken < text.length) parts.push({ kind: "text", text: text.slice(taken) });
  return parts;
}

/** The picture of a content part: `image_url` in its forms, `image`, `input_image`, a `file`, a `source`, bare bytes. */
function imageIn(part: unknown): ImageReference | null {
  const type = textField(part, "type") ?? "";
  const told = field(part, "image_url", "image", "url", "file", "video", "source", "inline_data", "inlineData");
  // MCP and Gemini's Interactions have the bytes, or an address, beside the type.
  const isItself =
    told === null &&
    isFields(part) &&
    ("bytes" in part || "path" in part || (type.includes("image") && ("data" in part || "uri" in part)));
  const holder = isItself ? part : (told ?? (type.includes("image") ? field(part, "value", "file_id") : null));
  if (holder === null && !type.includes("image")) return null;
  const url = typeof holder === "string" ? holder : textField(holder, "url", "uri", "path", "bytes", "file_id");
  if (url !== null) return imageReference(url);
  const data = textField(holder, "data");
  const mime = textField(holder, "media_type", "mime_type", "mimeType") ?? "image/png";
  return data === null ? { kind: "dropped" } : imageReference(`data:${mime};base64,${data}`);
}

/**
 * What loggers write in the place of a picture that they leave out: OpenInference's `__REDACTED__` for more than 32,000
 * characters (openinference-instrumentation 0.1.72), `<image>`, `[image omitted]`, the `Image` of tables that wandb 0.31.0
 * keeps with a run. No file is called so, and two of them are not the same picture.
 */
const PLACEHOLDER =
  /^Image$|^(?:__|<|\[)(?=[\w .:-]*(?:image|img|picture|photo|redacted|omitted|removed|stripped|base64))[\w .:-]{1,80}(?:__|>|\])$/i;

/** How Python prints a picture of Pillow's that was to be written as text: `<PIL.Image.Image image mode=RGB size=160x120 at 0x7F>`. */
const PRINTED = /^<PIL\.[\w.]{1,60} (?:image )?mode=\w{1,10} size=(\d{1,6})x(\d{1,6}) at 0x[\dA-Fa-f]{1,16}>$/;

/**
 * What Langfuse's clients (5.0.4) write in the place of a picture whose bytes they upload apart. The store keeps it under
 * the id, which is the beginning of the SHA-256 of its bytes, with the ending that its type has (langfuse/langfuse 11ee815,
 * web/src/features/media/server: mediaService.ts, getFileExtensionFromContentType.ts).
 */
const UPLOADED = /^@@@langfuseMedia:type=image\/([a-z]{1,10})(?:\+xml)?\|id=([\w-]{1,100})\|source=\w{1,40}@@@$/;

/** A path, a data URL or bare base64 as a reference. Data without bytes, or with words for bytes, was dropped. */
export function imageReference(text: string): ImageReference {
  const data = /^data:image\/[\w.+-]{1,40};base64,/.exec(text)?.[0];
  if (data !== undefined) {
    const bytes = text.slice(data.length);
    if (bytes.length < 40 || bytes === "base64_image") return { kind: "dropped" };
    return { kind: "data", url: data + plainBase64(bytes) };
  }
  if (text === "" || text === "null" || text === "image_path" || PLACEHOLDER.test(text)) return { kind: "dropped" };
  const [, media, id] = UPLOADED.exec(text) ?? [];
  if (media && id) return { kind: "name", name: `${id}.${media}` };
  const [, width, height] = PRINTED.exec(text) ?? [];
  if (width && height) return { kind: "dropped", size: { width: Number(width), height: Number(height) } };
  // Inspect's name for bytes that it keeps elsewhere: where they are here, they stand in its place already.
  if (/^attachment:\/\/[0-9a-f]{8,128}$/.test(text)) return { kind: "dropped" };
  const mime = bareBase64(text);
  return mime === null
    ? { kind: "name", name: text }
    : { kind: "data", url: `data:${mime};base64,${plainBase64(text)}` };
}

/**
 * Base64 in the usual alphabet. Google's Python client writes bytes in the one that is safe in addresses, in which no
 * browser reads an image. Any other text stays as it is.
 */
export const plainBase64 = (text: string): string =>
  /[-_]/.test(text) && /^[\w-]{40,}={0,2}$/.test(text) ? text.replaceAll("-", "+").replaceAll("_", "/") : text;

/** The MIME type of base64 without a prefix, told by how its first bytes look in base64. */
function bareBase64(text: string): string | null {
  if (text.length < 40) return null;
  if (text.startsWith("iVBORw0KGgo")) return "image/png";
  if (text.startsWith("/9j/")) return "image/jpeg";
  if (text.startsWith("UklGR")) return "image/webp";
  return text.startsWith("R0lGOD") ? "image/gif" : null;
}

const MAGIC: readonly (readonly [string, string])[] = [
  ["\x89PNG", "image/png"],
  ["\xff\xd8\xff", "image/jpeg"],
  ["GIF8", "image/gif"],
  ["RIFF", "image/webp"],
  ["BM", "image/bmp"],
];

/** The bytes of a picture as a data URL; null where they are of no picture. */
export function imageDataUrl(bytes: Uint8Array): string | null {
  const head = String.fromCharCode(...bytes.subarray(0, 4));
  const mime = MAGIC.find(([magic]) => head.startsWith(magic))?.[1];
  if (mime === undefined) return null;
  let text = "";
  // Arguments of a call are limited in number.
  for (let at = 0; at < bytes.length; at += 8192) text += String.fromCharCode(...bytes.subarray(at, at + 8192));
  return `data:${mime};base64,${btoa(text)}`;
}

const PICTURES = [
  ...["images", "image", "image_path", "image_paths", "image_file", "image_url", "image_urls", "img_path"],
  ...["image_data", "image_files", "img", "img_url", "picture", "pictures", "screenshot", "img_filename"],
  ...["question_image", "question_images"],
  // The first of what a sample was shown, as lmms-eval 0.7.3 notes them down.
  "input_media",
];

const PICTURE_NAMES: ReadonlySet<string> = new Set(PICTURES);

/** The pictures that a record names beside its messages: the first field that holds any, or all that are numbered. */
export function imagesOf(value: unknown): ImageReference[] {
  let dropped: ImageReference[] = [];
  for (const key of hasAny(value, PICTURE_NAMES) ? PICTURES : []) {
    const found = picturesIn(field(value, key));
    if (found.some(({ kind }) => kind !== "dropped")) return found;
    if (dropped.length === 0) dropped = found;
  }
  const all = numberedIn(value).flatMap((key) => picturesIn(field(value, key)));
  return all.some(({ kind }) => kind !== "dropped") ? all : dropped;
}

/** `image_1`, `image2`: a field for each picture. */
const numberedIn = (value: unknown): readonly string[] =>
  isFields(value) ? Object.keys(value).filter((key) => key.startsWith("image") && /^image_?\d{1,2}$/.test(key)) : [];

/** A picture whose bytes a table holds as Python prints them; null where a text is none. */
export function printedPicture(text: string): (ImageReference & { readonly kind: "data" }) | null {
  const bytes = printedBytes(text);
  const url = bytes && imageDataUrl(bytes);
  return url === null ? null : { kind: "data", url };
}

/** One picture, or a list of them; tables hold such a list as text. */
function picturesIn(field: unknown): ImageReference[] {
  if (field === null) return [];
  const held = typeof field === "string" && field.startsWith("[") ? literalIn(field) : field;
  const list = Array.isArray(held) ? held : held === null ? [] : [held];
  return list.slice(0, 10_000).flatMap((item): ImageReference[] => {
    if (typeof item === "string") return [printedPicture(item) ?? imageReference(item)];
    const inner = imageIn(item) ?? null;
    return inner ? [inner] : [];
  });
}
