import { parseBoundedJson } from "../../base";
import { type Fields, field, isFields, listField, textField } from "./json";
import type { Assembled } from "./streamRest";

// The stream of Gemini's Interactions API, put together: `interaction.created`, then each step in `step.start`, `step.delta`
// and `step.stop` (google-genai 3.6.1, _gaos/types/interactions). Its first version had `content` for `step`, and began
// with `interaction.start`.

const EVENT =
  /^(?:interaction\.(?:created|start|status_update|completed?|complete|requires_action)|(?:step|content)\.(?:start|delta|stop))$/;

const typeOf = (event: unknown): string => textField(event, "event_type", "type") ?? "";

export const isInteractionEvent = (value: unknown): boolean =>
  EVENT.test(typeOf(value)) &&
  isFields(value) &&
  ("interaction" in value || "index" in value || "interaction_id" in value);

/** Whether an event is the first of another interaction. */
export const beginsInteraction = (event: unknown): boolean => /^interaction\.(?:created|start)$/.test(typeOf(event));

/** What is told of an interaction last holds. */
export function wholeInteraction(events: readonly unknown[]): Assembled {
  const told = events.flatMap((event) => (isFields(field(event, "interaction")) ? [field(event, "interaction")] : []));
  const facts: Fields = Object.assign({}, ...told);
  const whole = listField(facts, "steps", "outputs");
  const begun = stepsOf(events);
  const steps = whole && whole.length > 0 ? whole : begun.map(withInput);
  const inputs = new Set(steps.map((step) => JSON.stringify(field(step, "arguments"))));
  const held = begun.filter((step) => inputs.has(JSON.stringify(withInput(step).arguments ?? null)));
  return { value: { ...facts, steps }, texts: held.flatMap((step) => textField(step, "arguments") ?? []) };
}

function stepsOf(events: readonly unknown[]): readonly Fields[] {
  const steps = new Map<string, Fields>();
  for (const event of events) {
    const index = textField(event, "index") ?? "";
    const begun = field(event, "step", "content");
    if (/\.start$/.test(typeOf(event)) && isFields(begun)) steps.set(index, begun);
    const delta = field(event, "delta");
    if (/^(?:step|content)\.delta$/.test(typeOf(event)) && isFields(delta))
      steps.set(index, withDelta(steps.get(index) ?? { type: stepTypeOf(delta) }, delta));
  }
  return [...steps.values()];
}

/** What a step is, where its start was not recorded. */
function stepTypeOf(delta: Fields): string {
  const type = textField(delta, "type") ?? "";
  if (type === "text" || type === "image" || type === "audio" || type === "video") return "model_output";
  if (/^thought/.test(type)) return "thought";
  return type === "arguments_delta" ? "function_call" : type;
}

function withDelta(step: Fields, delta: Fields): Fields {
  const type = textField(delta, "type") ?? "";
  if (type === "text") return withContent(step, "content", delta);
  if (type === "thought_summary") return withContent(step, "summary", field(delta, "content"));
  if (type === "thought_signature") return { ...step, signature: delta.signature };
  if (type === "arguments_delta")
    return { ...step, arguments: `${textField(step, "arguments") ?? ""}${textField(delta, "arguments") ?? ""}` };
  if (type === step.type) return { ...step, ...delta };
  return { ...step, content: [...(listField(step, "content") ?? []), delta] };
}

/** Texts that follow one another are one. */
function withContent(step: Fields, name: "content" | "summary", part: unknown): Fields {
  const before = listField(step, name) ?? [];
  const last = before.at(-1);
  const [held, more] = [textField(last, "text"), textField(part, "text")];
  const isOn = isFields(last) && last.type === "text" && held !== null && more !== null;
  return { ...step, [name]: isOn ? [...before.slice(0, -1), { ...last, text: held + more }] : [...before, part] };
}

/** The arguments of a call come as pieces of JSON. */
function withInput(step: Fields): Fields {
  if (typeof step.arguments !== "string") return step;
  try {
    return { ...step, arguments: parseBoundedJson(step.arguments) };
  } catch {
    return step;
  }
}
