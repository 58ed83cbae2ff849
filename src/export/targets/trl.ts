import type { ImageId } from "../../action";
import type { ExportInput, ExportLine, ExportTurn } from "../contract/form";
import type { ExportTarget, Lengths, Setting } from "../contract/target";
import type { Told } from "../contract/told";
import { flawOfLine, flawOfProblem } from "../rows/keep";
import { type TypedTurn, typedTurns } from "../rows/messages";
import { firstTime, movesOf, ratingOf } from "../rows/moves";
import { jsonLines, picturePath, planOf } from "../rows/plan";
import { type Preference, preferencesIn } from "../rows/preferences";
import { problemsOf } from "../rows/problems";
import { flawOfPictures, leftOut, lengthsOf, type Made, totalOf } from "../rows/row";
import { isTold, questionTurns, trimmed } from "../rows/trim";

// TRL 1.16.0 with transformers 5.23.0 and datasets 5.2.0. Rows lie in `metadata.jsonl` beside their pictures, which
// `load_dataset("imagefolder")` puts into the column `images`. Content is always a list of parts: with plain strings all
// pictures would go before the first words. What was shown comes back in turns of the user's, since placeholders in tool
// turns are neither counted nor filled.

const SEEN_WITH = "trl 1.16.0";

/** What every row says of where it came from; trainers drop columns that they do not know. */
interface Origin {
  readonly trace: string;
  readonly line: string;
}

interface Pictured extends Origin {
  readonly images_file_names: readonly string[];
}

const MAX_LENGTH: Setting = {
  text: "max_length=None",
  why: "The default of 1024 tokens cuts longer rows without a word, and a row whose answer is cut away trains nothing.",
};

const longestSetting = (longest: Lengths): Setting => ({
  text: `# longest row: about ${totalOf(longest)} tokens`,
  why: `About ${longest.textTokens} of them are words and ${longest.pictureTokens} are pictures, as Qwen2.5-VL counts them.`,
});

const LOADING: Setting = {
  text: 'load_dataset("imagefolder", data_dir="…", split="train")',
  why: "The pictures lie beside metadata.jsonl and become the column images, in the order of their placeholders.",
};

const LOADING_WORDS: Setting = {
  text: 'load_dataset("json", data_files="metadata.jsonl", split="train")',
  why: "No row has a picture, and imagefolder takes no folder without one (datasets 5.2.0).",
};

const loadingOf = (images: readonly ImageId[]): Setting => (images.length === 0 ? LOADING_WORDS : LOADING);

const settingsWith =
  (...own: readonly Setting[]) =>
  (longest: Lengths, images: readonly ImageId[]): readonly Setting[] => [
    loadingOf(images),
    MAX_LENGTH,
    ...own,
    longestSetting(longest),
  ];

/** Turns as a row's columns, or why their pictures would not load. */
function asRow<Row extends object>(
  line: ExportLine,
  turns: readonly ExportTurn[],
  input: ExportInput,
  build: (typed: readonly TypedTurn[], pictured: Pictured) => Row,
  before: readonly Told[] = [],
): Made<Row> {
  const { turns: typed, images, words, changed } = typedTurns(line, turns);
  const flaw = flawOfPictures(line, images, input);
  if (flaw) return { kind: "left-out", told: flaw };
  return {
    kind: "row",
    row: build(typed, pictured(line, images)),
    images,
    lengths: lengthsOf(words, images, input),
    changed: [...before, ...changed],
  };
}

const pictured = (line: ExportLine, images: readonly ImageId[]): Pictured => ({
  images_file_names: images.map(picturePath),
  trace: line.trace.id,
  line: line.leaf,
});

const asFolder = (rows: readonly object[]) =>
  [{ kind: "text", path: "metadata.jsonl", text: jsonLines(rows) }] as const;

interface SftRow extends Pictured {
  readonly messages: readonly TypedTurn[];
}

const sft: ExportTarget = {
  name: "trl-sft",
  title: "TRL SFT",
  group: "training",
  seenWith: SEEN_WITH,
  needs: ["right-answer"],
  write: (input) =>
    planOf(
      input,
      input.lines.map((line) => sftRow(line, input)),
      {
        files: asFolder,
        pictures: "files",
        settings: settingsWith(
          {
            text: "assistant_only_loss=True",
            why: "Otherwise every token has loss, those of questions, of what was shown and of pictures too.",
          },
          {
            text: "# no packing, no padding_free, no truncation_mode=keep_end",
            why: "Rows with pictures are neither packed nor cut at their beginning (read in the trainer's source).",
          },
        ),
      },
    ),
};

/** A kept line as one row; also what the parquet of `datasets` holds. */
export function sftRow(line: ExportLine, input: ExportInput): Made<SftRow> {
  const flaw = flawOfLine(line, input);
  if (flaw) return { kind: "left-out", told: flaw };
  const cut = trimmed(line);
  if (isTold(cut)) return { kind: "left-out", told: cut };
  return asRow(line, cut.turns, input, (messages, rest): SftRow => ({ messages, ...rest }), cut.changed);
}

interface StepRow extends Pictured {
  readonly prompt: readonly TypedTurn[];
  readonly completion: readonly TypedTurn[];
}

/** One turn of the model's behind all that it was shown. Pictures of the completion would be impossible, and there are none. */
const stepRow = (line: ExportLine, index: number, input: ExportInput): Made<StepRow> =>
  asRow(line, line.turns.slice(0, index + 1), input, (typed, rest) => ({
    prompt: typed.slice(0, -1),
    completion: typed.slice(-1),
    ...rest,
  }));

const sftStep: ExportTarget = {
  name: "trl-sft-step",
  title: "TRL SFT, one row a step",
  group: "training",
  seenWith: SEEN_WITH,
  needs: ["right-answer"],
  write(input) {
    const once = firstTime();
    const made = input.lines.flatMap((line): readonly Made<StepRow>[] => {
      const flaw = flawOfLine(line, input);
      // A turn that was judged right stands by itself, whatever became of its line.
      const moves = movesOf(line).filter(({ steps }) => !flaw || ratingOf(steps, line) === "correct");
      const rows = moves.filter(({ steps }) => once(line, steps)).map(({ index }) => stepRow(line, index, input));
      return flaw && moves.length === 0 ? [{ kind: "left-out", told: flaw }] : rows;
    });
    return planOf(input, made, { files: asFolder, pictures: "files", settings: settingsWith() });
  },
};

interface DpoRow extends Pictured {
  readonly prompt: readonly TypedTurn[];
  readonly chosen: readonly TypedTurn[];
  readonly rejected: readonly TypedTurn[];
  readonly basis: Preference["basis"];
}

const dpo: ExportTarget = {
  name: "trl-dpo",
  title: "TRL DPO",
  group: "training",
  seenWith: SEEN_WITH,
  needs: ["branches"],
  write(input) {
    const { pairs, leftOut: undecided } = preferencesIn(input);
    return planOf(
      input,
      pairs.map((pair) => dpoRow(pair, input)),
      {
        files: asFolder,
        pictures: "files",
        settings: settingsWith(),
        leftOut: undecided,
      },
    );
  },
};

function dpoRow(pair: Preference, input: ExportInput): Made<DpoRow> {
  const { chosen: line, prompt, basis } = pair;
  const rejected = typedTurns(pair.rejected, [pair.rejectedTurn]);
  const build = (typed: readonly TypedTurn[], rest: Pictured): DpoRow => ({
    prompt: typed.slice(0, -1),
    chosen: typed.slice(-1),
    rejected: rejected.turns,
    basis,
    ...rest,
  });
  return asRow(line, [...prompt, pair.chosenTurn], input, build, rejected.changed);
}

interface KtoRow extends StepRow {
  readonly label: boolean;
}

const kto: ExportTarget = {
  name: "trl-kto",
  title: "TRL KTO",
  group: "training",
  seenWith: SEEN_WITH,
  needs: ["verdicts"],
  write(input) {
    const once = firstTime();
    const made = input.lines.flatMap((line) => {
      if (line.ratings.size === 0 && line.firstError === null) return [leftOut(line, "no-verdicts")];
      return movesOf(line)
        .filter(({ steps }) => once(line, steps))
        .map(({ steps, index }) => ktoRow(line, steps, index, input));
    });
    return planOf<KtoRow>(input, made, {
      files: asFolder,
      pictures: "files",
      settings: (longest, images, rows) => [...settingsWith()(longest, images), ...labelSettings(rows)],
    });
  },
};

/** Nothing where both labels occur. */
function labelSettings(rows: readonly KtoRow[]): readonly Setting[] {
  const [label, other] = new Set(rows.map((row) => row.label));
  if (label === undefined || other !== undefined) return [];
  const missing = label ? "wrong" : "correct";
  return [
    {
      text: `# every row is labelled ${label}`,
      why: `KTO weighs rows that are wanted against rows that are not: judge some steps ${missing}, or add such rows.`,
    },
  ];
}

function ktoRow(
  line: ExportLine,
  steps: ReturnType<typeof movesOf>[number]["steps"],
  index: number,
  input: ExportInput,
): Made<KtoRow> {
  const rating = ratingOf(steps, line);
  const code = FLAWS[rating];
  if (code !== null) return leftOut(line, code, steps.at(-1) ?? null);
  const made = stepRow(line, index, input);
  return made.kind === "row" ? { ...made, row: { ...made.row, label: rating === "correct" } } : made;
}

/** A step that neither helps nor harms is neither wanted nor unwanted. */
const FLAWS = {
  correct: null,
  wrong: null,
  neutral: "step-neutral",
  unsure: "step-unsure",
  disputed: "raters-disagree",
  unjudged: "step-unjudged",
} as const;

interface PromptRow extends Pictured {
  readonly prompt: readonly TypedTurn[];
  /** What reward functions are handed. */
  readonly solution: string;
}

const grpo: ExportTarget = {
  name: "trl-grpo",
  title: "TRL GRPO prompts",
  group: "training",
  seenWith: SEEN_WITH,
  needs: ["right-answer"],
  write(input) {
    const made = problemsOf(input.lines).map(({ lines: [line] }): Made<PromptRow> => {
      const told = flawOfProblem(line, input);
      if (told) return { kind: "left-out", told };
      const solution = line.reference?.answer ?? "";
      return asRow(line, questionTurns(line), input, (prompt, rest): PromptRow => ({ prompt, solution, ...rest }));
    });
    return planOf(input, made, { files: asFolder, pictures: "files", settings: promptSettings });
  },
};

const promptSettings = (longest: Lengths, images: readonly ImageId[]): readonly Setting[] => [
  loadingOf(images),
  longestSetting(longest),
  {
    text: "log_completions=False",
    why: "With tools that give pictures, the first log ends the run: its column cannot hold words and lists of parts.",
  },
];

/** TRL's targets whose rows hold pictures. */
export const TRL_TARGETS: readonly ExportTarget[] = [sft, sftStep, dpo, kto, grpo];
