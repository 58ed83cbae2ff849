import type { ImageId } from "../../action";
import type { ExportInput, ExportLine, ScoreOfStep } from "../contract/form";
import type { ExportTarget } from "../contract/target";
import type { Told } from "../contract/told";
import { type ProcessStep, processSteps } from "../rows/labels";
import { imagesIn } from "../rows/messages";
import { jsonLines, planOf } from "../rows/plan";
import { flawOfPictures, leftOut, lengthsOf, type Made, tell } from "../rows/row";
import { questionTurns } from "../rows/trim";
import { safeWords } from "../rows/words";
import { imageField } from "./visualPrm";

/**
 * One line of what VisualPRM's pipeline keeps before it makes + and − of it (OpenGVLab/InternVL@2410d1d,
 * `visualprm_data_pipeline.py`). Its counts of completions are left out: a search's score is no such count.
 */
interface StepScoresRow {
  readonly image?: string | readonly string[];
  readonly question: string;
  readonly answer_gt: string | null;
  readonly steps_with_score: readonly {
    readonly step: string;
    readonly score: number;
    readonly visits: number | null;
  }[];
  /** Who judged, and so what the scores count in. */
  readonly judge: string;
}

/** The steps up to one that has a score, and it: a search's nodes may hold several, with looks between them. */
interface ScoredSteps {
  readonly steps: readonly ProcessStep[];
  readonly score: ScoreOfStep;
}

/** Scores that a search gave to steps, as they are: whoever trains on them chooses from where on a step is good. */
export const stepScores: ExportTarget = {
  name: "step-scores",
  title: "Step scores of a search",
  group: "process-labels",
  seenWith: "OpenGVLab/InternVL@2410d1d (read)",
  needs: ["step-scores"],
  write: (input) =>
    planOf(
      input,
      input.lines.map((line) => rowOf(line, input)),
      {
        files: (rows) => [{ kind: "text", path: "step-scores.jsonl", text: jsonLines(rows) }],
        pictures: "files",
        settings: () => [
          {
            text: "mc_threshold=0.0",
            why: "VisualPRM calls a step good whose score is above it; scores of a reward or a likelihood want another one.",
          },
        ],
      },
    ),
};

function rowOf(line: ExportLine, input: ExportInput): Made<StepScoresRow> {
  const steps = processSteps(line);
  if (steps.length === 0) return leftOut(line, "no-words-of-model");
  const { scored, rest } = groupsOf(steps, line);
  const [first] = scored;
  if (!first) return leftOut(line, "no-step-scores");
  const other = scored.find(({ score }) => score.by !== first.score.by);
  if (other) return leftOut(line, "judges-differ", null, `${first.score.by}, ${other.score.by}`);
  const images = [
    ...imagesIn(questionTurns(line)),
    ...scored.flatMap((each) => each.steps.flatMap(({ shown }) => shown)),
  ];
  const flaw = flawOfPictures(line, images, input);
  if (flaw) return { kind: "left-out", told: flaw };
  const changed: Told[] = rest === null ? [] : [tell(line, "steps-after-cut", rest.step)];
  const safe = (text: string): string => {
    const words = safeWords(text, "internvl");
    if (words.broken) changed.push(tell(line, "placeholder-broken"));
    return words.text;
  };
  const row: StepScoresRow = {
    ...imageField(images),
    question: `${opening(imagesIn(questionTurns(line)))}${safe(line.question)}`,
    answer_gt: line.reference?.answer ?? null,
    steps_with_score: scored.map(({ steps: held, score: { score, visits } }) => ({
      // Each picture stands before the words that follow it, not before all of the node's.
      step: held.map(({ told, text, shown }) => `${opening(shown)}${safe(toldWords(told) + text.trim())}`).join("\n"),
      score,
      visits,
    })),
    judge: first.score.by,
  };
  const words = [row.question, ...row.steps_with_score.map(({ step }) => step)].join("\n");
  return { kind: "row", row, images, lengths: lengthsOf(words, images, input), changed };
}

const opening = (images: readonly ImageId[]): string => images.map(() => "<image>\n").join("");

function groupsOf(
  steps: readonly ProcessStep[],
  { scores }: ExportLine,
): { readonly scored: readonly ScoredSteps[]; readonly rest: ProcessStep | null } {
  const scored: ScoredSteps[] = [];
  let held: ProcessStep[] = [];
  for (const step of steps) {
    held.push(step);
    const score = scores.get(step.step);
    if (score === undefined) continue;
    scored.push({ steps: held, score });
    held = [];
  }
  return { scored, rest: held[0] ?? null };
}

const toldWords = (told: string): string => (told.trim() === "" ? "" : `${told.trim()}\n`);
