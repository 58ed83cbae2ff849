import { field, isFields, listField, textField } from "./json";
import type { MessagePart } from "./record";

// Blocks of Anthropic's Messages beside words and pictures, as `@anthropic-ai/sdk` 1.14.0 types them: what tools on the
// server gave back, documents, search results. What is encrypted, and what only refers to a file, is left to the ledger,
// which reports it by its type.

/** Reads the content of a block as any other content is read. */
type ReadContent = (content: unknown) => readonly MessagePart[];

const words = (...texts: readonly (string | null)[]): readonly MessagePart[] => {
  const text = texts.filter((piece) => piece !== null && piece !== "").join("\n");
  return text === "" ? [] : [{ kind: "text", text }];
};

/** What a tool gave back: content as that of a message, or a record of what was run. */
export function resultParts(content: unknown, read: ReadContent): readonly MessagePart[] {
  if (!isFields(content) || typeof content.text === "string" || /image/.test(textField(content, "type") ?? ""))
    return read(content);
  const lines = listField(content, "lines");
  const inner = field(content, "content");
  return [
    ...words(
      textField(content, "stdout"),
      textField(content, "stderr"),
      lines ? lines.filter((line) => typeof line === "string").join("\n") : null,
      textField(content, "error_code"),
      textField(content, "error_message"),
      textField(content, "url"),
    ),
    ...(inner === null ? [] : read(inner)),
  ];
}

/** A block that holds words under other names; null where it is none of these. */
export function blockParts(block: unknown, read: ReadContent): readonly MessagePart[] | null {
  switch (textField(block, "type")) {
    case "document":
      return documentParts(block, read);
    case "search_result":
      return [...words(textField(block, "title"), textField(block, "source")), ...read(field(block, "content"))];
    case "web_search_result":
      return words(textField(block, "title"), textField(block, "url"), textField(block, "page_age"));
    case "web_fetch_result":
      return [...words(textField(block, "url")), ...read(field(block, "content"))];
    case "browser_state":
      return words(JSON.stringify({ tabs: field(block, "tabs"), state_changes: field(block, "state_changes") }));
    case "tool_reference":
      return words(textField(block, "tool_name"));
    default:
      return null;
  }
}

/** The words of a document; a file in another form than text is reported. */
function documentParts(block: unknown, read: ReadContent): readonly MessagePart[] {
  const source = field(block, "source");
  const isText = textField(source, "type") === "text";
  return [
    ...words(textField(block, "title"), textField(block, "context"), isText ? textField(source, "data") : null),
    ...(textField(source, "type") === "content" ? read(field(source, "content")) : []),
  ];
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
