import { field, isFields, listField, textField } from "./json";
import type { MessagePart } from "./record";

// Blocks of Anthropic's Messages beside words and pictures, as `@anthropic-ai/sdk` 1.14.0 types them: what tools on the
// server gave back, documents, search results. What is encrypted, and what only refers to a file, is left to the ledger,
// which reports it by its type.

/** Reads the content of a block as any other content is read. */
type ReadContent = (content: unknown) => readonly MessagePart[];

/** Texts as parts of their own, one a line: each is told by itself. */
export function linesOf(...texts: readonly (string | null)[]): readonly MessagePart[] {
  const told = texts.filter((text) => text !== null && text !== "");
  return told.map((text, i) => ({ kind: "text", text: i < told.length - 1 ? `${text}\n` : `${text}` }));
}

/** The same with the end of a line behind the last, whatever comes next. */
const ended = (lines: readonly MessagePart[]): readonly MessagePart[] =>
  lines.length === 0 ? [] : [...lines, { kind: "text", text: "\n" }];

/** The same before other parts. */
const above = (lines: readonly MessagePart[], more: readonly MessagePart[]): readonly MessagePart[] =>
  lines.length > 0 && more.length > 0 ? [...lines, { kind: "text", text: "\n" }, ...more] : [...lines, ...more];

/** What a tool gave back: content as that of a message, or a record of what was run. */
export function resultParts(content: unknown, read: ReadContent): readonly MessagePart[] {
  if (!isFields(content) || typeof content.text === "string" || /image/.test(textField(content, "type") ?? ""))
    return read(content);
  const lines = (listField(content, "lines") ?? []).filter((line) => typeof line === "string");
  const inner = field(content, "content");
  const told = ["stdout", "stderr", "error_code", "error_message", "url"].map((key) => textField(content, key));
  return above(linesOf(...lines, ...told), inner === null ? [] : read(inner));
}

/** A block that holds words under other names; null where it is none of these. */
export function blockParts(block: unknown, read: ReadContent): readonly MessagePart[] | null {
  switch (textField(block, "type")) {
    case "document":
      return documentParts(block, read);
    case "search_result":
      return [
        ...ended(linesOf(textField(block, "title"), textField(block, "source"))),
        ...read(field(block, "content")),
      ];
    case "web_search_result":
      return linesOf(textField(block, "title"), textField(block, "url"), textField(block, "page_age"));
    case "web_fetch_result":
      return above(linesOf(textField(block, "url")), read(field(block, "content")));
    case "browser_state":
      return linesOf(JSON.stringify({ tabs: field(block, "tabs"), state_changes: field(block, "state_changes") }));
    case "tool_reference":
      return linesOf(textField(block, "tool_name"));
    default:
      return null;
  }
}

/** The words of a document; a file in another form than text is reported. */
function documentParts(block: unknown, read: ReadContent): readonly MessagePart[] {
  const source = field(block, "source");
  const type = textField(source, "type");
  const told = linesOf(
    textField(block, "title"),
    textField(block, "context"),
    type === "text" ? textField(source, "data") : null,
  );
  return type === "content" ? [...ended(told), ...read(field(source, "content"))] : ended(told);
}

/** Sets of tools whose members are tools of their own: `left_click` of `computer`. */
const TOOLSETS = new Set(["computer", "browser"]);

/** The name of a called tool and its input: that of a toolset's member is the toolset's, with the member as its action. */
export function calledTool(block: unknown): { readonly name: string; readonly input: unknown } {
  const name = textField(block, "name") ?? "";
  const input = field(block, "input", "arguments");
  const set = textField(block, "toolset_name") ?? "";
  return TOOLSETS.has(set)
    ? { name: set, input: { action: name, ...(isFields(input) ? input : {}) } }
    : { name, input };
}

/** The source of a called code execution; null for a call of another tool. */
export function executedSource(block: unknown): string | null {
  const isCode = textField(block, "name") === "code_execution" && textField(block, "type") === "server_tool_use";
  return isCode ? textField(field(block, "input"), "code") : null;
}
