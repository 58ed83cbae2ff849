// Logs of OpenAI's Responses, item by item, and the tools that requests of any provider declare.
import { describe, expect, it } from "vitest";
import { findingsIn, lineIn, only, PNG, PNG_URL } from "./testing";

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
    expect(findingsIn(record)).toEqual([]);
  });
});

describe("OpenAI's Responses", () => {
  const input = [
    {
      role: "user",
      content: [
        { type: "input_text", text: "Q" },
        { type: "input_image", image_url: PNG_URL },
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
    return [...lineIn(record).slice(1), ...findingsIn(record)];
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
        call("custom_tool_call_output", { output: [{ type: "input_image", image_url: PNG_URL }] }),
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
    expect(lineIn(record)).toEqual(["asked Q", "wait", "answer End."]);
  });
});

describe("models that are served through the API of another", () => {
  const BOX = '[{"bbox_2d": [100, 100, 300, 200], "label": "cat"}]';
  const ZOOM = { bbox_2d: [100, 100, 300, 200], label: "x", img_idx: 0 };
  const sized = { data: { width: 1000, height: 500 } };
  const input = [{ role: "user", content: [{ type: "input_image", image_url: PNG_URL }] }];
  const image = { type: "image", source: { type: "base64", media_type: "image/png", data: PNG } };
  const said = (text: string) => ({ type: "message", role: "assistant", content: [{ type: "output_text", text }] });

  it.each<[system: string, line: readonly string[], value: object]>([
    [
      "qwen3-vl",
      ["zoom 100 50 200 50"],
      {
        model: "m",
        input,
        output: [{ type: "function_call", call_id: "c", name: "image_zoom_in_tool", arguments: JSON.stringify(ZOOM) }],
      },
    ],
    [
      "ui-tars-1.0",
      ["click 500,250"],
      { model: "UI-TARS-7B", input, output: [said("Action: click(start_box='(500,500)')")] },
    ],
    ["qwen3-vl", ["box 100 50 200 50"], { model: "Qwen3-VL-8B-Instruct", input, output: [said(BOX)] }],
    [
      "qwen3-vl",
      ["zoom 100 50 200 50"],
      {
        model: "m",
        messages: [
          { role: "user", content: [image] },
          { role: "assistant", content: [{ type: "tool_use", id: "t", name: "image_zoom_in_tool", input: ZOOM }] },
        ],
      },
    ],
    [
      "qwen3-vl-screen",
      ["click 500,250"],
      {
        model: "m",
        messages: [
          { role: "user", content: [image] },
          {
            role: "assistant",
            content: [
              {
                type: "tool_use",
                id: "t",
                name: "computer_use",
                input: { action: "left_click", coordinate: [500, 500] },
              },
            ],
          },
        ],
      },
    ],
  ])("are %s: %j", async (system, expected, value) => {
    const record = await only(value, sized);
    expect([record.report.system, ...lineIn(record).slice(1)]).toEqual([system, ...expected]);
  });
});
