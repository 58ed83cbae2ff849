import type { Step, Trace } from "../../trace";
import type { Dialect, Memory, ShownImage } from "../contract/dialect";
import { shownAlong } from "./shown";

/**
 * What the turns of a line left to be remembered for the next one, read again from their words; null where the turns of
 * a system stand alone.
 */
export function memoryAlong(dialect: Dialect, line: readonly Step[], images: Trace["images"]): Memory | null {
  if (!dialect.read([]).memory) return null;
  const all = shownAlong(dialect, line, images);
  let memory: Memory | null = null;
  let words = "";
  let seen = 0;
  const remember = (): void => {
    if (words !== "") memory = memoryAfter(dialect, words, all.slice(0, seen), memory);
    words = "";
  };
  for (const { body, raw } of line) {
    if (body.kind !== "problem" && body.kind !== "observation") {
      words += raw;
      continue;
    }
    remember();
    const shown = body.kind === "problem" ? body.images : body.image ? [body.image] : [];
    seen += shown.filter((id) => images.has(id)).length;
  }
  remember();
  return memory;
}

function memoryAfter(
  dialect: Dialect,
  words: string,
  shown: readonly ShownImage[],
  before: Memory | null,
): Memory | null {
  const reader = dialect.read(shown, before);
  reader.push(words);
  reader.end();
  return reader.memory?.() ?? null;
}
