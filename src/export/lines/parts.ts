import { type Dialect, shownAlong } from "../../dialect";
import type { Declared, Step, Trace } from "../../trace";
import type { ExportPart, PlaceInWords } from "../contract/form";
import { placesInWords } from "./places";

/**
 * What each step of a line says, in the words that it has in `dialect`; null for steps that say nothing of their own: what
 * was shown, and actions whose words a call before them holds. The places of those stand in that call.
 */
export function partsOfSteps(
  dialect: Dialect,
  line: readonly Step[],
  images: Trace["images"],
): readonly (ExportPart | null)[] {
  return line.map((step, i): ExportPart | null => {
    const { id, body, raw } = step;
    if (body.kind === "problem" || body.kind === "observation" || raw === "") return null;
    if (body.kind !== "action") return { kind: "text", text: raw, step: id };
    const places = placesOf(dialect, line, i, images);
    return { kind: "call", text: raw, step: id, action: body.action, places };
  });
}

/** The places in the words of a call: its own, and those of the actions behind it that have no words. */
function placesOf(
  dialect: Dialect,
  line: readonly Step[],
  at: number,
  images: Trace["images"],
): readonly PlaceInWords[] {
  const words = line[at]?.raw ?? "";
  const places: PlaceInWords[] = [];
  for (const step of line.slice(at)) {
    const { body, raw } = step;
    if (body.kind !== "action" || (raw.trim() !== "" && step !== line[at])) break;
    const size = images.get(body.action.image);
    if (!size) continue;
    const from = places.at(-1)?.to ?? 0;
    const found = (declared: Declared | null): readonly PlaceInWords[] =>
      placesInWords(words, { action: body.action, declared }, size, from);
    const asDeclared = found(body.declared);
    // A step that a person made has no numbers yet, and one that was said again has others.
    places.push(...(asDeclared.length > 0 ? asDeclared : found(readAgain(dialect, line.slice(0, at), words, images))));
  }
  return places;
}

/** The numbers as the dialect reads them in its own words. */
function readAgain(dialect: Dialect, before: readonly Step[], words: string, images: Trace["images"]): Declared | null {
  const reader = dialect.read(shownAlong(dialect, before, images));
  const piece = [...reader.push(words), ...reader.end()].find(({ kind }) => kind === "action");
  return piece?.kind === "action" ? piece.declared : null;
}
