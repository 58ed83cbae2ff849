import { parseBoundedJson } from "../../base";
import { field, isFields } from "./json";

// The tools that a request declares. A model is told of them with its instructions, in whatever words its template has.

const MOST = 500;

const HOLDERS = ["request", "body", "params", "config", "kwargs"];

/** The declarations of a record's tools, the JSON of one on each line; empty where it has none. */
export function toolsIn(value: unknown): string {
  const request = field(value, "request");
  for (const holder of [value, ...HOLDERS.map((key) => field(value, key)), field(request, "body")]) {
    const tools = declared(field(holder, "tools"));
    if (tools.length > 0)
      return tools
        .slice(0, MOST)
        .map((tool) => JSON.stringify(tool))
        .join("\n");
  }
  return "";
}

/** A list of records, which some logs keep as text. Bare names declare nothing. */
function declared(held: unknown): readonly unknown[] {
  if (typeof held === "string" && /^\s*\[\s*\{/.test(held)) return declared(parsed(held));
  return Array.isArray(held) ? held.filter(isFields) : [];
}

function parsed(text: string): unknown {
  try {
    return parseBoundedJson(text);
  } catch {
    return null;
  }
}
