// Logs of the providers' own shapes, and of models that operate a screen, each with the right values. The logs are in
// `fixtures/cases`; of their pictures only the sizes are told here.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { must } from "../base";
import type { Size } from "../geometry";
import { encodeTrace, lineThrough, parseTrace, type Step, type TraceId } from "../trace";
import { type OpenedRecord, openRecord } from "./openRecord";
import { readLog } from "./readLog";
import { countingPorts, lostInSilence } from "./testing";

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(join(import.meta.dirname, "fixtures/cases", name), "utf8"));

interface Pictures {
  /** The size of pictures that stand in the log itself. */
  readonly data?: Size;
  readonly named?: Readonly<Record<string, Size>>;
}

/** The records of a log; none of its strings and pictures may be lost in silence. */
async function opened(value: unknown, { data, named = {} }: Pictures = {}): Promise<readonly OpenedRecord[]> {
  const pictures = Object.fromEntries(
    Object.entries({ ...named, ...(data ? { data } : {}) }).map(([name, size], i) => [
      name,
      { digit: "abcdef"[i] ?? "f", ...size },
    ]),
  );
  const contents = readLog(JSON.stringify(value));
  expect(contents.unread).toEqual([]);
  const records = await Promise.all(
    contents.records.map((record) => openRecord(record, "t" as TraceId, countingPorts(pictures))),
  );
  for (const { trace } of records)
    expect(must(parseTrace(JSON.parse(JSON.stringify(encodeTrace(trace)))))).toEqual(trace);
  expect(lostInSilence(value, records, contents.records[0]?.form ?? "")).toEqual([]);
  return records;
}

const tenth = (value: number): number => Math.round(value * 10) / 10;

/** A step in short. */
function inShort({ body }: Step): string {
  switch (body.kind) {
    case "problem":
      return `asked ${body.question.trim()}`;
    case "action": {
      const { action } = body;
      if (action.kind === "operate")
        return [action.gesture, ...action.points.map(({ x, y }) => `${tenth(x)},${tenth(y)}`), action.words]
          .filter((part) => part !== "")
          .join(" ");
      if (action.kind === "program") return `program ${action.language}`;
      return "box" in action ? `${action.kind} ${Object.values(action.box).map(Math.round).join(" ")}` : action.kind;
    }
    case "observation":
      return [body.image ? "saw a picture" : "saw", body.text.trim()].filter((part) => part !== "").join(" ");
    case "unparsed":
      return `unparsed ${body.code}`;
    default:
      return `${body.kind} ${body.text}`;
  }
}

const line = ({ trace }: OpenedRecord): readonly string[] => lineThrough(trace, null).map(inShort);
const findings = ({ report }: OpenedRecord) =>
  report.notUnderstood.map(({ code, what }) => `${code} ${what ?? ""}`.trim());

async function only(value: unknown, pictures: Pictures = {}): Promise<OpenedRecord> {
  const [first, ...more] = await opened(value, pictures);
  if (!first || more.length > 0) throw new Error("Not one record");
  return first;
}

/** Base64 of a picture, as far as anything here looks at it. */
const PNG = `iVBORw0KGgo${"A".repeat(80)}`;
const URL = `data:image/png;base64,${PNG}`;

describe("clicks on screenshots", () => {
  const screens = { "s1.png": { width: 1920, height: 1080 }, "s2.png": { width: 1920, height: 1080 } };

  it("of UI-TARS 1.5 count pixels of the picture as it was resized", async () => {
    const record = await only(fixture("18-uitars.json"), { named: screens });
    expect(record.report.system).toBe("ui-tars-1.5");
    expect(line(record).slice(1)).toEqual([
      "thought The gear is at the top right.",
      "click 1818.6,41.5",
      "saw a picture",
      "thought Settings are open.",
      "answer done",
    ]);
    expect(findings(record)).toEqual([]);
    expect(record.report.marks).toBe(1);
  });

  it("of OpenAI's computer use lie on the screenshot shown last", async () => {
    const record = await only(fixture("18-response.json"), { data: { width: 1024, height: 768 } });
    expect(record.report.system).toBe("openai");
    expect(line(record)).toEqual([
      "asked Open the settings.",
      "thought The gear is at the top right.",
      "click 980,24",
      "saw a picture",
      "answer Settings are open.",
    ]);
    expect(findings(record)).toEqual([]);
  });

  const shot = { data: { width: 1000, height: 500 } };
  const turns = (system: string, ...said: readonly string[]) => ({
    messages: [
      { role: "system", content: system },
      {
        role: "user",
        content: [
          { type: "text", text: "Do it." },
          { type: "image_url", image_url: { url: URL } },
        ],
      },
      ...said.map((content) => ({ role: "assistant", content })),
    ],
  });
  const uiTars = async (said: string, model = "UI-TARS-1.0", pictures: Pictures = shot) => {
    const record = await only({ model, ...turns("", said) }, pictures);
    return [record.report.system, ...line(record).slice(1)];
  };

  it.each<[model: string, said: string, line: readonly string[]]>([
    [
      "UI-TARS-7B-SFT",
      "Action: click(start_box='<|box_start|>(500,500)<|box_end|>')",
      ["ui-tars-1.0", "click 500,250"],
    ],
    ["", "Thought: t\nAction: click(start_box='(500,500)')", ["ui-tars-1.0", "thought t", "click 500,250"]],
    [
      "doubao-1.5-ui-tars",
      "Action: drag(start_point='<point>0 0</point>', end_point='<point>500 1000</point>')",
      ["ui-tars-1.0", "drag 0,0 500,500"],
    ],
    [
      "doubao-seed-1-6-vision",
      "Thought: t\nAction: left_double(point='<point>500 500</point>')",
      ["seed-gui", "thought t", "double-click 500,250"],
    ],
    [
      "",
      "<gui_think>Here.</gui_think>\n<seed:tool_call><function=click><parameter=point><point>34 500</point></parameter></function><function=type><parameter=content>hi</parameter></function></seed:tool_call>",
      ["seed-gui", "thought Here.", "click 34,250", "type hi"],
    ],
    [
      "UI-TARS-1.5-7B",
      "Action: scroll(start_box='(504,252)', direction='down')",
      ["ui-tars-1.5", "scroll 500,250 500,325 down"],
    ],
    [
      "UI-TARS-1.5-7B",
      "Action: type(content='it\\'s\\n')\n\nhotkey(key='ctrl a')\n\nwait()",
      ["ui-tars-1.5", "type it's\n", "key ctrl a", "wait"],
    ],
    ["UI-TARS-1.5-7B", "Action: finished()", ["ui-tars-1.5", "answer finished"]],
    ["UI-TARS-1.5-7B", "Action: call_user()", ["ui-tars-1.5", "device call_user"]],
    ["UI-TARS-1.5-7B", "Action: swim(start_box='(1,2)')", ["ui-tars-1.5", "unparsed unsupported-call"]],
    ["UI-TARS-1.5-7B", "Thought: t\nAction: click(start_box='(1,", ["ui-tars-1.5", "thought t", "unparsed cut-off"]],
  ])("of %s: %s", async (model, said, expected) => {
    expect(await uiTars(said, model)).toEqual(expected);
  });

  it("of UI-TARS are known by their numbers where no model is named", async () => {
    const wide = { data: { width: 1932, height: 1092 } };
    expect(await uiTars("Action: click(start_box='(1830,42)')", "", wide)).toEqual(["ui-tars-1.5", "click 1830,42"]);
  });

  const qwen = async (told: string, model: string, action: object, tool = "computer_use") => {
    const call = `<tool_call>\n${JSON.stringify({ name: tool, arguments: action })}\n</tool_call>`;
    const record = await only({ model, ...turns(told, `Action: go.\n${call}`) }, shot);
    return [record.report.system, ...line(record).slice(2)];
  };
  const click = { action: "left_click", coordinate: [500, 250] };

  it.each<[string, string, object, readonly string[]]>([
    ["The screen's resolution is 1000x1000.", "", click, ["qwen3-vl-screen", "click 500,125"]],
    ["The screen's resolution is 2000x1000.", "", click, ["qwen2.5-vl-screen", "click 250,125"]],
    [
      "",
      "Qwen2.5-VL-7B-Instruct",
      { action: "left_click", coordinate: [504, 252] },
      ["qwen2.5-vl-screen", "click 500,250"],
    ],
    [
      "",
      "qwen3-vl-8b",
      { action: "swipe", coordinate: [0, 500], coordinate2: [0, 100] },
      ["qwen3-vl-screen", "drag 0,250 0,50"],
    ],
    ["", "qwen3-vl-8b", { action: "type", text: "two words" }, ["qwen3-vl-screen", "type two words"]],
    ["", "qwen3-vl-8b", { action: "system_button", button: "Home" }, ["qwen3-vl-screen", "device system_button Home"]],
    ["", "qwen3-vl-8b", { action: "terminate", status: "success" }, ["qwen3-vl-screen", "answer success"]],
    ["", "qwen3-vl-8b", { action: "answer", text: "42" }, ["qwen3-vl-screen", "answer 42"]],
  ])("of Qwen's tools, told %j by %s: %j", async (told, model, action, expected) => {
    expect(await qwen(told, model, action, "swipe" in action ? "mobile_use" : "computer_use")).toEqual(expected);
  });

  it("of Anthropic's computer tool count on the display that was declared, and its zoom is a zoom", async () => {
    const use = (input: object, more: object = {}) => ({ type: "tool_use", id: "t", name: "computer", input, ...more });
    const result = {
      role: "user",
      content: [
        {
          type: "tool_result",
          tool_use_id: "t",
          content: [{ type: "image", source: { type: "base64", media_type: "image/png", data: PNG } }],
        },
      ],
    };
    const record = await only(
      {
        tools: [{ type: "computer_20251124", name: "computer", display_width_px: 500, display_height_px: 250 }],
        messages: [
          { role: "user", content: [{ type: "text", text: "Open it." }] },
          { role: "assistant", content: [use({ action: "screenshot" })] },
          result,
          {
            role: "assistant",
            content: [{ type: "text", text: "There." }, use({ action: "left_click", coordinate: [100, 50] })],
          },
          result,
          { role: "assistant", content: [use({ action: "zoom", region: [100, 100, 200, 200] })] },
          result,
          {
            role: "assistant",
            content: [{ ...use({ coordinate: [10, 20] }), name: "left_click", toolset_name: "computer" }],
          },
          { role: "assistant", content: [{ ...use({ query: "the field" }), name: "find", toolset_name: "browser" }] },
          { role: "assistant", content: [{ type: "text", text: "Done." }] },
        ],
      },
      shot,
    );
    expect(record.report.system).toBe("claude");
    expect(line(record).slice(1)).toEqual([
      "screenshot",
      "saw a picture",
      "thought There.",
      "click 200,100",
      "saw a picture",
      "zoom 200 200 200 200",
      "saw a picture",
      "click 20,40",
      "unparsed unsupported-call",
      "answer Done.",
    ]);
    expect(findings(record)).toEqual(["unsupported-call browser find"]);
  });

  it("of Gemini's computer use are thousandths", async () => {
    const call = (name: string, args: object) => ({ role: "model", parts: [{ functionCall: { name, args } }] });
    const record = await only(
      {
        contents: [
          { role: "user", parts: [{ text: "Search." }, { inline_data: { mime_type: "image/png", data: PNG } }] },
          call("type_text_at", { x: 500, y: 500, text: "cats", press_enter: true }),
          {
            role: "user",
            parts: [
              {
                functionResponse: {
                  name: "type_text_at",
                  response: { url: "https://a.b" },
                  parts: [{ inlineData: { mimeType: "image/png", data: PNG } }],
                },
              },
            ],
          },
          call("drag_and_drop", { x: 0, y: 0, destination_x: 1000, destination_y: 1000 }),
          call("go_back", {}),
          call("order_pizza", { size: "large" }),
        ],
        candidates: [{ content: { role: "model", parts: [{ text: "Found." }] } }],
      },
      shot,
    );
    expect(line(record)).toEqual([
      "asked Search.",
      "type 500,250 cats",
      'saw a picture {"url":"https://a.b"}',
      "drag 0,0 1000,500",
      "device go_back",
      "unparsed unsupported-call",
      "answer Found.",
    ]);
    expect(findings(record)).toEqual(["unsupported-call order_pizza"]);
  });
});

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
    expect(line(record)).toEqual(["asked What colour is the label in the upper right?", ...looked]);
    expect(findings(record)).toEqual([]);
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
    expect(line(record)).toEqual(run);
    expect(findings(record)).toEqual([]);
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
    expect(first?.images).toEqual([{ kind: "data", url: URL.replace("AAAA", "A+/A") }]);
    expect(first?.unread).toEqual([]);
    const dumped = await only(
      { contents: [asked], candidates: [{ content: { role: "model", parts: parts.map(full) } }] },
      board,
    );
    expect(line(dumped)).toEqual(run);
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
    expect(records.map(line)).toEqual([
      ["asked Q", "program python", "saw OUTCOME_FAILED"],
      ["asked Q", "thought Here.", "imagine", "saw a picture"],
    ]);
    const [problem] = records[0]?.trace.steps.values() ?? [];
    expect(problem?.body.kind === "problem" && problem.body.instructions).toBe("Be brief.");
  });

  it("writes boxes with y first, and they are drawn", async () => {
    const said = 'Here.\n```json\n[{"box_2d": [100, 200, 300, 400], "label": "a cat"}]\n```';
    const value = { contents: [asked], candidates: [{ content: { role: "model", parts: [{ text: said }] } }] };
    expect(line(await only(value, { data: { width: 1000, height: 500 } })).slice(1)).toEqual([
      "thought Here.",
      "box 200 50 200 100",
    ]);
  });

  it("reports parts of which nothing is known", async () => {
    const record = await only({
      contents: [{ role: "user", parts: [{ text: "Q" }] }],
      candidates: [{ content: { parts: [{ hologram: { words: "seen from above" } }, { text: "A" }] } }],
    });
    expect(findings(record)).toEqual(["unread-field candidates[].content.parts[].hologram.words"]);
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
    expect(line(record)).toEqual(said);
    expect(findings(record)).toEqual(["unsupported-call google_search", "unsupported-call look"]);
    const whole = await only(
      { id: "i", steps: [{ type: "user_input", content: [{ type: "text", text: "Q" }, image] }, ...steps] },
      board,
    );
    expect(line(whole)).toEqual(said);
  });
});

describe("tools that a request declares", () => {
  const description = "Looks closer at a part of the picture, as often as it is asked to.";
  const tool = { name: "look", description, input_schema: { type: "object", properties: { at: { type: "number" } } } };
  const asks = [{ role: "user", content: "Where is it?" }];

  it.each<[string, object]>([
    [
      "OpenAI's Chat Completions",
      { tools: [{ type: "function", function: tool }], messages: asks, choices: [{ message: { content: "There." } }] },
    ],
    [
      "OpenAI's Responses",
      {
        tools: [{ type: "function", ...tool }],
        input: asks,
        output: [{ type: "message", role: "assistant", content: [{ type: "output_text", text: "There." }] }],
      },
    ],
    [
      "Anthropic's Messages",
      {
        request: { tools: [tool], messages: asks },
        response: {
          type: "message",
          role: "assistant",
          stop_reason: "end_turn",
          content: [{ type: "text", text: "There." }],
        },
      },
    ],
    [
      "Gemini",
      {
        tools: [{ functionDeclarations: [tool] }],
        contents: [{ role: "user", parts: [{ text: "Where is it?" }] }],
        candidates: [{ content: { parts: [{ text: "There." }] } }],
      },
    ],
    ["trainers", { tools: JSON.stringify([tool]), messages: [...asks, { role: "assistant", content: "There." }] }],
  ])("are instructions of a model, in logs of %s", async (_, value) => {
    const record = await only(value);
    const [problem] = record.trace.steps.values();
    expect(problem?.body.kind === "problem" && problem.body.instructions).toContain(description);
    expect(findings(record)).toEqual([]);
  });
});

describe("OpenAI's Responses", () => {
  const input = [
    {
      role: "user",
      content: [
        { type: "input_text", text: "Q" },
        { type: "input_image", image_url: URL },
      ],
    },
  ];
  const sized = { data: { width: 400, height: 300 } };
  const of = async (...output: readonly object[]) => {
    const record = await only(
      {
        id: "r",
        input,
        output,
        text: { format: { type: "text" }, verbosity: "low" },
        reasoning: { effort: "high", summary: "auto" },
      },
      sized,
    );
    return [...line(record).slice(1), ...findings(record)];
  };
  const call = (type: string, more: object) => ({ type, id: "i", call_id: "c", status: "completed", ...more });

  it.each<[string, readonly object[], readonly string[]]>([
    [
      "several actions of one call",
      [
        call("computer_call", {
          pending_safety_checks: [],
          actions: [
            { type: "move", x: 1, y: 2 },
            { type: "type", text: "hi" },
            { type: "keypress", keys: ["ENTER"] },
          ],
        }),
      ],
      ["hover 1,2", "type hi", "key ENTER"],
    ],
    [
      "a shell",
      [
        call("shell_call", { action: { commands: ["ls -la"], timeout_ms: null } }),
        call("shell_call_output", {
          output: [{ stdout: "a.png", stderr: "none", outcome: { type: "exit", exit_code: 0 } }],
        }),
      ],
      ["unparsed unsupported-call", "saw a.png\nnone", "unsupported-call shell"],
    ],
    [
      "a local shell",
      [
        call("local_shell_call", { action: { type: "exec", command: ["ls"], env: {} } }),
        call("local_shell_call_output", { output: "a.png" }),
      ],
      ["unparsed unsupported-call", "saw a.png", "unsupported-call local_shell"],
    ],
    [
      "a search",
      [
        call("web_search_call", {
          action: { type: "search", query: "cats", sources: [{ type: "url", url: "https://c.at" }] },
        }),
      ],
      ["unparsed unsupported-call", "unsupported-call web_search"],
    ],
    [
      "a search of files",
      [
        call("file_search_call", {
          queries: ["cats"],
          results: [{ filename: "a.md", text: "Cats are cats.", score: 1 }],
        }),
      ],
      ["unparsed unsupported-call", "saw a.md\nCats are cats.", "unsupported-call file_search"],
    ],
    [
      "a server's tool",
      [call("mcp_call", { name: "look", server_label: "s", arguments: '{"at": 3}', output: "a cat", error: null })],
      ["unparsed unsupported-call", "saw a cat", "unsupported-call look"],
    ],
    [
      "a tool of one's own",
      [
        call("custom_tool_call", { name: "draw", input: "a 'cat'" }),
        call("custom_tool_call_output", { output: [{ type: "input_image", image_url: URL }] }),
      ],
      ["unparsed unsupported-call", "saw a picture", "unsupported-call draw"],
    ],
    [
      "a patch",
      [
        call("apply_patch_call", { operation: { type: "update_file", path: "a.py", diff: "-1+2" } }),
        call("apply_patch_call_output", { output: "ok then" }),
      ],
      ["unparsed unsupported-call", "saw ok then", "unsupported-call apply_patch"],
    ],
    [
      "a program of calls",
      [call("program", { code: "await look(1)", fingerprint: "f" }), call("program_output", { result: "a cat" })],
      ["unparsed unsupported-call", "saw a cat", "unsupported-call program"],
    ],
    [
      "what an approval is asked for",
      [
        call("mcp_approval_request", { name: "look", server_label: "s", arguments: "{}" }),
        { type: "mcp_approval_response", approval_request_id: "i", approve: false, reason: "too far" },
      ],
      ["unparsed unsupported-call", "saw refused\ntoo far", "unsupported-call look"],
    ],
    [
      "lists of tools and marks, by their types",
      [
        call("mcp_list_tools", { server_label: "s", tools: [{ name: "look", description: "Looks around." }] }),
        { type: "compaction", id: "c", encrypted_content: "gAAA" },
      ],
      ["unknown-part mcp_list_tools", "unknown-part compaction"],
    ],
    [
      "an item that is not known",
      [{ type: "hologram_call", beams: ["red one", "blue one"] }],
      ["unparsed unsupported-call", "unsupported-call hologram_call"],
    ],
    [
      "thinking, twice",
      [
        {
          type: "reasoning",
          summary: [{ type: "summary_text", text: "So." }],
          content: [{ type: "reasoning_text", text: "Hence." }],
          encrypted_content: "gAAA",
        },
      ],
      ["thought So.", "thought Hence."],
    ],
    [
      "a refusal",
      [{ type: "message", role: "assistant", content: [{ type: "refusal", refusal: "I cannot." }] }],
      ["answer I cannot."],
    ],
  ])("keep %s", async (_, output, expected) => {
    expect(
      await of(...output, { type: "message", role: "assistant", content: [{ type: "output_text", text: "End." }] }),
    ).toEqual([
      ...expected
        .filter((step) => !/^(?:unsupported-call|unknown-part) /.test(step))
        .map((step) => step.replace(/^answer I/, "thought I")),
      "answer End.",
      ...expected.filter((step) => /^(?:unsupported-call|unknown-part) /.test(step)),
    ]);
  });

  it.each<[string, (output: readonly object[]) => unknown]>([
    ["beside its request", (output) => ({ request: { input, instructions: "Be brief." }, response: { output } })],
    [
      "in a line of a batch",
      (output) => ({
        custom_id: "1",
        params: { input, instructions: "Be brief." },
        response: { status_code: 200, body: { output } },
      }),
    ],
    ["as one list of items", (output) => [{ role: "system", content: "Be brief." }, ...input, ...output]],
  ])("are read %s", async (_, value) => {
    const record = await only(
      value([
        call("computer_call", { action: { type: "wait" } }),
        { type: "message", role: "assistant", content: [{ type: "output_text", text: "End." }] },
      ]),
      sized,
    );
    expect(line(record)).toEqual(["asked Q", "wait", "answer End."]);
  });
});

describe("Anthropic's Messages", () => {
  const asked = {
    role: "user",
    content: [
      { type: "text", text: "Q" },
      { type: "image", source: { type: "base64", media_type: "image/png", data: PNG } },
    ],
  };
  const sized = { data: { width: 400, height: 300 } };
  const response = {
    id: "m",
    type: "message",
    role: "assistant",
    model: "claude",
    stop_reason: "end_turn",
    content: [
      { type: "thinking", thinking: "So.", signature: "x" },
      { type: "text", text: "Red.", citations: null },
    ],
  };

  it.each<[string, unknown]>([
    ["beside its request", { request: { system: [{ type: "text", text: "Be brief." }], messages: [asked] }, response }],
    [
      "in a line of a batch",
      {
        custom_id: "1",
        params: { system: "Be brief.", messages: [asked] },
        result: { type: "succeeded", message: response },
      },
    ],
    [
      "added to the messages",
      { system: "Be brief.", messages: [asked, { role: "assistant", content: response.content }], response },
    ],
  ])("are read with a response %s", async (_, value) => {
    const record = await only(value, sized);
    expect(record.report.system).toBe("claude");
    expect(line(record)).toEqual(["asked Q", "thought So.", "answer Red."]);
    const [problem] = record.trace.steps.values();
    expect(problem?.body.kind === "problem" && problem.body.instructions).toBe("Be brief.");
  });

  it("are read where only the response was kept", async () => {
    expect(line(await only(response)).slice(1)).toEqual(["thought So.", "answer Red."]);
  });

  const of = async (...content: readonly object[]) => {
    const record = await only(
      { messages: [asked, { role: "assistant", content: [...content, { type: "text", text: "End." }] }] },
      sized,
    );
    return [...line(record).slice(1, -1), ...findings(record)];
  };
  const use = (name: string, input: object) => ({ type: "server_tool_use", id: "s", name, input });

  it.each<[string, readonly object[], readonly string[]]>([
    [
      "a program and what it printed",
      [
        use("code_execution", { code: "im.crop((10, 20, 60, 80))" }),
        {
          type: "code_execution_tool_result",
          tool_use_id: "s",
          content: {
            type: "code_execution_result",
            stdout: "saved it",
            stderr: "a warning",
            return_code: 0,
            content: [],
          },
        },
      ],
      ["program python", "saw saved it\na warning"],
    ],
    [
      "a shell",
      [
        use("bash_code_execution", { command: "ls" }),
        {
          type: "bash_code_execution_tool_result",
          tool_use_id: "s",
          content: { type: "bash_code_execution_result", stdout: "a.png", stderr: "", return_code: 0, content: [] },
        },
      ],
      ["unparsed unsupported-call", "saw a.png", "unsupported-call bash_code_execution"],
    ],
    [
      "a failed search",
      [
        use("web_search", { query: "cats" }),
        {
          type: "web_search_tool_result",
          tool_use_id: "s",
          content: { type: "web_search_tool_result_error", error_code: "max_uses_exceeded" },
        },
      ],
      ["unparsed unsupported-call", "saw max_uses_exceeded", "unsupported-call web_search"],
    ],
    [
      "what a search found",
      [
        {
          type: "web_search_tool_result",
          tool_use_id: "s",
          content: [{ type: "web_search_result", title: "Cats", url: "https://c.at", encrypted_content: "E" }],
        },
      ],
      ["saw Cats\nhttps://c.at"],
    ],
    [
      "a page that was fetched",
      [
        {
          type: "web_fetch_tool_result",
          tool_use_id: "s",
          content: {
            type: "web_fetch_result",
            url: "https://c.at",
            content: {
              type: "document",
              title: "Cats",
              source: { type: "text", media_type: "text/plain", data: "Cats are cats." },
            },
          },
        },
      ],
      ["saw https://c.at\nCats\nCats are cats."],
    ],
    [
      "a view of a file",
      [
        {
          type: "text_editor_code_execution_tool_result",
          tool_use_id: "s",
          content: { type: "text_editor_code_execution_view_result", file_type: "text", content: "a = 1" },
        },
      ],
      ["saw a = 1"],
    ],
    [
      "a server's tool",
      [
        { type: "mcp_tool_use", id: "s", name: "look", server_name: "m", input: { at: 1 } },
        { type: "mcp_tool_result", tool_use_id: "s", is_error: false, content: [{ type: "text", text: "a cat" }] },
      ],
      ["unparsed unsupported-call", "saw a cat", "unsupported-call look"],
    ],
    [
      "thinking that is encrypted, by its type",
      [{ type: "redacted_thinking", data: "EmwKAhgB" }],
      ["unknown-part redacted_thinking"],
    ],
    [
      "what went before, in short",
      [{ type: "compaction", content: "We looked at cats." }],
      ["thought We looked at cats."],
    ],
    [
      "an uploaded file, by its type",
      [{ type: "container_upload", file_id: "file_1" }],
      ["unknown-part container_upload"],
    ],
    [
      "the zoom of its cookbook",
      [{ type: "tool_use", id: "t", name: "zoom", input: { x1: 10, y1: 20, x2: 110, y2: 220 } }],
      ["zoom 10 20 100 200"],
    ],
  ])("keep %s", async (_, content, expected) => {
    expect(await of(...content)).toEqual(expected);
  });

  it("keep documents and search results of a question", async () => {
    const record = await only({
      messages: [
        {
          role: "user",
          content: [
            {
              type: "document",
              title: "Notes of a morning",
              source: { type: "text", media_type: "text/plain", data: "Cats are cats." },
            },
            {
              type: "search_result",
              title: "More of the same",
              source: "https://m.ore",
              content: [{ type: "text", text: "And dogs are dogs." }],
            },
            { type: "text", text: "Which of them is it?" },
          ],
        },
        {
          role: "assistant",
          content: [
            { type: "thinking", thinking: "So.", signature: "s" },
            { type: "text", text: "A" },
          ],
        },
      ],
    });
    expect(line(record)[0]).toBe(
      "asked Notes of a morning\nCats are cats.\nMore of the same\nhttps://m.ore\nAnd dogs are dogs.Which of them is it?",
    );
    expect(findings(record)).toEqual([]);
  });
});
