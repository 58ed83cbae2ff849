import { isGoodStep } from "../../scoring";
import type { StepId } from "../../trace";
import type { ExportInput, ExportLine } from "../contract/form";
import type { ExportTarget } from "../contract/target";
import type { Told } from "../contract/told";
import { labelledSteps } from "../rows/labels";
import { imagesIn } from "../rows/messages";
import { jsonLines, planOf } from "../rows/plan";
import { lengthsOf, type Made, tell, totalOf } from "../rows/row";
import { wordsWithShown } from "../rows/shownWords";
import { isTold } from "../rows/trim";
import { safeWords } from "../rows/words";

interface PrmRow {
  readonly prompt: string;
  readonly completions: readonly string[];
  readonly labels: readonly boolean[];
}

/**
 * Stepwise supervision of TRL up to 1.13 (`trl.experimental.prm`; read in its source, for the trainer is gone since).
 * Words only. Labels are booleans: the trainer casts them with `int`, by which 0.7 would be 0.
 */
export const trlPrm: ExportTarget = {
  name: "trl-prm",
  title: "TRL PRM (≤ 1.13)",
  group: "process-labels",
  seenWith: "trl 1.13.0 (read)",
  needs: ["verdicts"],
  write: (input) =>
    planOf(
      input,
      input.lines.map((line) => prmRow(line, input)),
      {
        files: (rows) => [{ kind: "text", path: "train.jsonl", text: jsonLines(rows) }],
        pictures: "none",
        settings: (longest) => [
          { text: "trl<=1.13", why: "Later versions have no trainer for this form; KTO rows take its place there." },
          {
            text: `max_length=${totalOf(longest)}  # at least, by estimate`,
            why: "The default of 1024 tokens cuts the last steps away with their labels.",
          },
        ],
      },
    ),
};

function prmRow(line: ExportLine, input: ExportInput): Made<PrmRow> {
  const steps = labelledSteps(line, "not-wrong");
  if (isTold(steps)) return { kind: "left-out", told: steps };
  const changed: Told[] = imagesIn(line.turns).length > 0 ? [tell(line, "pictures-dropped")] : [];
  const safe = (words: string, step: StepId | null): string => {
    const { text, broken } = safeWords(words, "trl");
    if (broken) changed.push(tell(line, "placeholder-broken", step));
    return text;
  };
  // Training puts no separator between prompt and first step, and the documents' inference does.
  const prompt = `${safe(line.question, null)}\n`;
  const completions = steps.map((step) => safe(wordsWithShown(step), step.step));
  return {
    kind: "row",
    row: { prompt, completions, labels: steps.map(({ rating }) => isGoodStep(rating, "prm800k")) },
    images: [],
    lengths: lengthsOf([prompt, ...completions].join("\n"), [], input),
    changed,
  };
}
