// Sessions, runs and states as libraries for agents keep them. The shapes are those that the libraries wrote at the
// versions that `src/dialect` names, the words are ours.
import { describe, expect, it } from "vitest";
import { PNG, PNG_URL, toldLines } from "./testing";

const UNPERFORMED = "unsupported-call crop";
const CALLS = [
  "asked Where is it?",
  "thought Look left.",
  "unparsed unsupported-call",
  "saw cut",
  "answer There.",
  UNPERFORMED,
];

describe("states of agents", () => {
  const openAiCall = {
    role: "assistant",
    tool_calls: [{ id: "c", function: { name: "crop", arguments: '{"at": "left"}' } }],
  };

  it("Strands: a session's messages, one of which a guardrail replaced", async () => {
    const picture = { image: { format: "png", source: { bytes: { __bytes_encoded__: true, data: PNG } } } };
    const blocks: readonly (readonly [string, readonly object[]])[] = [
      ["user", [{ text: "Where is it?" }, picture]],
      [
        "assistant",
        [
          { reasoningContent: { reasoningText: { text: "Look left." } } },
          { toolUse: { toolUseId: "c", name: "crop", input: { at: "left" } } },
        ],
      ],
      ["user", [{ toolResult: { toolUseId: "c", status: "success", content: [{ text: "cut" }] } }]],
      ["assistant", [{ text: "There." }]],
    ];
    const kept = blocks.map(([role, content], message_id) => ({
      message: { role, content, tracking_id: "t" },
      message_id,
      redact_message: null,
    }));
    expect(await toldLines(kept)).toEqual([CALLS]);
    const redact_message = { role: "user", content: [{ text: "Where?" }] };
    const [first] = await toldLines([{ ...kept[0], redact_message }, ...kept.slice(1)]);
    expect(first?.[0]).toBe("asked Where?");
    expect(first).toContain("unread-field [].message.content[].text");
  });

  it("Agno: a run, a session of two, and a content that its messages do not say", async () => {
    const said = (role: string, content: string, more: object = {}) => ({
      role,
      content,
      from_history: false,
      ...more,
    });
    const run = {
      run_id: "r",
      agent_id: "a",
      model: "m",
      content: "There.",
      messages: [
        said("user", "Where is it?", { images: [{ id: "i", content: PNG }] }),
        said("assistant", "", { reasoning_content: "Look left.", tool_calls: openAiCall.tool_calls }),
        said("tool", "cut", { tool_name: "crop", tool_args: { at: "left" }, tool_call_id: "c" }),
        said("assistant", "There."),
      ],
      tools: [{ tool_call_id: "c", tool_name: "crop", tool_args: { at: "left" }, result: "cut", child_run_id: null }],
      input: { input_content: "Where is it?", images: [{ id: "i", content: PNG }] },
    };
    expect(await toldLines(run)).toEqual([CALLS]);
    expect(await toldLines({ session_id: "s", runs: [run, run] })).toEqual([CALLS, CALLS]);
    expect(await toldLines({ ...run, content: "Nowhere." })).toEqual([
      [...CALLS.slice(0, -1), "unread-field content", UNPERFORMED],
    ]);
  });

  it("OpenAI's Agents: the state of a run, of any model", async () => {
    const items: readonly object[] = [
      { type: "reasoning", id: "r", summary: [{ type: "summary_text", text: "Look left." }] },
      { type: "function_call", call_id: "c", name: "crop", arguments: '{"at": "left"}' },
      { type: "function_call_output", call_id: "c", output: "cut" },
      { type: "message", role: "assistant", content: [{ type: "output_text", text: "There." }] },
    ];
    const generated_items = items.map((raw_item) => ({ type: "item", raw_item, agent: { name: "Eye" } }));
    const state = {
      $schemaVersion: "1.21",
      current_agent: { name: "Eye" },
      original_input: [
        {
          role: "user",
          content: [
            { type: "input_text", text: "Where is it?" },
            { type: "input_image", image_url: PNG_URL },
          ],
        },
      ],
      generated_items,
      model_responses: [{ output: items.slice(0, 2) }, { output: items.slice(3) }],
    };
    expect(await toldLines(state)).toEqual([CALLS]);
    expect(await toldLines({ ...state, original_input: "Where is it?" })).toEqual([CALLS]);
  });
});
