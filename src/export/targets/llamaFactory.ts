import type { ImageId } from "../../action";
import { areaOf } from "../../geometry";
import type { ExportInput, ExportLine, ExportTurn } from "../contract/form";
import type { ExportFile, ExportTarget, Lengths, Setting } from "../contract/target";
import type { Told } from "../contract/told";
import { flawOfLine } from "../rows/keep";
import { stringTurns } from "../rows/messages";
import { picturePath, planOf } from "../rows/plan";
import { type Preference, preferencesIn } from "../rows/preferences";
import { flawOfPictures, lengthsOf, type Made, totalOf } from "../rows/row";
import { isTold, trimmed } from "../rows/trim";

// LLaMA-Factory 0.9.5, rows as its `sharegpt` formatting takes them: human or observation, then gpt, in turns. A call
// stays as words in a `gpt` turn: as `function_call` any word beside it would end the run.

const SEEN_WITH = "llamafactory 0.9.5";

type From = "system" | "human" | "observation" | "gpt";

export interface ShareTurn {
  readonly from: From;
  readonly value: string;
}

export interface ShareRow {
  readonly conversations: readonly ShareTurn[];
  readonly images: readonly string[];
}

/** Turns in the words of this reader, with what each is called. */
export function shareTurns(line: ExportLine, turns: readonly ExportTurn[]) {
  const worded = stringTurns(line, turns, "llama-factory");
  return {
    ...worded,
    turns: worded.turns.map(({ text }, i): ShareTurn => ({ from: fromOf(line, turns[i]), value: text })),
  };
}

function fromOf({ steps }: ExportLine, turn: ExportTurn | undefined): From {
  if (turn?.role !== "user") return turn?.role === "system" ? "system" : "gpt";
  const asked = new Set(turn.parts.map(({ step }) => step));
  return steps.some(({ id, body }) => body.kind === "problem" && asked.has(id)) ? "human" : "observation";
}

/** A line's turns as a row, or why they are none. */
export function shareRow(
  line: ExportLine,
  turns: readonly ExportTurn[],
  input: ExportInput,
  before: readonly Told[],
): Made<ShareRow> {
  const { turns: conversations, images, words, changed } = shareTurns(line, turns);
  const flaw = flawOfPictures(line, images, input);
  if (flaw) return { kind: "left-out", told: flaw };
  return {
    kind: "row",
    row: { conversations, images: images.map(picturePath) },
    images,
    lengths: lengthsOf(words, images, input),
    changed: [...before, ...changed],
  };
}

/** The rows and the entry by which the trainer finds them: without the column `images` no picture is taken. */
export const shareFiles = (name: string, rows: readonly object[], ranking: boolean): readonly ExportFile[] => [
  { kind: "text", path: `${name}.json`, text: `${JSON.stringify(rows, null, 1)}\n` },
  {
    kind: "text",
    path: "dataset_info.json",
    text: `${JSON.stringify({ [name]: infoOf(`${name}.json`, ranking) }, null, 2)}\n`,
  },
];

const infoOf = (file: string, ranking: boolean) => ({
  file_name: file,
  formatting: "sharegpt",
  ...(ranking ? { ranking: true } : {}),
  columns: {
    messages: "conversations",
    ...(ranking ? { chosen: "chosen", rejected: "rejected" } : {}),
    images: "images",
  },
});

/** Pictures with more pixels are made smaller before the processor sees them; boxes in the words stay as they are. */
const PIXELS_KEPT = 589_824;

/** Pictures with a shorter side are stretched on that side alone. */
const LEAST_SIDE = 28;

/** What the trainer has to be told for these rows. */
export const shareSettings =
  (name: string, input: ExportInput) =>
  (longest: Lengths, images: readonly ImageId[]): readonly Setting[] => {
    const sizes = images.flatMap((image) => input.pictures.get(image) ?? []);
    const largest = Math.max(0, ...sizes.map(areaOf));
    const short = sizes.filter(({ width, height }) => Math.min(width, height) < LEAST_SIDE);
    return [
      {
        text: `dataset_dir: …  dataset: ${name}`,
        why: "dataset_info.json of this folder names the rows; pictures are looked for beside it.",
      },
      {
        text: `cutoff_len: ${roundUp(totalOf(longest))}`,
        why: "The default of 2048 cuts inside turns and leaves the list of pictures whole. This is an estimate; give more rather than less.",
      },
      ...(largest > PIXELS_KEPT
        ? [
            {
              text: `image_max_pixels: ${largest}`,
              why: `Pictures above ${PIXELS_KEPT} pixels are made smaller, and boxes in the words are not.`,
            },
          ]
        : []),
      ...(short.length > 0
        ? [
            {
              text: `# pictures with a side under ${LEAST_SIDE} pixels: ${short.length}`,
              why: "They are stretched on that side alone, so that what they show is out of shape: leave out rows with smaller crops where that matters.",
            },
          ]
        : []),
      {
        text: "template: the model's own",
        why: "qwen3_vl and qwen3_5 put an empty thought with loss before turns that have none.",
      },
    ];
  };

/** A quarter more than the estimate, in steps of 256. */
const roundUp = (tokens: number): number => Math.ceil((tokens * 1.25) / 256) * 256;

const SFT = "sightline_sft";

const sft: ExportTarget = {
  name: "llamafactory-sft",
  title: "LLaMA-Factory SFT",
  group: "training",
  seenWith: SEEN_WITH,
  needs: ["right-answer"],
  write: (input) =>
    planOf(
      input,
      input.lines.map((line): Made<ShareRow> => {
        const flaw = flawOfLine(line, input);
        if (flaw) return { kind: "left-out", told: flaw };
        const cut = trimmed(line);
        return isTold(cut) ? { kind: "left-out", told: cut } : shareRow(line, cut.turns, input, cut.changed);
      }),
      { files: (rows) => shareFiles(SFT, rows, false), pictures: "files", settings: shareSettings(SFT, input) },
    ),
};

const RANKING = "sightline_ranking";

interface RankingRow extends ShareRow {
  /** One turn each; a list would be dropped. */
  readonly chosen: ShareTurn;
  readonly rejected: ShareTurn;
}

const ranking: ExportTarget = {
  name: "llamafactory-ranking",
  title: "LLaMA-Factory DPO",
  group: "training",
  seenWith: SEEN_WITH,
  needs: ["branches"],
  write(input) {
    const { pairs, leftOut } = preferencesIn(input);
    return planOf(
      input,
      pairs.map((pair) => rankingRow(pair, input)),
      {
        files: (rows) => shareFiles(RANKING, rows, true),
        pictures: "files",
        settings: shareSettings(RANKING, input),
        leftOut,
      },
    );
  },
};

function rankingRow(pair: Preference, input: ExportInput): Made<RankingRow> {
  const made = shareRow(pair.chosen, [...pair.prompt, pair.chosenTurn], input, []);
  if (made.kind === "left-out") return made;
  const {
    turns: [rejected],
    changed,
  } = shareTurns(pair.rejected, [pair.rejectedTurn]);
  const chosen = made.row.conversations.at(-1);
  if (!chosen || !rejected) throw new Error(`A pair without turns: ${pair.chosen.leaf}`);
  const row = { conversations: made.row.conversations.slice(0, -1), chosen, rejected, images: made.row.images };
  return { ...made, row, changed: [...made.changed, ...changed] };
}

export const LLAMA_FACTORY_TARGETS: readonly ExportTarget[] = [sft, ranking];
