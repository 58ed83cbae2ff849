import { createRng } from "../../base";
import type { ExportInput, ExportLine } from "../contract/form";
import type { ExportTarget } from "../contract/target";
import type { Told } from "../contract/told";
import { imagesIn, stringTurns } from "../rows/messages";
import { jsonLines, planOf } from "../rows/plan";
import { wordsOf } from "../rows/preferences";
import { isIntervened, isRightResponse, problemsOf } from "../rows/problems";
import { flawOfPictures, lengthsOf, type Made, tell } from "../rows/row";
import { questionTurns } from "../rows/trim";
import { imageField, metaFile } from "./visualPrm";

// Mixed preference optimisation of InternVL (arXiv 2411.10442; OpenGVLab/InternVL@2410d1d): one question, a right and a
// wrong response to it. Its trainer reads image, question, chosen and rejected (`internvl_chat_mpo.py`).

interface PairRow {
  readonly image?: string | readonly string[];
  readonly question: string;
  readonly chosen: string;
  readonly rejected: string;
  readonly answer_gt: string | null;
}

/** `correctness`: one is right. `dropout`: one was gone on with without the picture. */
interface Pair {
  readonly by: "correctness" | "dropout";
  readonly row: PairRow;
}

/** Published sets take so many pairs of one question (`mmpr_data_pipeline_correctness_postprocess.py`). */
const MOST_PAIRS = 15;
/** The part of a response that DropoutNTP keeps (`mmpr_data_pipeline_dropout_ntp.py`, start_ratio). */
const KEPT_PART = 0.5;

export const mmpr: ExportTarget = {
  name: "mmpr",
  title: "MPO / MMPR",
  group: "training",
  seenWith: "OpenGVLab/InternVL@2410d1d",
  needs: ["right-answer", "rollouts"],
  write(input) {
    const { whole, leftOut } = singleResponses(input);
    const found = problemsOf(whole).map(({ lines }) => pairsAmong(lines, input));
    return planOf(
      input,
      found.flatMap(({ made }) => made),
      {
        files: (rows, images) => filesOf(rows, images.length),
        pictures: "files",
        settings: () => [
          {
            text: 'DPOConfig(loss_type=["sigmoid","bco_pair","sft"], loss_weights=[0.8,0.2,1.0])',
            why: "The weights of the paper, where the pairs are trained with TRL; its bco_pair has no moving average.",
          },
        ],
        leftOut: [...leftOut, ...found.flatMap(({ told }) => told)],
        preview: ({ row }) => row,
      },
    );
  },
};

/** The format holds one question and one response, so a line that was shown something in between is none. */
function singleResponses({ lines }: ExportInput): {
  readonly whole: readonly ExportLine[];
  readonly leftOut: readonly Told[];
} {
  const isWhole = ({ turns }: ExportLine): boolean => turns.filter(({ role }) => role === "assistant").length === 1;
  return {
    whole: lines.filter(isWhole),
    leftOut: lines.filter((line) => !isWhole(line)).map((line) => tell(line, "shown-midway")),
  };
}

interface Pairs {
  readonly made: readonly Made<Pair>[];
  readonly told: readonly Told[];
}

function pairsAmong(lines: readonly [ExportLine, ...ExportLine[]], input: ExportInput): Pairs {
  const seen = lines.filter((line) => !isIntervened(line));
  const right = seen.filter((line) => isRightResponse(line) === true);
  const wrong = seen.filter((line) => isRightResponse(line) === false);
  const dropped = right.flatMap((chosen) =>
    lines.filter((line) => isGoneOnBlindly(chosen, line)).map((line) => [chosen, line] as const),
  );
  const told: Told[] = [];
  const all = right.flatMap((chosen) =>
    wrong.flatMap((rejected) => {
      if (!holdsAnswer(rejected, chosen)) return [[chosen, rejected] as const];
      told.push(tell(rejected, "answer-within-answer"));
      return [];
    }),
  );
  const some = sampled(all, lines[0].question);
  if (right.length === 0) told.push(tell(lines[0], "no-right-response"));
  else if (wrong.length + dropped.length === 0) told.push(tell(lines[0], "no-wrong-response"));
  if (some.length < all.length) told.push(tell(lines[0], "pairs-beyond-limit", null, String(all.length - some.length)));
  return {
    made: [
      ...some.map(([chosen, rejected]) => pairOf("correctness", chosen, rejected, input)),
      ...dropped.map(([chosen, rejected]) => pairOf("dropout", chosen, rejected, input)),
    ],
    told,
  };
}

/** Whether the wrong answer holds the right one, in whatever case. */
const holdsAnswer = (wrong: ExportLine, right: ExportLine): boolean =>
  (wrong.answer ?? "").toLowerCase().includes((right.answer ?? "").toLowerCase().trim());

/** At most so many, drawn by a chance that the question alone decides. */
function sampled<T>(all: readonly T[], seed: string): readonly T[] {
  if (all.length <= MOST_PAIRS) return all;
  const rng = createRng(`mmpr/${seed}`);
  const order = all.map((pair, i) => ({ pair, i, at: rng.next() })).sort((a, b) => a.at - b.at || a.i - b.i);
  return order.slice(0, MOST_PAIRS).map(({ pair }) => pair);
}

/** A response that begins as the chosen one does and was gone on with while the question's pictures were withheld. */
function isGoneOnBlindly(chosen: ExportLine, line: ExportLine): boolean {
  const problem = line.steps.findLast(({ body }) => body.kind === "problem");
  const isBlind = line.steps.some(({ generation }) =>
    generation?.conditions?.interventions.some(({ kind, step }) => kind === "withheld" && step === problem?.id),
  );
  const [right, blind] = [responseOf(chosen), responseOf(line)];
  return isBlind && right !== blind && firstWord(right) !== "" && firstWord(right) === firstWord(blind);
}

const firstWord = (response: string): string => /^\s*\S+/.exec(response)?.[0] ?? "";

const responseOf = ({ turns }: ExportLine): string =>
  turns.flatMap((turn) => (turn.role === "assistant" ? wordsOf(turn) : [])).join("");

function pairOf(by: Pair["by"], chosen: ExportLine, rejected: ExportLine, input: ExportInput): Made<Pair> {
  const asked = questionTurns(chosen).filter(({ role }) => role === "user");
  const images = imagesIn(asked);
  const flaw = flawOfPictures(chosen, images, input);
  if (flaw) return { kind: "left-out", told: flaw };
  const question = stringTurns(chosen, asked, "internvl");
  const [better, worse] = [chosen, rejected].map((line) =>
    stringTurns(
      line,
      line.turns.filter(({ role }) => role === "assistant"),
      "internvl",
    ),
  );
  if (!better || !worse) throw new Error(`A pair without responses: ${chosen.leaf}`);
  const row: PairRow = {
    ...imageField(images),
    question: question.turns.map(({ text }) => text).join("\n"),
    chosen: better.turns.map(({ text }) => text).join(""),
    rejected: worse.turns.map(({ text }) => text).join(""),
    answer_gt: chosen.reference?.answer ?? null,
  };
  const hasInstructions = chosen.turns[0]?.role === "system";
  return {
    kind: "row",
    row: { by, row },
    images,
    lengths: lengthsOf([row.question, row.chosen].join("\n"), images, input),
    changed: [
      ...(hasInstructions ? [tell(chosen, "instructions-dropped")] : []),
      ...question.changed,
      ...better.changed,
      ...worse.changed,
    ],
  };
}

/** Pairs by correctness, pairs by DropoutNTP, and the beginnings from which a model makes more of these without the picture. */
function filesOf(rows: readonly Pair[], pictureCount: number) {
  const byKind = (kind: Pair["by"]): readonly PairRow[] => rows.flatMap(({ by, row }) => (by === kind ? row : []));
  const [pairs, dropped] = [byKind("correctness"), byKind("dropout")];
  const done = new Set(dropped.map(({ chosen }) => chosen));
  const beginnings = [...new Map(pairs.map((row) => [row.chosen, row])).values()]
    .filter(({ chosen }) => !done.has(chosen))
    .map(({ rejected: _, ...row }) => ({ ...row, prefix: beginningOf(row.chosen) }));
  return [
    ...(pairs.length === 0 ? [] : [{ kind: "text", path: "mmpr.jsonl", text: jsonLines(pairs) } as const]),
    ...(dropped.length === 0
      ? []
      : [{ kind: "text", path: "mmpr_dropout_ntp.jsonl", text: jsonLines(dropped) } as const]),
    ...(beginnings.length === 0
      ? []
      : [{ kind: "text", path: "dropout_ntp_inputs.jsonl", text: jsonLines(beginnings) } as const]),
    metaFile("mmpr", "mmpr.jsonl", pairs.length, pictureCount),
  ];
}

/** The first half of its words, as the published code cuts them: at single blanks. */
export function beginningOf(response: string): string {
  const words = response.split(" ");
  return words
    .slice(0, Math.floor(words.length * KEPT_PART))
    .join(" ")
    .trim();
}
