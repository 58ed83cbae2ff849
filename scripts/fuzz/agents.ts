// Runs as libraries for agents keep them, each with every kind of part that it has.
const PICTURE = "data:image/jpeg;base64,";
const ASKED = "Where is it?";
const CUT = '{"at": "left"}';

const PYDANTIC = [
  {
    kind: "request",
    instructions: "Be brief.",
    parts: [
      { part_kind: "system-prompt", content: "You see." },
      { part_kind: "user-prompt", content: [ASKED, { kind: "binary", data: "", media_type: "image/jpeg" }] },
    ],
  },
  {
    kind: "response",
    model_name: "m",
    parts: [
      { part_kind: "thinking", content: "Look left." },
      { part_kind: "tool-call", tool_name: "crop", args: CUT },
    ],
  },
  { kind: "request", parts: [{ part_kind: "tool-return", content: "cut", tool_name: "crop", tool_call_id: "c" }] },
  { kind: "response", model_name: "m", parts: [{ part_kind: "text", content: "There." }] },
];

const AUTO_GEN = {
  messages: [
    { type: "MultiModalMessage", source: "user", content: [ASKED, { data: "" }] },
    { type: "ThoughtEvent", source: "eye", content: "Look left." },
    { type: "ToolCallRequestEvent", source: "eye", content: [{ id: "c", name: "crop", arguments: CUT }] },
    { type: "ToolCallExecutionEvent", source: "eye", content: [{ content: "cut", name: "crop", call_id: "c" }] },
    { type: "TextMessage", source: "eye", content: "There." },
  ],
  stop_reason: null,
};

const smolStep = (step_number: number, model_output: string, code_action: string, more: object) => ({
  step_number,
  model_output,
  code_action,
  tool_calls: [{ id: "c", type: "function", function: { name: "python_interpreter", arguments: code_action } }],
  error: null,
  observations: null,
  observations_images: null,
  ...more,
});

const SMOLAGENTS = [
  { task: ASKED, task_images: [PICTURE] },
  smolStep(1, "Look left.\n<code>\nprint(1)\n</code>", "print(1)", { observations: "1" }),
  smolStep(2, '<code>\nfinal_answer("There.")\n</code>', 'final_answer("There.")', {
    observations: "There.",
    action_output: "There.",
    is_final_answer: true,
  }),
];

const OPEN_HANDS_BEFORE = [
  { id: 0, source: "user", message: ASKED, action: "message", args: { content: ASKED, image_urls: [PICTURE] } },
  { id: 1, source: "agent", message: "Cutting", action: "crop", args: { at: "left", thought: "Look left." } },
  { id: 2, source: "agent", message: "Cut", observation: "crop", content: "cut", extras: {} },
  { id: 3, source: "agent", message: "Done", action: "finish", args: { final_thought: "There.", thought: "" } },
];

const OPEN_HANDS = [
  {
    id: "0",
    source: "user",
    kind: "MessageEvent",
    llm_message: { role: "user", content: [{ type: "text", text: ASKED }] },
  },
  {
    id: "1",
    source: "agent",
    kind: "ActionEvent",
    reasoning_content: "Look left.",
    thought: [],
    tool_name: "crop",
    tool_call: { id: "c", name: "crop", arguments: CUT },
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

const HAYSTACK = [
  { role: "user", meta: {}, content: [{ text: ASKED }, { image: { base64_image: "", mime_type: "image/jpeg" } }] },
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

const kernelItem = (role: string, item: object) => ({ role, content_type: "message", items: [item] });

const SEMANTIC_KERNEL = {
  messages: [
    kernelItem("user", { content_type: "text", text: ASKED }),
    kernelItem("assistant", { content_type: "reasoning", text: "Look left." }),
    kernelItem("assistant", { content_type: "function_call", name: "crop", arguments: CUT }),
    kernelItem("tool", { content_type: "function_result", name: "crop", result: "cut" }),
    kernelItem("assistant", { content_type: "text", text: "There." }),
  ],
};

const LLAMA_INDEX = [
  { role: "user", blocks: [{ block_type: "text", text: ASKED }] },
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

const event = (author: string, role: string, parts: readonly object[]) => ({
  author,
  invocationId: "i",
  content: { parts, role },
});

const AGENT_KIT = {
  appName: "eye",
  userId: "u",
  events: [
    event("user", "user", [{ text: ASKED }]),
    event("eye", "model", [
      { text: "Look left.", thought: true },
      { functionCall: { name: "crop", args: { at: "left" } } },
    ]),
    event("eye", "user", [{ functionResponse: { name: "crop", response: { result: "cut" } } }]),
    { ...event("eye", "model", [{ text: "There." }]), modelVersion: "gemini-2.5-flash" },
  ],
};

const STRANDS = [
  { role: "user", content: [{ text: ASKED }, { image: { format: "jpeg", source: { bytes: { data: "" } } } }] },
  {
    role: "assistant",
    content: [
      { reasoningContent: { reasoningText: { text: "Look left." } } },
      { toolUse: { toolUseId: "c", name: "crop", input: { at: "left" } } },
    ],
  },
  { role: "user", content: [{ toolResult: { toolUseId: "c", status: "success", content: [{ text: "cut" }] } }] },
  { role: "assistant", content: [{ text: "There." }] },
].map((message, message_id) => ({ message: { ...message, tracking_id: "t" }, message_id, redact_message: null }));

const AGNO = {
  run_id: "r",
  agent_id: "a",
  model: "m",
  content: "There.",
  messages: [
    { role: "user", content: ASKED, from_history: false, images: [{ id: "i", content: "" }] },
    { role: "assistant", content: "", reasoning_content: "Look left.", from_history: false },
    { role: "tool", content: "cut", tool_name: "crop", tool_args: { at: "left" }, from_history: false },
    { role: "assistant", content: "There.", from_history: false },
  ],
  tools: [{ tool_call_id: "c", tool_name: "crop", tool_args: { at: "left" }, result: "cut" }],
  input: { input_content: ASKED },
};

const OPEN_AI_ITEMS = [
  { type: "reasoning", id: "r", summary: [{ type: "summary_text", text: "Look left." }] },
  { type: "function_call", call_id: "c", name: "crop", arguments: CUT },
  { type: "function_call_output", call_id: "c", output: "cut" },
  { type: "message", role: "assistant", content: [{ type: "output_text", text: "There." }] },
];

const OPEN_AI_AGENTS = {
  $schemaVersion: "1.21",
  current_agent: { name: "Eye" },
  original_input: [{ role: "user", content: [{ type: "input_text", text: ASKED }] }],
  generated_items: OPEN_AI_ITEMS.map((raw_item) => ({ type: "item", raw_item, agent: { name: "Eye" } })),
  model_responses: [{ output: OPEN_AI_ITEMS.slice(0, 2) }, { output: OPEN_AI_ITEMS.slice(3) }],
};

const TARS_EVENT = { id: "e", timestamp: 1 };
const TARS_CALL = { thought: "Look left.", step: "Click it.", action: "click(point='<point>400 435</point>')" };

const AGENT_TARS = [
  { ...TARS_EVENT, type: "agent_run_start", sessionId: "s", runOptions: { input: ASKED }, model: "m" },
  { ...TARS_EVENT, type: "user_message", content: [{ type: "text", text: ASKED }] },
  { ...TARS_EVENT, type: "environment_input", content: [{ type: "image_url", image_url: { url: PICTURE } }] },
  { ...TARS_EVENT, type: "plan_update", sessionId: "s", steps: [{ content: "Look.", done: false }] },
  { ...TARS_EVENT, type: "assistant_thinking_message", content: "Where?", isComplete: true },
  {
    ...TARS_EVENT,
    type: "assistant_message",
    content: `<tool_call>\n${JSON.stringify({ name: "browser", parameters: TARS_CALL })}\n</tool_call>`,
    toolCalls: [{ id: "c", type: "function", function: { name: "browser", arguments: JSON.stringify(TARS_CALL) } }],
  },
  {
    ...TARS_EVENT,
    type: "tool_result",
    toolCallId: "c",
    name: "browser",
    content: { status: "success" },
    error: "late",
  },
  { ...TARS_EVENT, type: "final_answer", content: "There.", isDeepResearch: false },
];

const HISTORY = {
  task: ASKED,
  thoughts: ["Look left.", "Click it."],
  action_history: ["<button> -> CLICK", "<a> -> CLICK"],
  final_result_response: "There.",
};

const MONOLOGUE = {
  high_level_task_description: ASKED,
  steps: [
    {
      image: "1.png",
      action: "pyautogui.click(x=0.1, y=0.2)",
      inner_monologue: { observation: "A page.", thought: "Look left.", low_level_instruction: "Click it." },
    },
    { image: "2.png", action_content: { action: "click", coordinate: [540, 1800], bbox: [500, 1700, 600, 1900] } },
  ],
};

export const AGENTS: readonly unknown[] = [
  STRANDS,
  AGNO,
  OPEN_AI_AGENTS,
  AGENT_TARS,
  HISTORY,
  MONOLOGUE,
  PYDANTIC,
  AUTO_GEN,
  SMOLAGENTS,
  OPEN_HANDS_BEFORE,
  OPEN_HANDS,
  HAYSTACK,
  SEMANTIC_KERNEL,
  LLAMA_INDEX,
  AGENT_KIT,
];
