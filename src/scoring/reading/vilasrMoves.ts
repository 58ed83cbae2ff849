import { jsonText } from "../../base";
import { floatOf } from "./number";

/** A box or a line that ViLaSR's model asked to be drawn; a line has no box. */
export interface VilasrMove {
  readonly label: string;
  /** Corners as they were written; null for a line, and for corners that are no numbers. */
  readonly box: readonly number[] | null;
}

/**
 * What stands in fenced blocks that a line "```json" opens: lists of boxes and lines. Null where one of them is not a
 * list of such, which makes the whole format wrong. The code reads Python literals; JSON and single quotes are read here.
 */
export function readFencedMoves(words: string): readonly VilasrMove[] | null {
  const moves: VilasrMove[] = [];
  const lines = words.split(/\r\n|[\n\r\v\f\u0085\u2028\u2029]/);
  for (const [i, line] of lines.entries()) {
    if (line.trim() !== "```json") continue;
    const items = parseList(untilFence(lines, i + 1));
    if (!items) return null;
    for (const item of items) {
      const move = moveOf(item);
      if (!move) return null;
      moves.push(move);
    }
  }
  return moves;
}

function untilFence(lines: readonly string[], from: number): string {
  const block: string[] = [];
  for (const line of lines.slice(from, from + LONGEST_BLOCK)) {
    const at = line.indexOf("```");
    block.push(at < 0 ? line : line.slice(0, at));
    if (at >= 0) break;
  }
  return block.join("\n");
}

/** No model asks for as many at once; hostile words are not read again and again to their end. */
const LONGEST_BLOCK = 2000;

function parseList(text: string): readonly unknown[] | null {
  for (const candidate of [text, text.replaceAll("'", '"')]) {
    try {
      const value: unknown = JSON.parse(candidate);
      return Array.isArray(value) ? value : null;
    } catch {
      // The other way of quoting is tried.
    }
  }
  return null;
}

function moveOf(item: unknown): VilasrMove | null {
  if (typeof item !== "object" || item === null || !("label" in item)) return null;
  const label = jsonText(item.label);
  if ("bbox_2d" in item) return { label, box: numbersOf(item.bbox_2d) };
  return "start_point_2d" in item && "end_point_2d" in item ? { label, box: null } : null;
}

function numbersOf(value: unknown): readonly number[] | null {
  if (!Array.isArray(value)) return null;
  const numbers = value.map((each: unknown) => (typeof each === "number" ? each : floatOf(jsonText(each))));
  return numbers.every((each) => each !== null) ? numbers : null;
}
