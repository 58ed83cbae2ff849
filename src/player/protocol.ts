// What a host and a player say to each other by postMessage. Documented in docs/embed.md: a change of what is here is
// a new version.

export const PROTOCOL_VERSION = 1;

/** What a host asks. */
export type PlayerCommand =
  /** To a step, by its id or by its number on the line, from 0. */
  | { readonly command: "go"; readonly step: string }
  | { readonly command: "go"; readonly index: number }
  | { readonly command: "play" }
  | { readonly command: "pause" };

/** What a player tells. Numbers and ids, and no word of the trace: a host that may not read it learns nothing of it. */
export type PlayerEvent =
  | { readonly event: "ready"; readonly index: number; readonly step: string; readonly steps: number }
  | { readonly event: "step"; readonly index: number; readonly step: string; readonly steps: number }
  | { readonly event: "playing"; readonly playing: boolean }
  | { readonly event: "failed"; readonly code: string };

export const printMessage = (said: PlayerCommand | PlayerEvent): object => ({ sightline: PROTOCOL_VERSION, ...said });

const fieldsOf = (data: unknown): Readonly<Record<string, unknown>> | null =>
  typeof data === "object" && data !== null && "sightline" in data && data.sightline === PROTOCOL_VERSION
    ? { ...data }
    : null;

/** A message as a command; null where it is anything else, as messages of other libraries are. */
export function parseCommand(data: unknown): PlayerCommand | null {
  const fields = fieldsOf(data);
  if (!fields) return null;
  const { command, step, index } = fields;
  if (command === "play" || command === "pause") return { command };
  if (command !== "go") return null;
  if (typeof step === "string") return { command, step };
  return typeof index === "number" && Number.isInteger(index) ? { command, index } : null;
}

/** A message as an event of a player; null where it is anything else. */
export function parseEvent(data: unknown): PlayerEvent | null {
  const fields = fieldsOf(data);
  if (!fields) return null;
  const { event, step, index, steps, playing, code } = fields;
  if (event === "playing" && typeof playing === "boolean") return { event, playing };
  if (event === "failed" && typeof code === "string") return { event, code };
  const isPlace = typeof step === "string" && typeof index === "number" && typeof steps === "number";
  return isPlace && (event === "ready" || event === "step") ? { event, step, index, steps } : null;
}
