import { expect, it } from "vitest";
import type { TraceId } from "../../trace";
import { openRecord } from "../openRecord";
import { readLog } from "../readLog";
import { countingPorts } from "../testing";
import { lostOwnWords, withOwnWords } from "./ownWords";

const RECORD = {
  id: "x",
  images: ["cat.jpg"],
  messages: [
    { role: "user", content: "Where is it?" },
    { role: "assistant", content: [{ type: "text", text: "There." }], extra: '{"note": "left"}' },
  ],
};
const CHANGED = {
  id: "xw1w",
  images: ["w2wcat.jpg"],
  messages: [
    { role: "user", content: "Where is it?w3w" },
    { role: "assistant", content: [{ type: "text", text: "There.w4w" }], extra: '{"note":"leftw5w"}' },
  ],
};

it("gives each text a mark of its own, but for those that say what a record is", () => {
  expect(withOwnWords(RECORD)).toEqual(CHANGED);
});

it("tells of the marks that became nothing", async () => {
  const contents = readLog(JSON.stringify(CHANGED));
  const opened = await Promise.all(
    contents.records.map((record) => openRecord(record, "t" as TraceId, countingPorts())),
  );
  expect(lostOwnWords(CHANGED, contents, opened)).toEqual([]);
  // The same run as if its answer, its picture and its report were gone.
  const poorer = opened.map(({ trace, report }) => ({
    trace: { ...trace, steps: new Map([...trace.steps].slice(0, 1)), images: new Map() },
    report: { ...report, notUnderstood: [], missingImages: [] },
  }));
  expect(lostOwnWords(CHANGED, contents, poorer)).toEqual([
    "images[0]",
    "messages[1].content[0].text",
    "messages[1].extra.note",
  ]);
});
