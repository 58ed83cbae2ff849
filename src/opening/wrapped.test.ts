// Records that stand under names of their own within one record: what their names say is not lost.
import { describe, expect, it } from "vitest";
import { readLog } from "./readLog";
import { opened } from "./testing";

const WORDS = "the ferries that were held back at the old quay\nuntil the fog was gone";
const row = (response: string, more: object = {}) => ({ response, ground_truth: "a lamp", ...more });

describe("the name that a record stands under", () => {
  it("is what was asked, where the record does not say", () => {
    const log = { "What hangs over the quay?": row("A lamp."), "And what hangs below it?": row("A bell.") };
    expect(readLog(JSON.stringify(log)).records.map(({ question, title }) => [question, title])).toEqual([
      ["What hangs over the quay?", "What hangs over the quay?"],
      ["And what hangs below it?", "And what hangs below it?"],
    ]);
  });

  it("is an id where it is no words", () => {
    const [record] = readLog(JSON.stringify({ "quay 7": row("A lamp.") })).records;
    expect(record).toMatchObject({ question: "", unread: [] });
  });

  it.each([
    ["of one record", { [WORDS]: row("A lamp.", { question: "What hangs there?" }) }],
    [
      "of one of several",
      { a: row("A lamp.", { question: "What?" }), [WORDS]: row("A bell.", { question: "And below?" }) },
    ],
    ["of a list", { [WORDS]: [row("A lamp.", { question: "What?" }), row("A bell.", { question: "And below?" })] }],
    ["of a set with pictures", { [WORDS]: { question: "What hangs there?", image_path: "cat.jpg" } }],
  ])("is in the report where it is words beside the question: %s", async (_, log) => {
    const findings = (await opened(log)).flatMap(({ report }) => report.notUnderstood);
    expect(findings).toMatchObject([{ code: "unread-field", excerpt: WORDS, place: WORDS }]);
  });
});
