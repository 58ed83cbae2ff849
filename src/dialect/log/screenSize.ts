import { jsonNumber } from "../../base";
import type { Size } from "../../geometry";
import { field, isFields, listField } from "./json";

// How large a model was told that its screen is. Places that it points at count in that, whatever the size of the
// screenshot in the log.

/** As Qwen's tools for computers and phones tell it, and those that took after them. */
const TOLD = /screen(?:'s|\\u0027s)?\s{1,3}resolution\s{0,3}(?:is|of|:)?\s{0,3}(\d{2,5})\s{0,3}[x×*]\s{0,3}(\d{2,5})/i;

/** As GTA1's prompt tells it. */
const TOLD_OF_PICTURE = /The image resolution is height (\d{2,5}) and width (\d{2,5})\b/;

/** The size in the declarations of a request's tools, as OpenAI's and Anthropic's have it, or in its words. */
export function screenIn(value: unknown, words: string): Size | null {
  for (const holder of [value, field(value, "request"), field(value, "body"), field(value, "params")])
    for (const tool of (listField(holder, "tools") ?? []).slice(0, 100)) {
      const size = sizeIn(tool) ?? sizeIn(field(tool, "function")) ?? sizeIn(field(tool, "options"));
      if (size) return size;
    }
  const found = TOLD.exec(words);
  if (found) return sizeOf(Number(found[1]), Number(found[2]));
  const ofPicture = TOLD_OF_PICTURE.exec(words);
  return ofPicture && sizeOf(Number(ofPicture[2]), Number(ofPicture[1]));
}

const sizeIn = (tool: unknown): Size | null =>
  isFields(tool)
    ? sizeOf(
        jsonNumber(field(tool, "display_width_px", "display_width", "displayWidthPx")),
        jsonNumber(field(tool, "display_height_px", "display_height", "displayHeightPx")),
      )
    : null;

const sizeOf = (width: number, height: number): Size | null =>
  width >= 1 && height >= 1 && width <= 100_000 && height <= 100_000 ? { width, height } : null;
