import { splitChatMarkup } from "./log/chatMarkup";
import { recordOf } from "./log/conversation";
import { textField } from "./log/json";
import type { LogRecord, Message } from "./log/record";

/** Whether the first line of a file says that the lines are turns of one run. */
export const beginsTrajectory = (first: unknown): boolean => textField(first, "initial_prompt") !== null;

/**
 * Mini-o3's `traj.jsonl`: the lines of a file are one run. The pictures lie beside it under names that count up:
 * `original_image.jpg`, then `observation_1_original_image.jpg` for the first that was cut.
 */
export function readTrajectory(values: readonly unknown[]): LogRecord | null {
  const [first, ...rest] = values;
  const prompt = textField(first, "initial_prompt");
  if (prompt === null || !rest.some((value) => textField(value, "text_output") !== null)) return null;
  const messages: Message[] = [...splitChatMarkup(prompt, "user", [])].filter(({ role }) => role !== "assistant");
  let seen = 0;
  for (const [i, value] of rest.entries()) {
    const place = `line ${i + 2}`;
    const text = textField(value, "text_output");
    const error = textField(value, "error_info");
    if (text !== null) messages.push({ role: "assistant", parts: [{ kind: "text", text }], place });
    if (error !== null) messages.push({ role: "observation", parts: [{ kind: "text", text: error }], place });
    else if (text?.includes("<grounding>") && i < rest.length - 1) {
      const name = `observation_${++seen}_original_image.jpg`;
      messages.push({ role: "observation", parts: [{ kind: "image", image: { kind: "name", name } }], place });
    }
  }
  const images = [{ kind: "name" as const, name: "original_image.jpg" }];
  return { ...recordOf(first, messages, { place: "file", form: "mini-o3", images }), images };
}
