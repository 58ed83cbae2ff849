import type { ExportInput, ExportLine } from "../contract/form";
import type { ExportTarget } from "../contract/target";
import { firstErrorOf, processSteps } from "../rows/labels";
import { imagesIn } from "../rows/messages";
import { jsonLines, planOf } from "../rows/plan";
import { lengthsOf, type Made, tell } from "../rows/row";
import { wordsWithShown } from "../rows/shownWords";

/** The columns of ProcessBench (QwenLM/ProcessBench@e802463, `code/run_eval.py`). */
interface ProcessBenchRow {
  readonly id: string;
  /** The model that wrote the steps. */
  readonly generator: string;
  readonly problem: string;
  readonly steps: readonly string[];
  readonly final_answer_correct: boolean | null;
  /** The first wrong step, counted from 0; −1 where there is none. */
  readonly label: number;
}

/** Where a line goes wrong first. Words only. */
export const processBench: ExportTarget = {
  name: "processbench",
  title: "ProcessBench",
  group: "process-labels",
  seenWith: "QwenLM/ProcessBench@e802463 (read)",
  needs: ["first-error"],
  write: (input) =>
    planOf(
      input,
      input.lines.map((line) => row(line, input)),
      {
        files: (rows) => [{ kind: "text", path: "processbench.jsonl", text: jsonLines(rows) }],
        pictures: "none",
        settings: () => [],
      },
    ),
};

function row(line: ExportLine, input: ExportInput): Made<ProcessBenchRow> {
  const label = firstErrorOf(line);
  if (typeof label !== "number") return { kind: "left-out", told: label };
  const steps = processSteps(line).map(wordsWithShown);
  return {
    kind: "row",
    row: {
      id: `${line.trace.id}/${line.leaf}`,
      generator: line.steps.find(({ generation }) => generation !== null)?.generation?.model ?? line.dialect,
      problem: line.question,
      steps,
      final_answer_correct: line.right,
      label,
    },
    images: [],
    lengths: lengthsOf(steps.join("\n"), [], input),
    changed: imagesIn(line.turns).length > 0 ? [tell(line, "pictures-dropped")] : [],
  };
}
