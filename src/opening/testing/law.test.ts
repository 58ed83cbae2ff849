// The law of the ledger itself: what is in a report is found there, wherever it stands, and what is in none is told.
import { expect, it } from "vitest";
import type { TraceId } from "../../trace";
import { openRecord } from "../openRecord";
import { readLog } from "../readLog";
import { countingPorts, lostInSilence, PNG } from "../testing";

const ANSWERED = { prompt: "Where is it?", text: ["Where is it? It is there."] };
const LONG = `<g${"\n".repeat(150)}${"8".repeat(60)}`;
const PART = { type: "text", text: "nobody reads that" };
const SERVED = {
  infer_request: { messages: [{ role: "user", content: "Which?" }] },
  messages: [{ role: "user", content: "What?" }],
  response: { choices: [{ message: { role: "assistant", content: "Green." } }] },
};

it.each<[string, unknown, readonly string[]]>([
  ["a prompt that a server repeats", { message: ANSWERED }, []],
  ["the same under another name", { prompt: ANSWERED.prompt, TEXT: ANSWERED.text }, []],
  [
    "attached files",
    {
      results: {
        messages: [
          { role: "user", content: "Q", experimental_attachments: [{ name: "a.txt", contentType: "x", url: "a.txt" }] },
        ],
      },
    },
    [],
  ],
  [
    "names that are cut off",
    { outer: { parts: [{ type: { [LONG]: true } }], question: "Q", image: "cat.jpg" } },
    [`outer.parts[].type.${LONG}`],
  ],
  [
    "rows within a list",
    { results: [{ prompt: ["Q", "R"], completion: ["A", "B"], note: { deep: "odd" } }] },
    ["results[].note.deep"],
  ],
  [
    "names that are written otherwise",
    { resourceSpans: [{ scopeSpans: [{ note: "odd" }], "Model Response": "Green.", Question: "Which?" }] },
    ["resourceSpans[].scope_spans[].note"],
  ],
  [
    "known names of several forms",
    {
      one: { Text: ["It is there."] },
      other: { value: [{ user: "x" }], note: "odd", output: [{ type: "message", role: "assistant" }] },
    },
    ["other.note"],
  ],
  [
    "a picture in a part of which nothing was read",
    { question: "Q", response: "A", seen: [{ type: "cells", note: "odd", data: { png: PNG } }] },
    ["cells", ""],
  ],
  [
    "known names that are written otherwise",
    { seen: { "Image Path": { aux: "null" }, "Model Response": "Green.", "Other Thing": { deep: "odd" } } },
    ["seen.other_thing.deep"],
  ],
  [
    "results within what could be an export by itself",
    {
      results: {
        version: 5,
        localStorage: { "persist:cherry-studio": "{}" },
        indexedDB: { topics: [], message_blocks: [] },
        results: [
          {
            prompt: { raw: "Which?" },
            response: { output: "Green." },
            gradingResult: { componentResults: [{ assertion: {}, score: { note: "odd" } }] },
          },
        ],
      },
    },
    ["results.results[].metrics_data[].score.note"],
  ],
  [
    "another form beside records",
    {
      testCases: [{ input: "Which?", actualOutput: "Green." }],
      conversationalTestCases: [{ turns: [{ role: "user", content: "odd" }] }],
    },
    ["conversationalTestCases[].messages[].content"],
  ],
  ["a request within a record", { input: SERVED }, ["input.beside[].messages[].content"]],
  [
    "several unknown parts",
    { question: "Q", response: "A", seen: [{ content: [PART] }, { more: { content: [PART] } }] },
    ["text"],
  ],
])("finds %s, and tells of it where nobody did", async (_, value, places) => {
  const { records, unread } = readLog(JSON.stringify(value));
  expect(unread).toEqual([]);
  const opened = await Promise.all(records.map((record) => openRecord(record, "t" as TraceId, countingPorts())));
  const forms = records.map(({ form }) => form);
  expect(lostInSilence(value, opened, ...forms)).toEqual([]);
  const silent = opened.map(({ trace, report }) => ({ trace, report: { ...report, notUnderstood: [] } }));
  const lost = lostInSilence(value, silent, ...forms).map(({ what = "" }) => what);
  expect(lost.map((what) => what.slice(0, 190))).toEqual(places.map((what) => what.slice(0, 190)));
});

it("tells of a completion that became nothing behind its prompt", async () => {
  const { records } = readLog(JSON.stringify(ANSWERED));
  const opened = await Promise.all(records.map((record) => openRecord(record, "t" as TraceId, countingPorts())));
  const poorer = opened.map(({ trace, report }) => ({
    trace: { ...trace, steps: new Map([...trace.steps].slice(0, 1)) },
    report,
  }));
  expect(lostInSilence(ANSWERED, opened, "completion-body")).toEqual([]);
  expect(lostInSilence(ANSWERED, poorer, "completion-body")).toMatchObject([{ place: "text[0]" }]);
});

it("takes the bytes of a picture that are shown as words for told, and no others", async () => {
  const value = { question: "Which?", response: PNG };
  const { records } = readLog(JSON.stringify(value));
  const opened = await Promise.all(records.map((record) => openRecord(record, "t" as TraceId, countingPorts())));
  expect(lostInSilence(value, opened, "question-and-answer")).toEqual([]);
  const more = { ...value, id: `${PNG}BBBB` };
  expect(lostInSilence(more, opened, "question-and-answer")).toMatchObject([{ code: "picture-lost" }]);
  const declared = {
    tools: [{ name: "look", icon: { "image/png": `${PNG}CCCC` } }],
    messages: [{ role: "assistant", content: "A" }],
  };
  const [made] = readLog(JSON.stringify(declared)).records;
  if (!made) throw new Error("no record");
  expect(lostInSilence(declared, [await openRecord(made, "t" as TraceId, countingPorts())], "messages")).toEqual([]);
});

it("knows a picture that was looked for in a record within another, and tells of one that nobody looked for", async () => {
  const picture = "{'bytes': b'\\x89PNG\\r\\n\\x1a\\n', 'path': 'a.png'}";
  const value = { output: { image: picture, prediction: "A lamp hangs there." } };
  const { records } = readLog(JSON.stringify(value));
  const opened = await Promise.all(records.map((record) => openRecord(record, "t" as TraceId, countingPorts())));
  expect(lostInSilence(value, opened, "question-and-answer")).toEqual([]);
  const silent = opened.map(({ trace, report }) => ({ trace, report: { ...report, missingImages: [] } }));
  expect(lostInSilence(value, silent, "question-and-answer")).toMatchObject([{ code: "picture-lost" }]);
  const more = { output: { ...value.output, other: picture.replace("a.png", "b c d e") } };
  expect(lostInSilence(more, opened, "question-and-answer")).toMatchObject([{ place: "output.other" }]);
});

it("finds what was said as a record in the JSON that it became, and tells of what is in none", async () => {
  const row = { span_attributes: { name: "eval" }, input: { question: "Which?" } };
  const value = { ...row, output: { name: "look_at_it", arguments: '{"label":"the lamp"}' } };
  const opened = await Promise.all(
    readLog(JSON.stringify(value)).records.map((record) => openRecord(record, "t" as TraceId, countingPorts())),
  );
  expect(lostInSilence(value, opened, "question-and-answer")).toEqual([]);
  const poorer = opened.map(({ trace, report }) => ({
    trace: { ...trace, steps: new Map([...trace.steps].slice(0, 1)) },
    report: { ...report, notUnderstood: [] },
  }));
  expect(lostInSilence(value, poorer, "question-and-answer")).toMatchObject([
    { place: "output.name" },
    { place: "output.arguments.label" },
  ]);
});
