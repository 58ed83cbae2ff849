import { chatExport, type ExportedChat } from "./chatExports";
import { callBlock, pictureBlock, picturesOf, saidTexts, thoughtBlock } from "./commonBlocks";
import { type Fields, field, isFields, listField, textField } from "./json";

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

export const OPEN_HANDS = chatExport({
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
});
