// Logs of Gemini's two APIs, as the servers and the clients write them, each with the right values.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readLog } from "./readLog";
import { findingsIn, lineIn, only, opened, PNG, PNG_URL } from "./testing";

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, "fixtures/cases", name), "utf8"));

describe("Gemini", () => {
  const board = { data: { width: 1600, height: 900 } };
  const looked = [
    "thought The label is small; I will crop it.",
    "program python",
    "zoom 1184 72 192 90",
    "saw a picture",
    "answer The label is green.",
  ];

  it("has contents and candidates with parts", async () => {
    const record = await only(fixture("06-run.json"), board);
    expect(record.report).toMatchObject({ system: "gemini-api", observations: { kept: 1 } });
    expect(lineIn(record)).toEqual(["asked What colour is the label in the upper right?", ...looked]);
    expect(findingsIn(record)).toEqual([]);
  });

  const asked = { role: "user", parts: [{ inline_data: { mime_type: "image/png", data: PNG } }, { text: "Q" }] };
  const CODE = "img = PIL.Image.open('input_file_0.png')\nimg.crop((10, 20, 110, 220)).save('x.png')";
  const parts = [
    { text: "Look.", thought: true },
    { executable_code: { language: "PYTHON", code: CODE } },
    { code_execution_result: { outcome: "OUTCOME_OK", output: "saved" } },
    { inline_data: { mime_type: "image/png", data: PNG } },
    { text: "It is red." },
  ];
  const run = [
    "asked Q",
    "thought Look.",
    "program python",
    "zoom 10 20 100 200",
    "saw a picture saved",
    "answer It is red.",
  ];

  it.each<[string, unknown]>([
    [
      "in snake case",
      {
        contents: [asked],
        candidates: [{ content: { role: "model", parts }, finish_reason: "STOP" }],
        model_version: "g",
      },
    ],
    [
      "as a request beside its response",
      { request: { contents: [asked] }, response: { candidates: [{ content: { parts } }] }, key: "r1" },
    ],
    ["as a history", { history: [asked, { role: "model", parts }] }],
    ["as a list of contents", [asked, { role: "model", parts }]],
    [
      "in two turns of the model",
      { contents: [asked, { role: "model", parts: parts.slice(0, 2) }, { role: "model", parts: parts.slice(2) }] },
    ],
  ])("is read %s", async (_, value) => {
    const record = await only(value, board);
    expect(lineIn(record)).toEqual(run);
    expect(findingsIn(record)).toEqual([]);
  });

  it("is read as its Python client dumps it: every field, and bytes that are safe in addresses", async () => {
    const nulls = { text: null, thought: null, executable_code: null, code_execution_result: null, inline_data: null };
    const full = (part: object) => ({
      ...nulls,
      file_data: null,
      function_call: null,
      function_response: null,
      ...part,
    });
    const data = PNG.replace("AAAA", "A-_A");
    const [first] = readLog(
      JSON.stringify({
        contents: ["Q", { inline_data: { data, mime_type: "image/png", display_name: null } }],
        candidates: [{ content: { role: "model", parts: parts.map(full) }, finish_reason: "STOP" }],
        model_version: "g",
        parsed: null,
      }),
    ).records;
    expect(first?.images).toEqual([{ kind: "data", url: PNG_URL.replace("AAAA", "A+/A") }]);
    expect(first?.unread).toEqual([]);
    const dumped = await only(
      { contents: [asked], candidates: [{ content: { role: "model", parts: parts.map(full) } }] },
      board,
    );
    expect(lineIn(dumped)).toEqual(run);
  });

  it("has instructions, several candidates, failures of its programs, pictures of its own, and files", async () => {
    const records = await opened(
      {
        systemInstruction: { parts: [{ text: "Be brief." }] },
        contents: [
          {
            role: "user",
            parts: [{ fileData: { mimeType: "image/jpeg", fileUri: "gs://b/board.jpg" } }, { text: "Q" }],
          },
        ],
        candidates: [
          {
            content: {
              parts: [
                { executableCode: { language: "PYTHON", code: "1/0" } },
                { codeExecutionResult: { outcome: "OUTCOME_FAILED", output: "" } },
              ],
            },
          },
          { content: { parts: [{ text: "Here." }, { inlineData: { mimeType: "image/png", data: PNG } }] } },
        ],
      },
      { ...board, named: { "gs://b/board.jpg": { width: 10, height: 10 } } },
    );
    expect(records.map(lineIn)).toEqual([
      ["asked Q", "program python", "saw OUTCOME_FAILED"],
      ["asked Q", "thought Here.", "imagine", "saw a picture"],
    ]);
    const [problem] = records[0]?.trace.steps.values() ?? [];
    expect(problem?.body.kind === "problem" && problem.body.instructions).toBe("Be brief.");
  });

  it("writes boxes with y first, and they are drawn", async () => {
    const said = 'Here.\n```json\n[{"box_2d": [100, 200, 300, 400], "label": "a cat"}]\n```';
    const value = { contents: [asked], candidates: [{ content: { role: "model", parts: [{ text: said }] } }] };
    expect(lineIn(await only(value, { data: { width: 1000, height: 500 } })).slice(1)).toEqual([
      "thought Here.",
      "box 200 50 200 100",
    ]);
  });

  it("reports parts of which nothing is known", async () => {
    const record = await only({
      contents: [{ role: "user", parts: [{ text: "Q" }] }],
      candidates: [{ content: { parts: [{ hologram: { words: "seen from above" } }, { text: "A" }] } }],
    });
    expect(findingsIn(record)).toEqual(["unread-field candidates[].content.parts[].hologram.words"]);
  });

  it("has steps in Interactions", async () => {
    const image = { type: "image", mime_type: "image/png", data: PNG };
    const steps = [
      { type: "thought", summary: [{ type: "text", text: "Look." }], signature: "x" },
      { type: "code_execution_call", id: "c", arguments: { language: "python", code: CODE } },
      { type: "code_execution_result", call_id: "c", result: "saved" },
      { type: "model_output", content: [image, { type: "text", text: "Closer." }] },
      { type: "google_search_call", id: "s", arguments: { queries: ["red things"] } },
      { type: "google_search_result", call_id: "s", result: [{ title: "Red", url: "https://r.ed" }] },
      { type: "function_call", id: "f", name: "look", arguments: { x: 1 } },
      { type: "function_result", call_id: "f", name: "look", result: [{ type: "text", text: "seen" }, image] },
      { type: "model_output", content: [{ type: "text", text: "It is red." }] },
    ];
    const said = [
      "asked Q",
      "thought Look.",
      "program python",
      "zoom 10 20 100 200",
      "saw saved",
      "saw a picture",
      "thought Closer.",
      "unparsed unsupported-call",
      'saw {"title":"Red","url":"https://r.ed"}',
      "unparsed unsupported-call",
      "saw a picture seen",
      "answer It is red.",
    ];
    const record = await only(
      { id: "i", model: "gemini-3", input: [{ type: "text", text: "Q" }, image], steps },
      board,
    );
    expect(record.report.system).toBe("gemini-api");
    expect(lineIn(record)).toEqual(said);
    expect(findingsIn(record)).toEqual(["unsupported-call google_search", "unsupported-call look"]);
    const whole = await only(
      { id: "i", steps: [{ type: "user_input", content: [{ type: "text", text: "Q" }, image] }, ...steps] },
      board,
    );
    expect(lineIn(whole)).toEqual(said);
  });
});
