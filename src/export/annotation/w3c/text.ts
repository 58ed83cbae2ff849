import type { StepId } from "../../../trace";
import type { ExportLine } from "../../contract/form";
import { stepText, wordsInText } from "../stepText";

/** The steps of a line as one text, and where in it each of them stands. */
export interface LineText {
  readonly path: string;
  readonly text: string;
  /** In code points, as the model of web annotations counts (4.2.5), not in UTF-16 units. */
  place(step: StepId): TextPlace | null;
  /** Where words of a step stand; null where they stand there in another form or twice. */
  placeOfWords(target: { step: StepId; of: "raw" | "text"; from: number; to: number }): TextPlace | null;
}

export interface TextPlace {
  readonly start: number;
  readonly end: number;
  readonly exact: string;
}

const BETWEEN = "\n\n";

export function lineText(line: ExportLine, nth: number): LineText {
  const starts = new Map<StepId, number>();
  const texts: string[] = [];
  let at = 0;
  for (const step of line.steps) {
    const text = stepText(step);
    starts.set(step.id, at);
    texts.push(text);
    at += pointsIn(text) + BETWEEN.length;
  }
  const part = (step: StepId, from?: number, to?: number): TextPlace | null => {
    const [start, found] = [starts.get(step), line.trace.steps.get(step)];
    if (start === undefined || !found) return null;
    const text = stepText(found);
    const exact = text.slice(from ?? 0, to ?? text.length);
    const begin = start + pointsIn(text.slice(0, from ?? 0));
    return { start: begin, end: begin + pointsIn(exact), exact };
  };
  return {
    path: `lines/${nth}.txt`,
    text: `${texts.join(BETWEEN)}\n`,
    place: (step) => part(step),
    placeOfWords(target) {
      const step = line.trace.steps.get(target.step);
      const span = step ? wordsInText(step, target) : null;
      return span && part(target.step, span.from, span.to);
    },
  };
}

/** Half a surrogate pair counts as the one character that it is written as. */
const pointsIn = (text: string): number => [...text].length;
