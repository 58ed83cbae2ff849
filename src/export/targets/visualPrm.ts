import type { ImageId } from "../../action";
import { isGoodStep } from "../../scoring";
import type { ExportInput, ExportLine } from "../contract/form";
import type { ExportTarget } from "../contract/target";
import type { Told } from "../contract/told";
import { type LabelledStep, labelledSteps } from "../rows/labels";
import { imagesIn } from "../rows/messages";
import { jsonLines, picturePath, planOf } from "../rows/plan";
import { flawOfPictures, lengthsOf, type Made, tell } from "../rows/row";
import { isTold, questionTurns } from "../rows/trim";
import { safeWords } from "../rows/words";

/** One line of a VisualPRM400K file. */
interface VisualPrmRow {
  readonly id: number;
  /** A path, or several; none for words alone. */
  readonly image?: string | readonly string[];
  readonly conversations: readonly { readonly from: "human" | "gpt"; readonly value: string }[];
}

/**
 * InternVL's process reward data (OpenGVLab/InternVL@2410d1d, `visualprm_data_pipeline_postprocess.py`): each step is
 * said by the human and answered with + or −. Its loader puts pictures where `<image>` stands in any human turn
 * (`train/dataset.py`, `preprocess_internvl2_5`), so that what a step was shown stands before the step. Pictures are a
 * list, also one: of a single path the loader looks for `<image>` in the first turn alone, and puts one into the system's.
 */
export const visualPrm: ExportTarget = {
  name: "visualprm",
  title: "VisualPRM",
  group: "process-labels",
  seenWith: "OpenGVLab/InternVL@2410d1d",
  needs: ["verdicts"],
  write: (input) =>
    planOf(
      input,
      input.lines.map((line, i) => rowOf(line, i, input)),
      {
        files: (rows, images) => [
          { kind: "text", path: "visualprm.jsonl", text: jsonLines(rows) },
          metaFile("visualprm", "visualprm.jsonl", rows.length, images.length),
        ],
        pictures: "files",
        settings: () => [
          {
            text: "PRM_SYSTEM_PROMPT as a first turn {from: system}",
            why: "VisualPRM was trained with it (tools/reasoning_data_pipeline/utils/constants.py); without one the template's own goes first.",
          },
        ],
      },
    ),
};

/** The entry of a file in the list of sets that InternVL's trainers read. */
export const metaFile = (name: string, annotation: string, rowCount: number, pictureCount: number) =>
  ({
    kind: "text",
    path: "meta.json",
    text: `${JSON.stringify(
      {
        [name]: {
          root: ".",
          annotation,
          data_augment: false,
          max_dynamic_patch: pictureCount > 0 ? 6 : 1,
          repeat_time: 1,
          length: rowCount,
        },
      },
      null,
      2,
    )}\n`,
  }) as const;

function rowOf(line: ExportLine, id: number, input: ExportInput): Made<VisualPrmRow> {
  const steps = labelledSteps(line, "not-wrong");
  if (isTold(steps)) return { kind: "left-out", told: steps };
  const images = [...imagesIn(questionTurns(line)), ...steps.flatMap(({ shown }) => shown)];
  const flaw = flawOfPictures(line, images, input);
  if (flaw) return { kind: "left-out", told: flaw };
  const changed: Told[] = [];
  const safe = (text: string, step: LabelledStep | null): string => {
    const words = safeWords(text, "internvl");
    if (words.broken) changed.push(tell(line, "placeholder-broken", step?.step ?? null));
    return words.text;
  };
  const conversations = steps.flatMap((step, i) => {
    const asked =
      i === 0
        ? `${opening(imagesIn(questionTurns(line)))}### Question:\n${safe(line.question, null)}\n\n### Solution Process:\n`
        : "";
    const told = step.told.trim() === "" ? "" : `${safe(step.told.trim(), step)}\n`;
    const value = `${asked}${opening(step.shown)}${told}${safe(step.text.trim(), step)}`;
    return [
      { from: "human", value },
      { from: "gpt", value: isGoodStep(step.rating, "prm800k") ? "+" : "-" },
    ] as const;
  });
  return {
    kind: "row",
    row: { id, ...(images.length > 0 ? { image: images.map(picturePath) } : {}), conversations },
    images,
    lengths: lengthsOf(conversations.map(({ value }) => value).join("\n"), images, input),
    changed,
  };
}

const opening = (images: readonly ImageId[]): string => images.map(() => "<image>\n").join("");

/** One picture is a path and several are a list, as InternVL's loaders tell the two apart. */
export const imageField = (images: readonly ImageId[]): { readonly image?: string | readonly string[] } => {
  const paths = images.map(picturePath);
  const [first] = paths;
  return first === undefined ? {} : { image: paths.length === 1 ? first : paths };
};
