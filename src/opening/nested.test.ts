import { describe, expect, it } from "vitest";
import { readLog } from "./readLog";

const GOOD = '{"messages":[{"role":"user","content":"Q"},{"role":"assistant","content":"A"}]}';
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}"x"${"}".repeat(depth)}`;

describe("JSON that is nested deeper than can be gone down", () => {
  it.each([
    ["a record", nested(5000)],
    ["a list", `${"[".repeat(5000)}1${"]".repeat(5000)}`],
    ["the body of a request", `{"request_body":${nested(5000)},"response_body":{},"asset_urls":{"a":"b"}}`],
    ["the messages of a chat", `{"chat":{"history":{"messages":${nested(5000)}}}}`],
  ])("is reported and read as nothing: %s", (_, text) => {
    expect(readLog(text)).toMatchObject({ records: [], unread: [{ code: "not-json" }] });
  });

  it("takes nothing from the lines beside it", () => {
    const { records, unread } = readLog([GOOD, nested(5000), GOOD].join("\n"));
    expect(records).toHaveLength(2);
    expect(unread).toMatchObject([{ place: "line 2", code: "not-json" }]);
  });

  it("may be the arguments of a call, which are kept as they stand", () => {
    const call = { function: { name: "look", arguments: nested(5000) } };
    const messages = [
      { role: "user", content: "Q" },
      { role: "assistant", content: "A", tool_calls: [call] },
    ];
    const { records } = readLog(JSON.stringify({ messages }));
    expect(JSON.stringify(records)).toContain(JSON.stringify(nested(20)).slice(1, 60));
  });
});
