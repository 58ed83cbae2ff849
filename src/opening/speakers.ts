import type { Message } from "../dialect";

/** Messages in their order, those of the model apart from what stands between them. */
export function bySpeaker(messages: readonly Message[]): readonly (readonly Message[])[] {
  const runs: Message[][] = [];
  for (const message of messages) {
    const last = runs.at(-1);
    if (last?.[0] && (last[0].role === "assistant") === (message.role === "assistant")) last.push(message);
    else runs.push([message]);
  }
  return runs;
}
