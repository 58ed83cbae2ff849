import type { ExportInput } from "../contract/form";
import type { ExportTarget } from "../contract/target";
import { type Columns, rowByPaths, type TableRow } from "../parquet/columns";
import { parquetFile } from "../parquet/parquetFile";
import { flawOfProblem } from "../rows/keep";
import { stringTurns } from "../rows/messages";
import { picturePath, planOf } from "../rows/plan";
import { type ProblemRollouts, problemsOf } from "../rows/problems";
import { flawOfPictures, lengthsOf, type Made, totalOf } from "../rows/row";
import { questionTurns } from "../rows/trim";

/** As verl's `RLHFDataset` reads them. Bytes of pictures are filled: with a path alone none is opened. */
const COLUMNS: Columns = {
  data_source: { kind: "string" },
  prompt: {
    kind: "list",
    of: { kind: "struct", fields: { role: { kind: "string" }, content: { kind: "string" } } },
  },
  images: { kind: "list", of: { kind: "picture" } },
  ability: { kind: "string" },
  reward_model: { kind: "struct", fields: { style: { kind: "string" }, ground_truth: { kind: "string" } } },
  extra_info: {
    kind: "struct",
    fields: {
      split: { kind: "string" },
      index: { kind: "integer" },
      question: { kind: "string" },
      answer: { kind: "string" },
      trace: { kind: "string" },
    },
  },
};

/** Problems as prompts for reinforcement learning, one row each. */
export const verl: ExportTarget = {
  name: "verl",
  title: "verl RL prompts",
  group: "training",
  seenWith: "verl 0.9.1",
  needs: ["right-answer"],
  write: (input) =>
    planOf(
      input,
      problemsOf(input.lines).map((problem, i) => rowOf(problem, i, input)),
      {
        files: (rows, images) => [parquetFile("train.parquet", COLUMNS, rows, images)],
        pictures: "within",
        preview: rowByPaths,
        settings: (longest) => [
          {
            text: `data.max_prompt_length=${totalOf(longest)}  # at least, by estimate`,
            why: "With the default of 1024 longer rows are filtered out; so are rows that fail, which are only printed: compare the number of rows.",
          },
          { text: "data.image_key=images data.prompt_key=prompt", why: "The columns of this file." },
        ],
      },
    ),
};

function rowOf({ lines: [line] }: ProblemRollouts, index: number, input: ExportInput): Made<TableRow> {
  const flaw = flawOfProblem(line, input);
  if (flaw) return { kind: "left-out", told: flaw };
  const { turns, images, words, changed } = stringTurns(line, questionTurns(line), "verl");
  const flawOfImages = flawOfPictures(line, images, input);
  if (flawOfImages) return { kind: "left-out", told: flawOfImages };
  const answer = line.reference?.answer ?? "";
  return {
    kind: "row",
    row: {
      data_source: "sightline",
      prompt: turns.map(({ role, text }) => ({ role, content: text })),
      images: images.map((picture) => ({ picture, path: picturePath(picture) })),
      ability: "visual-reasoning",
      reward_model: { style: "rule", ground_truth: answer },
      extra_info: { split: "train", index, question: line.question, answer, trace: line.trace.id },
    },
    images,
    lengths: lengthsOf(words, images, input),
    changed,
  };
}
