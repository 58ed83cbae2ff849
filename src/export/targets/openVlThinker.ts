import type { StepBody } from "../../trace";
import type { ExportInput, ExportLine, ExportPart, ExportTurn } from "../contract/form";
import type { ExportTarget } from "../contract/target";
import type { Told } from "../contract/told";
import { type Columns, rowByPaths, type TableRow } from "../parquet/columns";
import { parquetFile } from "../parquet/parquetFile";
import { flawOfLine, flawOfProblem } from "../rows/keep";
import { stringTurns } from "../rows/messages";
import { picturePath, planOf } from "../rows/plan";
import { type ProblemRollouts, problemsOf } from "../rows/problems";
import { flawOfPictures, leftOut, lengthsOf, type Made, tell, totalOf } from "../rows/row";
import { isTold, questionTurns, trimmed } from "../rows/trim";
import { type ShareRow, shareFiles, shareRow, shareSettings } from "./llamaFactory";

// One round of OpenVLThinker (arXiv 2503.17352; yihedeng9/OpenVLThinker@6997b47): words for supervised training of the
// base model from the shortest right chain of each problem, cut where it begins to doubt itself, and prompts for
// reinforcement learning that are neither too easy nor too hard.

const NAME = "sightline_round";

/** Where a chain begins to doubt itself; the paper names these. */
const DOUBT = /\b(?:But wait\b|Wait,|But the question\b)/;

/** What EasyR1's dataset reads (`train/easyr1/examples/config.yaml`). */
const COLUMNS: Columns = {
  problem: { kind: "string" },
  answer: { kind: "string" },
  images: { kind: "list", of: { kind: "picture" } },
};

type RoundRow = { readonly for: "sft"; readonly row: ShareRow } | { readonly for: "rl"; readonly row: TableRow };

export const openVlThinker: ExportTarget = {
  name: "openvlthinker-round",
  title: "OpenVLThinker round",
  group: "training",
  seenWith: "llamafactory 0.9.5, yihedeng9/OpenVLThinker@6997b47 (read)",
  needs: ["right-answer", "rollouts"],
  write(input) {
    const made = problemsOf(input.lines).flatMap((problem) => [...sftRows(problem, input), rlRow(problem, input)]);
    return planOf(input, made, {
      files: (rows, images) => [
        ...shareFiles(
          NAME,
          rows.flatMap((each) => (each.for === "sft" ? [each.row] : [])),
          false,
        ),
        ...rlFiles(rows, images),
      ],
      pictures: "files",
      settings: (longest, images) => [
        ...shareSettings(NAME, input)(longest, images),
        {
          text: `data.max_prompt_length: ${totalOf(longest)}  # for rl.parquet, by estimate`,
          why: "EasyR1 filters longer prompts out.",
        },
        {
          text: "data.prompt_key: problem  data.answer_key: answer  data.image_key: images",
          why: "The columns of rl.parquet.",
        },
      ],
      preview: (each) => (each.for === "sft" ? each.row : rowByPaths(each.row)),
    });
  },
};

function rlFiles(rows: readonly RoundRow[], images: Parameters<typeof parquetFile>[3]) {
  const prompts = rows.flatMap((each) => (each.for === "rl" ? [each.row] : []));
  return prompts.length === 0 ? [] : [parquetFile("rl.parquet", COLUMNS, prompts, images)];
}

/** The shortest of the lines that are kept, and why each of the others is none. */
function sftRows({ lines }: ProblemRollouts, input: ExportInput): readonly Made<RoundRow>[] {
  const flaws = lines.map((line) => flawOfLine(line, input));
  const kept = lines.filter((_, i) => flaws[i] === null);
  const shortest = kept.reduce<ExportLine | null>(
    (best, line) => (best && lengthOf(best) <= lengthOf(line) ? best : line),
    null,
  );
  return lines.map((line, i): Made<RoundRow> => {
    const flaw = flaws[i];
    if (flaw) return { kind: "left-out", told: flaw };
    return line === shortest ? sftRow(line, input) : leftOut(line, "longer-than-another");
  });
}

const lengthOf = ({ turns }: ExportLine): number =>
  turns.reduce((sum, { role, parts }) => sum + (role === "assistant" ? wordsIn(parts) : 0), 0);

const wordsIn = (parts: readonly ExportPart[]): number =>
  parts.reduce((sum, part) => sum + (part.kind === "picture" ? 0 : part.text.length), 0);

function sftRow(line: ExportLine, input: ExportInput): Made<RoundRow> {
  const cut = trimmed(line);
  if (isTold(cut)) return { kind: "left-out", told: cut };
  const changed: Told[] = [...cut.changed];
  const turns = cut.turns.map((turn) => withoutDoubts(turn, line, changed));
  const made = shareRow(line, turns, input, changed);
  return made.kind === "row" ? { ...made, row: { for: "sft", row: made.row } } : made;
}

/** The model's thoughts up to the first doubt in each; what is around their words stays. */
function withoutDoubts(turn: ExportTurn, { steps, ...line }: ExportLine, changed: Told[]): ExportTurn {
  if (turn.role !== "assistant") return turn;
  const parts = turn.parts.map((part): ExportPart => {
    const body = steps.find(({ id }) => id === part.step)?.body;
    if (part.kind !== "text" || body?.kind !== "thought") return part;
    const text = withoutDoubt(part.text, body);
    if (text !== part.text) changed.push(tell({ steps, ...line }, "reflection-cut", part.step));
    return { ...part, text };
  });
  return { ...turn, parts };
}

/** A thought that is nothing but doubt stays whole. */
function withoutDoubt(words: string, { text }: Extract<StepBody, { kind: "thought" }>): string {
  const at = words.indexOf(text);
  const doubt = DOUBT.exec(text)?.index ?? -1;
  const kept = text.slice(0, Math.max(0, doubt)).trimEnd();
  if (at === -1 || doubt === -1 || kept === "") return words;
  return words.slice(0, at) + kept + words.slice(at + text.length);
}

function rlRow({ lines: [line] }: ProblemRollouts, input: ExportInput): Made<RoundRow> {
  const flaw = flawOfProblem(line, input);
  if (flaw) return { kind: "left-out", told: flaw };
  const asked = questionTurns(line);
  const { turns, images, words, changed } = stringTurns(
    line,
    asked.filter(({ role }) => role === "user"),
    "verl",
  );
  if (images.length === 0) return leftOut(line, "no-picture");
  const flawOfImages = flawOfPictures(line, images, input);
  if (flawOfImages) return { kind: "left-out", told: flawOfImages };
  return {
    kind: "row",
    row: {
      for: "rl",
      row: {
        problem: turns.map(({ text }) => text).join("\n"),
        answer: line.reference?.answer ?? "",
        images: images.map((picture) => ({ picture, path: picturePath(picture) })),
      },
    },
    images,
    lengths: lengthsOf(words, images, input),
    changed: [...changed, ...(asked[0]?.role === "system" ? [tell(line, "instructions-dropped")] : [])],
  };
}
