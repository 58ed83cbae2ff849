import { describe, expect, it } from "vitest";
import { readLog } from "./readLog";

const GOOD = '{"messages":[{"role":"user","content":"Q"},{"role":"assistant","content":"A"}]}';
const nested = (depth: number): string => `${'{"a":'.repeat(depth)}"x"${"}".repeat(depth)}`;

describe("what is nested deeper than can be gone down", () => {
  it.each([
    ["a record", nested(5000), "a"],
    ["a list", `${"[".repeat(5000)}1${"]".repeat(5000)}`, "record 1"],
    [
      "the body of a request",
      `{"request_body":${nested(5000)},"response_body":{},"asset_urls":{"a":"b"}}`,
      "request_body",
    ],
  ])("is reported and read as nothing: %s", (_, text, place) => {
    const { records, unread } = readLog(text);
    expect(records).toEqual([]);
    expect(unread[0]).toMatchObject({ code: "too-deep", place });
  });

  it.each([
    ["lines", [GOOD, nested(5000), GOOD].join("\n"), ["line 1", "line 3"], "line 2, a"],
    ["a list", `[${GOOD},${nested(5000)},${GOOD}]`, ["record 1", "record 3"], "record 2"],
    [
      "a list within a record",
      `{"results":[${GOOD},${nested(5000)},${GOOD}]}`,
      ["results 1", "results 3"],
      "results 2",
    ],
    ["records under ids", `{"a":${GOOD},"b":${nested(5000)},"c":${GOOD}}`, ["a", "c"], "b"],
    ["a list that breaks off", `[${GOOD},${nested(5000)},${GOOD},{"mess`, ["record 1", "record 3"], "record 2"],
  ])("takes nothing from what is beside it in %s", (_, text, places, place) => {
    const { records, unread } = readLog(text);
    expect(records.map((record) => record.place)).toEqual(places);
    expect(unread).toContainEqual(expect.objectContaining({ place, code: "too-deep" }));
  });

  it("takes nothing from the rest of its record", () => {
    const [record] = readLog(`{"extra":${nested(5000)},${GOOD.slice(1)}`).records;
    expect(record).toMatchObject({ question: "Q", messages: [{ parts: [{ text: "A" }] }] });
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
