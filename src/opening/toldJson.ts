import { parseBoundedJson } from "../base";
import { isFields } from "../dialect";

// A log keeps a call, or what a tool gave back, as a record. It is told as the JSON of that record, and every string in
// that is told as a whole.

/** The JSON of calls, and lines that are JSON by themselves. */
const TOLD = /<tool_call>\s*([[{][\s\S]*?)\s*<\/tool_call>|^\s*([[{].*[\]}])\s*$/gm;
const MOST = 10_000;

/** All strings within the JSON that a text tells. */
export function stringsInJson(text: string): readonly string[] {
  if (!text.includes("{") && !text.includes("[")) return [];
  const strings: string[] = [];
  let found = 0;
  for (const [, call, line] of text.matchAll(TOLD)) {
    if (++found > MOST) break;
    const value = parsed(call ?? line ?? "");
    if (value !== null) strings.push(...stringsIn(value));
  }
  return strings;
}

/** Without recursion: records may be nested deeper than calls. */
function stringsIn(root: unknown): readonly string[] {
  const strings: string[] = [];
  const open: unknown[] = [root];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value === "string") strings.push(value);
    else if (Array.isArray(value)) for (const item of value) open.push(item);
    else if (isFields(value)) for (const held of Object.values(value)) open.push(held);
  }
  return strings;
}

function parsed(text: string): unknown {
  try {
    return parseBoundedJson(text);
  } catch {
    return null;
  }
}
