import type { ExportInput, ExportLine } from "../contract/form";
import type { ExportTarget } from "../contract/target";
import { type LabelledStep, labelledSteps } from "../rows/labels";
import { imagesIn } from "../rows/messages";
import { jsonLines, planOf } from "../rows/plan";
import { lengthsOf, type Made, tell } from "../rows/row";
import { wordsWithShown } from "../rows/shownWords";
import { isTold } from "../rows/trim";

/** As `README.md` of openai/prm800k@00811d6 lists the fields. What nobody knows is null there as well. */
interface Prm800kRow {
  readonly labeler: string;
  readonly timestamp: string;
  readonly generation: null;
  readonly is_quality_control_question: false;
  readonly is_initial_screening_question: false;
  readonly question: {
    readonly problem: string;
    readonly ground_truth_solution: null;
    readonly ground_truth_answer: string | null;
    readonly pre_generated_steps: readonly string[];
    readonly pre_generated_answer: string | null;
    readonly pre_generated_verifier_score: null;
  };
  readonly label: {
    readonly steps: readonly {
      readonly completions: readonly [{ readonly text: string; readonly rating: -1 | 0 | 1; readonly flagged: null }];
      readonly human_completion: null;
      readonly chosen_completion: 0;
    }[];
    readonly total_time: null;
    readonly finish_reason: "found_error" | "solution" | "give_up";
  };
}

/** Labels of every step up to the first wrong one, as in the second phase of that set. Words only. */
export const prm800k: ExportTarget = {
  name: "prm800k",
  title: "PRM800K",
  group: "process-labels",
  seenWith: "openai/prm800k@00811d6 (read)",
  needs: ["verdicts"],
  write: (input) =>
    planOf(
      input,
      input.lines.map((line) => labelled(line, input)),
      {
        files: (rows) => [{ kind: "text", path: "prm800k.jsonl", text: jsonLines(rows) }],
        pictures: "none",
        settings: () => [],
      },
    ),
};

function labelled(line: ExportLine, input: ExportInput): Made<Prm800kRow> {
  const all = labelledSteps(line, "nothing");
  if (isTold(all)) return { kind: "left-out", told: all };
  const error = all.findIndex(({ rating }) => rating === -1);
  const steps = error === -1 ? all : all.slice(0, error + 1);
  const row: Prm800kRow = {
    ...labelOrigin(line),
    generation: null,
    is_quality_control_question: false,
    is_initial_screening_question: false,
    question: {
      problem: line.question,
      ground_truth_solution: null,
      ground_truth_answer: line.reference?.answer ?? null,
      pre_generated_steps: all.map(wordsWithShown),
      pre_generated_answer: line.answer,
      pre_generated_verifier_score: null,
    },
    label: {
      steps: steps.map(labelOf),
      total_time: null,
      finish_reason: error >= 0 ? "found_error" : line.answer === null ? "give_up" : "solution",
    },
  };
  return {
    kind: "row",
    row,
    images: [],
    lengths: lengthsOf(row.question.pre_generated_steps.join("\n"), [], input),
    changed: imagesIn(line.turns).length > 0 ? [tell(line, "pictures-dropped")] : [],
  };
}

const labelOf = (step: LabelledStep): Prm800kRow["label"]["steps"][number] => ({
  completions: [{ text: wordsWithShown(step), rating: step.rating, flagged: null }],
  human_completion: null,
  chosen_completion: 0,
});

/** Who judged the line last, and when. */
function labelOrigin({ trace, ratings, firstError }: ExportLine): Pick<Prm800kRow, "labeler" | "timestamp"> {
  const judgements = [...trace.judgements.values()].filter(
    ({ target }) => target.kind === "step" && (ratings.has(target.step) || target.step === firstError),
  );
  const last = judgements.reduce((a, b) => (b.atMillis >= a.atMillis ? b : a));
  return { labeler: last.rater.id, timestamp: new Date(last.atMillis).toISOString().replace("Z", "") };
}
