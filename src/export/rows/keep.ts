import { TAG_OF_HINT } from "../../annotation";
import type { ExportInput, ExportLine } from "../contract/form";
import type { ReasonCode } from "../contract/reasons";
import type { Told } from "../contract/told";
import { hardnessOf, isIntervened } from "./problems";
import { tell } from "./row";

/** The tag of a line that answers without what it was asked to look at (Pixel-Reasoner's learning trap). */
const BYPASSING = TAG_OF_HINT["no-look"] ?? "";

/** Why a line is not one to imitate; null where it is. */
export function flawOfLine(line: ExportLine, input: ExportInput): Told | null {
  if (isIntervened(line)) return tell(line, "under-intervention");
  const own = flawOfWords(line) ?? flawOfOutcome(line);
  if (own !== null) return own;
  if (line.tags.has(BYPASSING)) return tell(line, "bypasses-the-picture");
  const hardness = hardnessOf(line, input);
  return hardness === "too-easy" || hardness === "too-hard" ? tell(line, hardness) : null;
}

function flawOfWords(line: ExportLine): Told | null {
  const hasWords = line.turns.some(({ role }) => role === "assistant");
  return hasWords ? null : tell(line, "no-words-of-model");
}

/** A step that a rater found wrong, or an answer that is. */
function flawOfOutcome(line: ExportLine): Told | null {
  for (const [step, rating] of line.ratings) {
    if (rating === "wrong") return tell(line, "judged-wrong", step);
    if (rating === "disputed") return tell(line, "raters-disagree", step);
  }
  if (line.firstError !== null && line.firstError !== "disputed") return tell(line, "judged-wrong", line.firstError);
  const code = outcomeOf(line);
  return code === "right" ? null : tell(line, code, line.leaf);
}

/** A rater's word on the answer goes before a comparison of texts. */
export function outcomeOf(
  line: ExportLine,
): "right" | Extract<ReasonCode, "not-answered" | "wrong-answer" | "not-known-right"> {
  if (line.answer === null) return "not-answered";
  const rating = line.ratings.get(line.leaf);
  if (rating === "correct") return "right";
  if (rating === "wrong" || line.right === false) return "wrong-answer";
  return line.right === true ? "right" : "not-known-right";
}

/** Why a problem is not one to train on by reward. */
export function flawOfProblem(line: ExportLine, input: ExportInput): Told | null {
  if (line.reference?.answer === undefined) return tell(line, "no-reference");
  const hardness = hardnessOf(line, input);
  return hardness === "too-easy" || hardness === "too-hard" ? tell(line, hardness) : null;
}
