import type { Pixels } from "../../pixels";
import { LIMITS } from "../limits";
import type { ProgramResult } from "../wire";

/** Thrown into a script that says or shows more than is taken. */
export class OutputLimit extends Error {
  override readonly name = "OutputLimit";
}

/** What one script says and shows, up to the limits. */
export interface Output {
  print(words: string): void;
  show(name: string, pixels: Pixels): void;
  /** What it met, in words; null where nothing. */
  limit(): string | null;
  /** What there is, and begins anew. */
  take(): Pick<ProgramResult, "stdout" | "pictures">;
}

/** Half of what the page takes: what a failure says comes beside it. */
const MOST_SIGNS = LIMITS.printed / 2;

export function createOutput(): Output {
  let lines: string[] = [];
  let pictures: ProgramResult["pictures"][number][] = [];
  let [signs, shownPixels] = [0, 0];
  let met: string | null = null;
  let last: string | null = null;
  const refuse = (limit: string): never => {
    met = limit;
    throw new OutputLimit(limit);
  };
  return {
    print(words) {
      const line = `${words}\n`;
      lines.push(line.slice(0, MOST_SIGNS - signs));
      signs = Math.min(MOST_SIGNS, signs + line.length);
      if (signs === MOST_SIGNS) refuse(`more than ${MOST_SIGNS} characters`);
    },
    show(name, { width, height, data }) {
      shownPixels += width * height;
      if (pictures.length === LIMITS.pictures) refuse(`more than ${LIMITS.pictures} pictures`);
      if (shownPixels > LIMITS.shownPixels) refuse("more pixels than are taken");
      // As it is now: the script may draw on.
      pictures.push({ name: name.slice(0, 200), pixels: { width, height, data: data.slice() } });
    },
    limit: () => last,
    take() {
      const taken = { stdout: lines.join(""), pictures };
      [lines, pictures, signs, shownPixels, last, met] = [[], [], 0, 0, met, null];
      return taken;
    },
  };
}
