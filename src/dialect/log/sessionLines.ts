import { shownOnceSpoken } from "./chatText";
import { messagesOf, recordOf } from "./conversation";
import { type LinesForm, said } from "./form";
import { type Fields, field, isFields, listField, textField } from "./json";
import type { Message } from "./record";
import { isResponseItem, messagesOfItem } from "./responseItems";

// Sessions of agents on a command line, a line for each thing that happened. Claude Code keeps the messages of Anthropic's
// API under `message` (anthropics/claude-code 2.0; a turn of several blocks is several lines with one id of the message),
// Codex the items of OpenAI's Responses under `payload` (openai/codex 001cb8e, codex-rs/protocol/src/models.rs and
// protocol.rs: `RolloutLine`); its first versions wrote the items themselves.

const CLAUDE_LINES = new Set([
  "user",
  "assistant",
  "summary",
  "system",
  "file-history-snapshot",
  "queue-operation",
  "attachment",
]);

const isClaudeLine = (line: unknown): line is Fields =>
  isFields(line) &&
  CLAUDE_LINES.has(textField(line, "type") ?? "") &&
  ("parentUuid" in line || "leafUuid" in line || "sessionId" in line || "messageId" in line);

export const claudeCode: LinesForm = {
  kind: "lines",
  form: "claude-code",
  known: [
    ...[
      "uuid",
      "parentUuid",
      "leafUuid",
      "sessionId",
      "requestId",
      "userType",
      "cwd",
      "gitBranch",
      "entrypoint",
      "slug",
    ],
    ...["messageId", "snapshot", "isSidechain", "level", "toolUseID", "sourceToolAssistantUUID", "permissionMode"],
    ...["stop_details", "context_management", "container", "caller", "promptId", "agentId", "subtype"],
  ],
  begins: isClaudeLine,
  read(lines) {
    const own = lines.filter(isClaudeLine).filter((line) => line.isSidechain !== true);
    const turns = own.flatMap((line) => (isFields(line.message) ? [line.message] : []));
    if (!turns.some((turn) => textField(turn, "role") === "assistant")) return null;
    const messages = shownOnceSpoken(messagesOf(joinedTurns(turns), []));
    const model = turns.map((turn) => textField(turn, "model") ?? "").find((name) => name !== "") ?? "";
    const title = own.map((line) => textField(line, "summary") ?? "").find((text) => text !== "");
    const record = recordOf({ model, ...(title ? { title } : {}) }, messages, { place: "file", form: "claude-code" });
    return title === undefined ? record : { ...record, title: title.slice(0, 120) };
  },
};

/** Lines of one answer are its blocks, one after the other. */
function joinedTurns(turns: readonly Fields[]): readonly Fields[] {
  const joined: Fields[] = [];
  for (const turn of turns) {
    const last = joined.at(-1);
    const isOn = last !== undefined && turn.id !== undefined && last.id === turn.id;
    const blocks = [listField(last, "content"), listField(turn, "content")];
    if (isOn && blocks[0] && blocks[1]) joined[joined.length - 1] = { ...turn, content: [...blocks[0], ...blocks[1]] };
    else joined.push(turn);
  }
  return joined;
}

const CODEX_LINES = new Set(["session_meta", "response_item", "event_msg", "turn_context", "compacted"]);

const isCodexLine = (line: unknown): line is Fields =>
  isFields(line) && CODEX_LINES.has(textField(line, "type") ?? "") && isFields(line.payload);

/** The first line of older sessions: who and where, without a type. */
const isOldHead = (line: unknown): boolean =>
  isFields(line) &&
  !("type" in line) &&
  "id" in line &&
  "timestamp" in line &&
  ("instructions" in line || "git" in line);

export const codex: LinesForm = {
  kind: "lines",
  form: "codex-session",
  known: [
    ...["cwd", "originator", "cli_version", "git", "approval_policy", "sandbox_policy", "effort", "turn_id", "source"],
    ...[
      "encrypted_content",
      "record_type",
      "rate_limits",
      "info",
      "phase",
      "call_id",
      "collaboration_mode",
      "personality",
    ],
    ...["commit_hash", "branch", "repository_url", "model_provider", "truncation_policy", "user_instructions_hash"],
  ],
  begins: (first) => isCodexLine(first) || isOldHead(first),
  read(lines) {
    const items = lines.flatMap((line): readonly unknown[] => {
      if (isCodexLine(line)) return line.type === "response_item" ? [line.payload] : [];
      return isResponseItem(line) ? [line] : [];
    });
    const head = lines.find((line) => isOldHead(line) || textField(line, "type") === "session_meta");
    const meta = field(head, "payload") ?? head;
    const told =
      textField(meta, "instructions", "base_instructions") ?? textField(field(meta, "base_instructions"), "text");
    const system: readonly Message[] =
      told === null || told === "" ? [] : [said("system", [{ kind: "text", text: told }], "instructions")];
    const messages = shownOnceSpoken([...system, ...items.flatMap((item, i) => messagesOfItem(item, `item ${i + 1}`))]);
    if (!messages.some(({ role }) => role === "assistant")) return null;
    const context = lines.find((line) => textField(line, "type") === "turn_context");
    const model = textField(field(context, "payload"), "model") ?? "";
    return recordOf({ model }, messages, { place: "file", form: "codex-session", images: [] });
  },
};
