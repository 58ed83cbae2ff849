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

/** What of a value is lost by the law, and what would be if nothing had been reported, and no field were known by name. */
async function lostOf(value: unknown, text = JSON.stringify(value)) {
  const contents = readLog(text);
  const opened = await Promise.all(
    contents.records.map((record) => openRecord(record, "t" as TraceId, countingPorts())),
  );
  const silent = opened.map(({ trace, report }) => ({ trace, report: { ...report, notUnderstood: [] } }));
  return {
    lost: lostOwnWords(value, contents, opened),
    inSilence: lostOwnWords(value, { ...contents, unread: [] }, silent),
  };
}

const BATCH = {
  custom_id: "1w1w",
  response: {
    request_id: "rw2w",
    REQUEST: "rw3w",
    body: { choices: [{ message: { role: "assistant", content: "There.w4w" } }] },
  },
};
const SPANS = {
  resourceSpans: [
    {
      resource: { attributes: [{ key: "service.name", value: { stringValue: "w1w" } }] },
      scopeSpans: [
        {
          spans: [
            {
              spanId: "w2w",
              attributes: [
                { key: "gen_ai.request.model", value: { stringValue: "gpt-5w3w" } },
                { key: "gen_ai.nobody.knows", value: { stringValue: "w4w" } },
                { key: "gen_ai.completion", value: { stringValue: "There.w5w" } },
              ],
            },
          ],
        },
      ],
    },
  ],
};
const POSTED = { method: "POST", url: "/v1/x", body: { messages: [{ role: "user", content: "Where?w3w" }] } };
const KEY = "attributes[1].value.stringValue";

it.each([
  ["within a record", { answer: BATCH }, ["answer.response.REQUEST"]],
  ["in a list of a record", { results: [BATCH] }, ["results[0].response.REQUEST"]],
  ["in a list", [BATCH], ["[0].beside[0].REQUEST"]],
  [
    "around a message of a list that is a run",
    [
      { role: "user", content: "Which?w1w" },
      { role: "assistant", content: "Green.w2w", custom_id: "x", ...POSTED },
    ],
    ["[1].messages[0].content"],
  ],
  ["of spans within a record", { answer: SPANS }, [`answer.resourceSpans[0].scopeSpans[0].spans[0].${KEY}`]],
  [
    "with names of its own in a list",
    [{ Question: "w1w", "Model Response": "w2w", "Other Thing": { deeper: "w3w" } }],
    ["[0].Other Thing.deeper"],
  ],
])("knows the fields of an envelope %s, and tells of all else that is in no report", async (_, value, places) => {
  expect(await lostOf(value)).toEqual({ lost: [], inSilence: places });
});

it("knows the places of several responses of one stream", async () => {
  const begun = { messageStart: { role: "assistant" } };
  const said = { contentBlockDelta: { contentBlockIndex: 0, delta: { text: "There.w1w" } } };
  const stream = [
    begun,
    said,
    { messageStart: { role: "nobody" } },
    { messageStop: { stopReason: "w2w", note: "w3w" } },
  ];
  const { lost, inSilence } = await lostOf(stream);
  expect(lost).toEqual([]);
  expect(inSilence).toContain("[1].note");
});

it("knows the places of records in a list that is a line among others", async () => {
  const lines = [[{ note: "w1w" }], { question: "Which?w2w", response: "Green.w3w" }, [{ note: "w4w" }]];
  const { lost, inSilence } = await lostOf(lines, lines.map((line) => JSON.stringify(line)).join("\n"));
  expect(lost).toEqual([]);
  expect(inSilence).toEqual(["[0][0].note", "[2][0].note"]);
});

it("asks nothing of the sources of a notebook that a stream ended in, and of its outputs all", async () => {
  const cell = {
    cell_type: "code",
    source: ["print(log)w1w"],
    outputs: [{ output_type: "stream", text: ["noisew2w"] }],
  };
  const interaction = { id: "i", nbformat: 4, metadata: {}, cells: [cell] };
  const stream = [
    { event_type: "interaction.created", interaction: { id: "i" } },
    { event_type: "step.delta", index: 0, delta: { type: "text", text: "There.w3w" } },
    { event_type: "interaction.completed", interaction },
  ];
  const { lost, inSilence } = await lostOf(stream);
  expect(lost).toEqual([]);
  // What the notebook printed goes by its place in the cell.
  expect(inSilence).toEqual(["[0].steps[0].content[0]", "[0].[0]"]);
});

it("misses nothing of a picture that was dropped, and tells of words where a picture was not looked for", async () => {
  const seen = (url: string) => ({
    question: "Which?w1w",
    image: "w2w.jpg",
    seen: [{ content: [{ type: "image_url", image_url: { url } }] }],
  });
  const dropped = seen("\ndata:image/jpeg;base64,gonew3w");
  expect(await lostOf(dropped)).toEqual({ lost: [], inSilence: [] });
  const { inSilence } = await lostOf(seen("somewhere w3w else"));
  expect(inSilence).toEqual(["seen[0].content[0].image_url.url"]);
});

it("knows the place of a field without a name", async () => {
  const value = { question: "Which?w1w", response: "Green.w2w", "": "odd w3w", more: { "": "odd w4w" } };
  expect(await lostOf(value)).toEqual({ lost: [], inSilence: ['""', 'more.""'] });
});
