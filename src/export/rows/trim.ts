import type { ExportLine, ExportTurn } from "../contract/form";
import type { Told } from "../contract/told";
import { tell } from "./row";

/** Turns that begin with a question, instructions aside, and end with words of the model's. */
export interface Trimmed {
  readonly turns: readonly ExportTurn[];
  readonly changed: readonly Told[];
}

/**
 * The turns of a line as far as a model can be trained on them. What was shown last and never answered is cut off: no
 * trainer takes a row that ends with the user.
 */
export function trimmed(line: ExportLine): Trimmed | Told {
  const { turns } = line;
  const asked = turns.find(({ role }) => role !== "system");
  if (asked?.role !== "user") return tell(line, "no-question");
  const end = turns.findLastIndex(({ role }) => role === "assistant") + 1;
  if (end === 0) return tell(line, "no-words-of-model");
  const isCut = end < turns.length;
  return { turns: turns.slice(0, end), changed: isCut ? [tell(line, "steps-after-cut")] : [] };
}

/** The turns before the model's first. */
export function questionTurns({ turns }: Pick<ExportLine, "turns">): readonly ExportTurn[] {
  const first = turns.findIndex(({ role }) => role === "assistant");
  return first === -1 ? turns : turns.slice(0, first);
}

export const isTold = (value: object): value is Told => "code" in value;
