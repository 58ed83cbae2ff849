// Runs as libraries for agents keep them. The shapes are those that the libraries wrote at the versions that
// `src/dialect/log` names, the words are ours.
import { describe, expect, it } from "vitest";
import { opened, PNG, PNG_URL, toldLines } from "./testing";

const ASKED = "asked Where is it?";
const CALLED = ["unparsed unsupported-call", "saw cut"];
const UNPERFORMED = "unsupported-call crop";

describe("libraries for agents", () => {
  const CALLS = [ASKED, "thought Look left.", ...CALLED, "answer There.", UNPERFORMED];

  it("Pydantic AI", async () => {
    const part = (part_kind: string, content: unknown, more: object = {}) => ({ part_kind, content, ...more });
    const messages = [
      {
        kind: "request",
        parts: [
          part("system-prompt", "Be brief."),
          part("user-prompt", ["Where is it?", { kind: "binary", data: PNG, media_type: "image/png" }]),
        ],
      },
      {
        kind: "response",
        model_name: "m",
        parts: [part("thinking", "Look left."), { part_kind: "tool-call", tool_name: "crop", args: '{"at": "left"}' }],
      },
      { kind: "request", parts: [part("tool-return", "cut", { tool_name: "crop", tool_call_id: "c" })] },
      { kind: "response", model_name: "m", parts: [part("text", "There.")] },
    ];
    expect(await toldLines(messages)).toEqual([CALLS]);
    expect(await toldLines({ messages })).toEqual([CALLS]);
  });

  it("Pydantic AI names the instructions with every request", async () => {
    const request = (instructions: string, ...parts: readonly object[]) => ({ kind: "request", instructions, parts });
    const response = (...parts: readonly object[]) => ({ kind: "response", model_name: "m", parts });
    const asked = { part_kind: "user-prompt", content: "Where is it?" };
    const called = { part_kind: "tool-call", tool_name: "crop", args: { at: "left" }, tool_kind: null };
    const cut = { part_kind: "tool-return", tool_name: "crop", content: "cut", outcome: "success" };
    const messages = [
      request("Be brief.", { part_kind: "system-prompt", content: "Look.", scope: "conversation" }, asked),
      response(called),
      request("Be brief.", { ...cut, retry: { cause: "unknown_tool", attempt: 1 } }),
      response(called),
      request("Be briefer.", cut),
      response({ part_kind: "text", content: "There." }),
    ];
    expect(await toldLines(messages)).toEqual([
      [ASKED, ...CALLED, CALLED[0], "saw Be briefer.", CALLED[1], "answer There.", UNPERFORMED],
    ]);
  });

  it("AutoGen: a state, and the messages of a talk", async () => {
    const llm = [
      { type: "UserMessage", source: "user", content: ["Where is it?", { data: PNG }] },
      {
        type: "AssistantMessage",
        source: "eye",
        thought: "Look left.",
        content: [{ id: "c", name: "crop", arguments: '{"at": "left"}' }],
      },
      {
        type: "FunctionExecutionResultMessage",
        content: [{ content: "cut", name: "crop", call_id: "c", is_error: false }],
      },
      { type: "AssistantMessage", source: "eye", content: "There." },
    ];
    const state = { type: "TeamState", agent_states: { eye: { agent_state: { llm_context: { messages: llm } } } } };
    expect(await toldLines(state)).toEqual([CALLS]);
    const talk = [
      { type: "MultiModalMessage", source: "user", content: ["Where is it?", { data: PNG }] },
      { type: "ThoughtEvent", source: "eye", content: "Look left." },
      {
        type: "ToolCallRequestEvent",
        source: "eye",
        content: [{ id: "c", name: "crop", arguments: '{"at": "left"}' }],
      },
      { type: "ToolCallExecutionEvent", source: "eye", content: [{ content: "cut", name: "crop", call_id: "c" }] },
      { type: "TextMessage", source: "eye", content: "There." },
    ];
    expect(await toldLines({ messages: talk, stop_reason: null })).toEqual([CALLS]);
    // What tools gave is said again where nobody speaks of it.
    const summary = { type: "ToolCallSummaryMessage", source: "eye", content: "cut", results: [{ content: "cut" }] };
    expect(await toldLines({ messages: talk.toSpliced(4, 0, summary), stop_reason: null })).toEqual([CALLS]);
    expect((await toldLines({ messages: [...talk.slice(0, 2), summary, ...talk.slice(4)] }))[0]).toContain("saw cut");
  });

  it("AG2 and AutoGen 0.2, whose talk is told from the side of who asks", async () => {
    const talk = [
      {
        role: "assistant",
        name: "user_proxy",
        content: [
          { type: "text", text: "Where is it?" },
          { type: "image_url", image_url: { url: PNG_URL } },
        ],
      },
      { role: "user", name: "eye", content: "There." },
    ];
    expect((await toldLines(talk))[0]?.slice(0, 2)).toEqual([ASKED, "answer There."]);
    // An assistant that greets first is one.
    const greets = talk.map((message) => ({ ...message, name: message.role }));
    expect((await toldLines(greets))[0]?.[0]).not.toBe(ASKED);
  });

  it("smolagents", async () => {
    const step = (step_number: number, model_output: string, code_action: string, more: object) => ({
      step_number,
      model_output,
      code_action,
      tool_calls: [{ id: "c", type: "function", function: { name: "python_interpreter", arguments: code_action } }],
      error: null,
      observations: null,
      observations_images: null,
      ...more,
    });
    const memory = [
      { task: "Where is it?", task_images: [PNG_URL] },
      step(1, "Look left.\n<code>\nprint(1)\n</code>", "print(1)", {
        observations: "1",
        model_input_messages: [
          { role: "system", content: [{ type: "text", text: "You write programs." }] },
          { role: "user", content: [{ type: "text", text: "New task:\nWhere is it?" }] },
        ],
      }),
      step(2, '<code>\nfinal_answer("There.")\n</code>', 'final_answer("There.")', {
        observations: "There.",
        action_output: "There.",
        is_final_answer: true,
      }),
    ];
    const [line] = await toldLines(memory);
    expect(line?.[0]).toBe(ASKED);
    expect(line?.filter((said) => /^(?:saw|answer|program)/.test(said))).toEqual([
      "program python",
      "saw 1",
      "program python",
      "saw There.",
      "answer There.",
    ]);
    expect(line?.at(-1)).toBe("answer There.");
  });

  it("smolagents that call tools: what the last call hands over is the answer", async () => {
    const step = (step_number: number, name: string, args: object, observations: string, more: object) => ({
      step_number,
      model_output: null,
      code_action: null,
      tool_calls: [{ id: "c", type: "function", function: { name, arguments: args } }],
      error: null,
      observations,
      observations_images: null,
      action_output: null,
      ...more,
    });
    const given = [
      { role: "system", content: [{ type: "text", text: "You call tools." }] },
      {
        role: "user",
        content: [
          { type: "text", text: "New task:\nWhere is it?" },
          { type: "image", image: { _type: "PngImageFile", _im: "<ImagingCore object at 0x1>", _mode: "RGB" } },
        ],
      },
    ];
    const steps = [
      { task: "Where is it?", task_images: ["<PIL.PngImagePlugin.PngImageFile image mode=RGB size=640x480 at 0x1>"] },
      step(1, "crop", { at: "left" }, "cut", { model_output: "Look left.", model_input_messages: given }),
      step(2, "final_answer", { answer: "There." }, "There.", { is_final_answer: true }),
    ];
    const line = [ASKED, "thought Look left.", ...CALLED, "answer There.", UNPERFORMED];
    expect(await toldLines(steps)).toEqual([line]);
    expect(await toldLines({ output: "There.", state: "success", steps })).toEqual([line]);
  });

  it("keep what is right, and how good a run was, beside it", async () => {
    const messages = [
      { kind: "request", parts: [{ part_kind: "user-prompt", content: "Where is it?" }] },
      { kind: "response", parts: [{ part_kind: "text", content: "There." }] },
    ];
    const [record] = await opened({ messages, answer: "left", score: 1 });
    const problem = record && [...record.trace.steps.values()][0]?.body;
    expect(problem?.kind === "problem" && problem.reference?.answer).toBe("left");
    expect(record?.trace.scores).toMatchObject([{ value: 1, name: "score" }]);
  });

  it("OpenHands, before 1.0 and since", async () => {
    const before = [
      {
        id: 0,
        source: "user",
        message: "Where is it?",
        action: "message",
        args: { content: "Where is it?", image_urls: [PNG_URL] },
      },
      { id: 1, source: "agent", message: "Cutting", action: "crop", args: { at: "left", thought: "Look left." } },
      { id: 2, source: "agent", message: "Cut", observation: "crop", content: "cut", extras: {} },
      { id: 3, source: "agent", message: "Done", action: "finish", args: { final_thought: "There.", thought: "" } },
    ];
    expect(await toldLines(before)).toEqual([CALLS]);
    const since = [
      {
        id: "0",
        source: "user",
        kind: "MessageEvent",
        llm_message: {
          role: "user",
          content: [
            { type: "text", text: "Where is it?" },
            { type: "image", image_urls: [PNG_URL] },
          ],
        },
      },
      {
        id: "1",
        source: "agent",
        kind: "ActionEvent",
        reasoning_content: "Look left.",
        thought: [],
        tool_name: "crop",
        tool_call: { id: "c", name: "crop", arguments: '{"at": "left"}' },
        action: { kind: "CropAction", at: "left" },
      },
      {
        id: "2",
        source: "environment",
        kind: "ObservationEvent",
        tool_name: "crop",
        observation: { kind: "CropObservation", content: [{ type: "text", text: "cut" }] },
      },
      {
        id: "3",
        source: "agent",
        kind: "MessageEvent",
        llm_message: { role: "assistant", content: [{ type: "text", text: "There." }] },
      },
    ];
    expect(await toldLines(since)).toEqual([CALLS]);
    const event = (id: string, source: string, kind: string, more: object) => ({ id, source, kind, ...more });
    const call = { id: "c", name: "crop", arguments: '{"at": "left"}' };
    const thinking_blocks = [{ type: "thinking", thinking: "Look left.", signature: "s" }];
    const failing = [
      ...since.slice(0, 1),
      event("1", "agent", "ActionEvent", { thought: [], thinking_blocks, tool_name: "crop", tool_call: call }),
      event("2", "agent", "AgentErrorEvent", { tool_name: "crop", error: "cut" }),
      event("3", "agent", "ActionEvent", {
        thought: [],
        tool_name: "finish",
        tool_call: { id: "d", name: "finish", arguments: '{"message": "There."}' },
        action: { kind: "FinishAction", message: "There." },
      }),
      event("4", "environment", "ObservationEvent", {
        tool_name: "finish",
        observation: { kind: "FinishObservation", content: [{ type: "text", text: "There." }] },
      }),
    ];
    expect(await toldLines(failing)).toEqual([CALLS]);
  });
});

describe("messages whose parts have names of their own", () => {
  const CALLS = [ASKED, "thought Look left.", ...CALLED, "answer There.", UNPERFORMED];

  it("Haystack", async () => {
    const messages: readonly object[] = [
      {
        role: "user",
        meta: {},
        content: [{ text: "Where is it?" }, { image: { base64_image: PNG, mime_type: "image/png" } }],
      },
      {
        role: "assistant",
        content: [
          { reasoning: { reasoning_text: "Look left." } },
          { tool_call: { tool_name: "crop", arguments: { at: "left" } } },
        ],
      },
      { role: "tool", content: [{ tool_call_result: { result: "cut", origin: { tool_name: "crop" } } }] },
      { role: "assistant", content: [{ text: "There." }] },
    ];
    expect(await toldLines(messages)).toEqual([CALLS]);
    const shown = [{ text: "cut" }, { image: { base64_image: PNG, mime_type: "image/png" } }];
    const showing = { role: "tool", content: [{ tool_call_result: { result: shown, origin: { tool_name: "crop" } } }] };
    expect((await toldLines([...messages.slice(0, 2), showing, ...messages.slice(3)]))[0]).toContain(
      "saw a picture cut",
    );
  });

  it("Semantic Kernel", async () => {
    const item = (role: string, content_type: string, more: object) => ({
      role,
      content_type: "message",
      items: [{ content_type, ...more }],
    });
    const history = {
      messages: [
        {
          role: "user",
          content_type: "message",
          items: [
            { content_type: "text", text: "Where is it?" },
            { content_type: "image", uri: PNG_URL },
          ],
        },
        item("assistant", "reasoning", { text: "Look left." }),
        item("assistant", "function_call", { name: "crop", arguments: '{"at": "left"}' }),
        item("tool", "function_result", { name: "crop", result: "cut" }),
        item("assistant", "text", { text: "There." }),
      ],
    };
    expect(await toldLines(history)).toEqual([CALLS]);
    const shown = item("tool", "function_result", { name: "crop", plugin_name: "eye", result: PNG_URL });
    const { messages } = history;
    expect((await toldLines({ messages: [...messages.slice(0, 3), shown, ...messages.slice(4)] }))[0]).toContain(
      "saw a picture",
    );
  });

  it("LlamaIndex", async () => {
    const messages = [
      {
        role: "user",
        blocks: [
          { block_type: "text", text: "Where is it?" },
          { block_type: "image", image: PNG, image_mimetype: "image/png" },
        ],
      },
      {
        role: "assistant",
        blocks: [
          { block_type: "thinking", content: "Look left." },
          { block_type: "tool_call", tool_name: "crop", tool_kwargs: { at: "left" } },
        ],
      },
      { role: "tool", blocks: [{ block_type: "text", text: "cut" }] },
      { role: "assistant", blocks: [{ block_type: "text", text: "There." }] },
    ];
    expect(await toldLines(messages)).toEqual([CALLS]);
  });

  it("OpenAI's Assistants, the latest first", async () => {
    const says = (role: string, value: string, created_at: number) => ({
      object: "thread.message",
      role,
      created_at,
      content: [{ type: "text", text: { value, annotations: [] } }],
    });
    const thread = { object: "list", data: [says("assistant", "There.", 2), says("user", "Where is it?", 1)] };
    expect(await toldLines(thread)).toEqual([[ASKED, "answer There."]]);
  });

  it("the state of a graph of agents", async () => {
    const messages = [
      { type: "human", content: "Where is it?" },
      { type: "ai", content: "There." },
    ];
    expect(await toldLines({ values: { messages }, next: [] })).toEqual([[ASKED, "answer There."]]);
  });
});
