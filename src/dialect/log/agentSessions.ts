import { chatExport, type ExportedChat } from "./chatExports";
import { callBlock, dataUrl, pictureBlock, saidTexts, textBlock, thoughtBlock } from "./commonBlocks";
import { type Fields, field, hasAny, isFields, listField, textField } from "./json";

// Runs as libraries for agents keep them, where their messages have neither roles nor parts as chats have them.

/**
 * Pydantic AI (pydantic-ai-slim 2.68.0, what `all_messages_json` of a run wrote): requests and responses, of parts that each
 * have a kind. Every request names the instructions again, which are told where they change.
 */
function pydanticRuns(value: unknown): readonly ExportedChat[] | null {
  const list = Array.isArray(value) ? value : (listField(value, "messages", "all_messages") ?? []);
  if (list.length === 0 || !list.every(isPydanticMessage)) return null;
  return [
    {
      title: "",
      model: list.map((message) => textField(message, "model_name")).findLast((name) => name !== null) ?? "",
      messages: list.flatMap((message, i) => [
        ...instructionsOf(message, list.slice(0, i)),
        ...(listField(message, "parts") ?? []).map(pydanticPart),
      ]),
    },
  ];
}

function instructionsOf(message: unknown, before: readonly unknown[]): readonly Fields[] {
  const told = textField(message, "instructions");
  const last = before.map((earlier) => textField(earlier, "instructions")).findLast((earlier) => earlier !== null);
  return told === last ? [] : saidTexts(told).map((text) => ({ role: "system", content: [text] }));
}

const isPydanticMessage = (message: unknown): boolean =>
  /^(?:request|response)$/.test(textField(message, "kind") ?? "") &&
  (listField(message, "parts") ?? []).every((part) => textField(part, "part_kind") !== null);

function pydanticPart(part: unknown): Fields {
  const content = field(part, "content");
  switch (textField(part, "part_kind")) {
    case "system-prompt":
      return { role: "system", content };
    case "text":
      return { role: "assistant", content };
    case "thinking":
      return { role: "assistant", content: [thoughtBlock(textField(part, "content") ?? "")] };
    case "tool-call":
    case "builtin-tool-call":
      return { role: "assistant", content: [callBlock(textField(part, "tool_name") ?? "", field(part, "args"))] };
    case "file":
      return { role: "assistant", content: pydanticContent([content]) };
    case "tool-return":
    case "builtin-tool-return":
    case "retry-prompt":
      return { role: "tool", content: pydanticContent(Array.isArray(content) ? content : [content]) };
    default:
      return { role: "user", content: pydanticContent(Array.isArray(content) ? content : [content]) };
  }
}

const pydanticContent = (list: readonly unknown[]): readonly Fields[] =>
  list.flatMap((item) => {
    const [kind, mime] = [textField(item, "kind"), textField(item, "media_type") ?? ""];
    if (kind === "binary" && mime.startsWith("image/"))
      return [pictureBlock(dataUrl(mime, textField(item, "data") ?? ""))];
    if (kind === "image-url") return [pictureBlock(textField(item, "url") ?? "")];
    if (kind === "text-content") return saidTexts(textField(item, "content"));
    return typeof item === "string" ? saidTexts(item) : isFields(item) ? [textBlock(JSON.stringify(item))] : [];
  });

/** AutoGen (autogen-agentchat 0.7.5, what `save_state` and the result of a run wrote): messages with types. */
function autoGenRuns(value: unknown): readonly ExportedChat[] | null {
  const lists = autoGenLists(value, 0);
  if (lists.length === 0) return null;
  return lists.map((list) => ({
    title: "",
    model: "",
    messages: list.filter((message) => !isAutoGenSummary(message, list)).flatMap(autoGenMessage),
  }));
}

/** What tools gave, again as a text of its own: told where the talk has it in no other way. */
const isAutoGenSummary = (message: unknown, list: readonly unknown[]): boolean =>
  textField(message, "type") === "ToolCallSummaryMessage" &&
  list.some((other) => textField(other, "type") === "ToolCallExecutionEvent");

const autoGenRenderings = (value: unknown): readonly string[] =>
  autoGenLists(value, 0).flatMap((list) =>
    list.flatMap((message) => (isAutoGenSummary(message, list) ? (textField(message, "content") ?? []) : [])),
  );

const AUTO_GEN: Readonly<Record<string, "system" | "user" | "assistant" | "tool">> = {
  SystemMessage: "system",
  UserMessage: "user",
  AssistantMessage: "assistant",
  FunctionExecutionResultMessage: "tool",
  TextMessage: "assistant",
  MultiModalMessage: "assistant",
  ThoughtEvent: "assistant",
  ToolCallRequestEvent: "assistant",
  ToolCallExecutionEvent: "tool",
  ToolCallSummaryMessage: "tool",
  StopMessage: "assistant",
  HandoffMessage: "assistant",
};

const isAutoGen = (message: unknown): boolean =>
  isFields(message) &&
  typeof message.type === "string" &&
  Object.hasOwn(AUTO_GEN, message.type) &&
  (textField(message, "source") !== null || Array.isArray(field(message, "content"))) &&
  !isFields(field(message, "data"));

const DEEPEST = 6;

/** The lists of such messages, wherever a state keeps them: by the names of agents, a list for each. */
function autoGenLists(value: unknown, depth: number): readonly (readonly unknown[])[] {
  if (Array.isArray(value)) return value.length > 0 && value.every(isAutoGen) ? [value] : [];
  // Asked of each record of a list, of which most hold nothing of the kind.
  if (!isFields(value) || depth > DEEPEST || !hasAny(value, AUTO_GEN_HOLDERS)) return [];
  return [...AUTO_GEN_HOLDERS].flatMap((name) => {
    const held = value[name];
    return name === "agent_states" && isFields(held)
      ? Object.values(held).flatMap((state) => autoGenLists(state, depth + 1))
      : autoGenLists(held, depth + 1);
  });
}

const AUTO_GEN_HOLDERS: ReadonlySet<string> = new Set(["messages", "llm_context", "agent_state", "agent_states"]);

function autoGenMessage(message: unknown): readonly Fields[] {
  const type = textField(message, "type") ?? "";
  const spoken = AUTO_GEN[type] ?? "user";
  // Who asks is called so, whatever the type of message.
  const role =
    spoken === "assistant" && /^user(?:_proxy)?$/i.test(textField(message, "source") ?? "") ? "user" : spoken;
  const content = field(message, "content");
  const thought = textField(message, "thought");
  const items = type === "ThoughtEvent" ? [] : Array.isArray(content) ? content : [content];
  const said = items.flatMap((item): readonly Fields[] => {
    if (typeof item === "string") return saidTexts(item);
    const picture = textField(item, "data");
    if (picture !== null) return [pictureBlock(dataUrl("image/png", picture))];
    if (role === "tool") return saidTexts(textField(item, "content"));
    return isFields(item) && "arguments" in item ? [callBlock(textField(item, "name") ?? "", item.arguments)] : [];
  });
  const thoughts = [thought, type === "ThoughtEvent" ? textField(message, "content") : null];
  return [{ role, content: [...thoughts.flatMap((text) => (text ? [thoughtBlock(text)] : [])), ...said] }];
}

/**
 * smolagents (1.26.0, what `memory.get_full_steps()` and the full result of a run wrote): what was asked, then a step for
 * each thing that was done. Pictures are there as what Python prints of them; their pixels alone name no picture.
 */
function smolRuns(value: unknown): readonly ExportedChat[] | null {
  const list = Array.isArray(value) ? value : (listField(value, "steps") ?? []);
  if (
    !list.some(isSmolStep) ||
    !list.every((step) => isSmolStep(step) || SMOL.some((name) => field(step, name) !== null))
  )
    return null;
  const system =
    textField(field(value, "system_prompt"), "system_prompt") ?? textField(value, "system_prompt") ?? smolPrompt(list);
  return [{ title: "", model: "", system, messages: list.flatMap(smolMessages) }];
}

/** The instructions that the first step was given, where no step of their own tells them. */
function smolPrompt(list: readonly unknown[]): string {
  if (list.some((step) => field(step, "system_prompt") !== null)) return "";
  const given = list.flatMap((step) => listField(step, "model_input_messages") ?? []);
  const first = given.find((message) => textField(message, "role") === "system");
  return smolTexts(first).join("\n");
}

const smolTexts = (message: unknown): readonly string[] => {
  const content = field(message, "content");
  return typeof content === "string"
    ? [content]
    : (listField(message, "content") ?? []).flatMap((part) => textField(part, "text") ?? []);
};

/**
 * What each step was given is made of the steps before it; a program is run by a tool, as the list of calls has it. Of a run
 * the answer stands beside its steps, too.
 */
const smolRenderings = (value: unknown): readonly string[] => [
  ...(isFields(value) && Array.isArray(value.steps) ? (textField(value, "output") ?? []) : []),
  ...(Array.isArray(value) ? value : (listField(value, "steps") ?? [])).flatMap((step) => [
    ...(listField(step, "model_input_messages") ?? [])
      .filter((message) => textField(message, "role") !== "system")
      .flatMap(stringsIn),
    ...(listField(step, "tool_calls") ?? []).flatMap((call) =>
      textField(step, "code_action") === null && !isSmolAnswer(call) ? [] : stringsIn(call),
    ),
  ]),
];

const stringsIn = (value: unknown): readonly string[] =>
  typeof value === "string"
    ? [value]
    : Array.isArray(value) || isFields(value)
      ? Object.values(value).flatMap(stringsIn)
      : [];

const SMOL = ["task", "system_prompt", "plan", "output"];

const isSmolStep = (step: unknown): boolean =>
  field(step, "step_number") !== null && isFields(step) && "model_output" in step && "observations" in step;

function smolMessages(step: unknown): readonly Fields[] {
  if (!isSmolStep(step)) {
    const task = textField(step, "task");
    if (task !== null) return [{ role: "user", content: [...picturesOf(field(step, "task_images")), textBlock(task)] }];
    const system = textField(step, "system_prompt");
    if (system !== null) return [{ role: "system", content: system }];
    return [{ role: "assistant", content: saidTexts(textField(step, "plan", "output")) }];
  }
  const words = field(step, "model_output");
  // Models that call tools say nothing else; those that write programs say them.
  const called = textField(step, "code_action") === null ? (listField(step, "tool_calls") ?? []) : [];
  const said = typeof words === "string" ? saidTexts(words) : Array.isArray(words) ? words : [];
  const failure = textField(field(step, "error"), "message") ?? textField(step, "error");
  // A call ends the run; what it hands over is the answer. Of a program it is what came of it, of a tool what was observed.
  const answer =
    field(step, "is_final_answer") === true
      ? (textField(step, "action_output") ?? textField(step, "observations"))
      : null;
  const shown = [
    ...picturesOf(field(step, "observations_images")),
    ...saidTexts(called.some(isSmolAnswer) ? null : textField(step, "observations"), failure),
  ];
  return [
    { role: "assistant", content: [...said, ...called.filter((call) => !isSmolAnswer(call)).flatMap(smolCall)] },
    ...(shown.length > 0 ? [{ role: "tool", content: shown }] : []),
    ...(answer === null ? [] : [{ role: "assistant", content: saidTexts(answer) }]),
  ];
}

const isSmolAnswer = (call: unknown): boolean => textField(field(call, "function"), "name") === "final_answer";

const smolCall = (call: unknown): readonly Fields[] => {
  const held = field(call, "function");
  return isFields(held) ? [callBlock(textField(held, "name") ?? "", held.arguments)] : [];
};

const picturesOf = (held: unknown): readonly Fields[] =>
  (Array.isArray(held) ? held : []).flatMap((image) => (typeof image === "string" ? [pictureBlock(image)] : []));

/**
 * OpenHands: events, each an action or what came of one (All-Hands-AI/OpenHands 04e2840, events/serialization/event.py); since
 * 1.0 with a `kind`, and the messages of the model's API within (OpenHands/software-agent-sdk 17555e4, sdk/event).
 */
function openHandsRuns(value: unknown): readonly ExportedChat[] | null {
  const list = Array.isArray(value) ? value : (listField(value, "history", "events", "trajectory") ?? []);
  if (list.length === 0 || !list.every(isOpenHandsEvent)) return null;
  const model = list.map((event) => textField(field(field(event, "tool_call_metadata"), "model_response"), "model"));
  return [
    {
      title: "",
      model: model.find((name) => name !== null) ?? "",
      messages: list.flatMap(openHandsMessages),
    },
  ];
}

const isOpenHandsEvent = (event: unknown): boolean =>
  textField(event, "source") !== null &&
  (isOld(event) || /(?:Event|Action|Observation)$/.test(textField(event, "kind") ?? ""));

const isOld = (event: unknown): boolean =>
  (textField(event, "action") !== null && isFields(field(event, "args"))) ||
  (textField(event, "observation") !== null && field(event, "content") !== null);

function openHandsMessages(event: unknown): readonly Fields[] {
  if (!isOld(event)) return openHandsEvent(event);
  const args = field(event, "args");
  const action = textField(event, "action");
  if (action === null) {
    const extras = field(event, "extras");
    const shown = [textField(extras, "set_of_marks"), textField(extras, "screenshot")].find((image) => image);
    return [
      { role: "tool", content: [...(shown ? [pictureBlock(shown)] : []), ...saidTexts(textField(event, "content"))] },
    ];
  }
  const role = action === "system" ? "system" : textField(event, "source") === "user" ? "user" : "assistant";
  const pictures = picturesOf(field(args, "image_urls"));
  const thought = [textField(args, "thought"), textField(args, "final_thought")].filter((text) => text);
  if (["system", "message", "finish", "think"].includes(action))
    return [{ role, content: [...pictures, ...saidTexts(textField(args, "content"), ...thought)] }];
  const input = Object.fromEntries(
    Object.entries(isFields(args) ? args : {}).filter(
      ([name, held]) => name !== "thought" && held !== null && held !== "",
    ),
  );
  return [{ role, content: [...saidTexts(...thought), ...pictures, callBlock(action, input)] }];
}

/** Since 1.0: a message, a call with what was thought, or what came of it. */
function openHandsEvent(event: unknown): readonly Fields[] {
  const message = field(event, "llm_message");
  const more = openHandsContent(field(event, "extended_content"));
  if (isFields(message)) {
    const content = [...openHandsThoughts(message), ...openHandsContent(field(message, "content")), ...more];
    return [{ role: message.role, content }];
  }
  const system = field(event, "system_prompt");
  if (isFields(system)) return [{ role: "system", content: saidTexts(textField(system, "text")) }];
  const call = field(event, "tool_call");
  if (isFields(call)) {
    const held = isFields(call.function) ? call.function : call;
    // The last call hands over the answer.
    const done = isFinish(event) ? saidTexts(textField(field(event, "action"), "message")) : [];
    const said = done.length > 0 ? done : [callBlock(textField(held, "name") ?? "", held.arguments)];
    const content = [...openHandsThoughts(event), ...openHandsContent(field(event, "thought")), ...said];
    return [{ role: "assistant", content }];
  }
  const failure = saidTexts(textField(event, "error", "rejection_reason"));
  if (failure.length > 0) return [{ role: "tool", content: failure }];
  const observed = field(event, "observation");
  // Once the answer was handed over, it comes back.
  if (!isFields(observed) || textField(observed, "kind") === "FinishObservation") return [];
  return [{ role: "tool", content: [...openHandsContent(observed.content ?? observed.output), ...more] }];
}

/** What the model thought, as one text or as blocks of Anthropic's models, which say the same. */
function openHandsThoughts(held: unknown): readonly Fields[] {
  const blocks = (listField(held, "thinking_blocks") ?? []).flatMap((block) => textField(block, "thinking") ?? []);
  const thoughts = blocks.length > 0 ? blocks : [textField(held, "reasoning_content") ?? ""];
  return thoughts.flatMap((thought) => (thought === "" ? [] : [thoughtBlock(thought)]));
}

/** What the page shows of an event, and a call whose only argument is the answer. */
const openHandsRenderings = (value: unknown): readonly string[] =>
  (Array.isArray(value) ? value : (listField(value, "history", "events", "trajectory") ?? [])).flatMap((event) => [
    textField(event, "message") ?? "",
    ...(isFinish(event) ? [textField(field(event, "tool_call"), "arguments") ?? ""] : []),
  ]);

const isFinish = (event: unknown): boolean => textField(field(event, "action"), "kind") === "FinishAction";

/** Texts, and pictures of which several stand in one part. */
const openHandsContent = (content: unknown): readonly Fields[] =>
  typeof content === "string"
    ? saidTexts(content)
    : (Array.isArray(content) ? content : []).flatMap((part) => [
        ...picturesOf(field(part, "image_urls")),
        ...saidTexts(textField(part, "text")),
      ]);

export const AGENT_SESSIONS = [
  chatExport({
    form: "pydantic-ai",
    priority: 132,
    read: pydanticRuns,
    known: [
      ...["part_kind", "dynamic_ref", "identifier", "provider_name", "provider_details", "provider_response_id"],
      ...["vendor_metadata", "vendor_details", "provider_url", "metadata", "outcome", "tool_kind", "scope"],
      ...["cause", "content_file_digests"],
    ],
    spoken: ["args"],
  }),
  chatExport({
    form: "autogen",
    priority: 131,
    read: autoGenRuns,
    known: ["source", "models_usage", "metadata", "message_buffer", "current_speaker", "call_id"],
    spoken: ["thought"],
    renderings: autoGenRenderings,
  }),
  chatExport({
    form: "smolagents",
    priority: 130,
    read: smolRuns,
    known: ["timing", "token_usage"],
    renderings: smolRenderings,
    spoken: [
      "model_output",
      "model_output_message",
      "code_action",
      "observations",
      "action_output",
      "task",
      "plan",
      "message",
    ],
  }),
  chatExport({
    form: "openhands",
    priority: 129,
    read: openHandsRuns,
    known: [
      ...["source", "openhands_version", "agent_class", "cause", "llm_metrics", "security_risk", "action_id", "action"],
      ...["tool_call_metadata", "task_completed", "observation", "extras", "file_urls", "summary"],
      ...["tool_name", "name"],
    ],
    spoken: ["thought", "final_thought"],
    renderings: openHandsRenderings,
  }),
];
