import type { StepId } from "../../trace";
import type { ExportPart, ExportTurn } from "../contract/form";

/** A piece of a turn; `within` is the observation, where that stood within a turn of the model's. */
export interface AttributedTurn extends ExportTurn {
  readonly within: StepId | null;
}

/**
 * Neighbours of one role as one turn, since trainers ask that roles alternate: words of the user's on lines of their own,
 * words of the model's laid end to end as it wrote them. Instructions after the first stand before what the user says.
 */
export function joinTurns(pieces: readonly ExportTurn[]): readonly ExportTurn[] {
  const turns: { role: ExportTurn["role"]; parts: ExportPart[] }[] = [];
  const told = pieces[0]?.role === "system" ? textOf(pieces[0]) : null;
  for (const [i, { role, parts }] of pieces.entries()) {
    if (role === "system" && i > 0 && textOf({ role, parts }) === told) continue;
    const as = role === "system" && i > 0 ? "user" : role;
    const last = turns.at(-1);
    if (last?.role !== as) turns.push({ role: as, parts: [...parts] });
    else {
      const isWordsOnWords = last.parts.at(-1)?.kind === "text" && parts[0]?.kind === "text";
      if (as === "user" && isWordsOnWords && isOfAnother(last.parts.at(-1), parts[0]))
        last.parts.push({ kind: "text", text: "\n", step: parts[0]?.step ?? null });
      last.parts.push(...parts);
    }
  }
  return turns.map(({ role, parts }) => ({ role, parts: joinedWords(parts) }));
}

const isOfAnother = (a: ExportPart | undefined, b: ExportPart | undefined): boolean => a?.step !== b?.step;

/** Neighbouring words of one step as one part. */
function joinedWords(parts: readonly ExportPart[]): readonly ExportPart[] {
  const result: ExportPart[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (last?.kind === "text" && part.kind === "text" && last.step === part.step)
      result[result.length - 1] = { ...last, text: last.text + part.text };
    else result.push(part);
  }
  return result;
}

const textOf = ({ parts }: ExportTurn): string =>
  parts.map((part) => (part.kind === "picture" ? "" : part.text)).join("");
