import type { ImageId } from "../../action";
import { areaOf } from "../../geometry";
import type { StepId } from "../../trace";
import type { ExportInput, ExportLine } from "../contract/form";
import type { ReasonCode } from "../contract/reasons";
import type { Lengths } from "../contract/target";
import type { Told } from "../contract/told";

/** A row, or why there is none. */
export type Made<Row> =
  | {
      readonly kind: "row";
      readonly row: Row;
      /** In the order of the placeholders. */
      readonly images: readonly ImageId[];
      readonly lengths: Lengths;
      readonly changed: readonly Told[];
    }
  | { readonly kind: "left-out"; readonly told: Told };

export const tell = (line: ExportLine, code: ReasonCode, step: StepId | null = null, detail = ""): Told => ({
  code,
  at: { trace: line.trace.id, line: line.leaf, ...(step === null ? {} : { step }) },
  detail,
});

export const leftOut = (...told: Parameters<typeof tell>): Extract<Made<never>, { kind: "left-out" }> => ({
  kind: "left-out",
  told: tell(...told),
});

/** Qwen's processors raise at a ratio of 201 (transformers 5.23.0, `smart_resize`). */
const MOST_RATIO = 200;

/** Why a row with these pictures would not load; null where it would. */
export function flawOfPictures(
  line: ExportLine,
  images: readonly ImageId[],
  { pictures }: Pick<ExportInput, "pictures">,
): Told | null {
  for (const image of images) {
    const size = pictures.get(image);
    const name = line.trace.images.get(image)?.name || image.slice(0, 16);
    if (!size) return tell(line, "picture-missing", stepThatShows(line, image), name);
    const ratio = Math.max(size.width, size.height) / Math.min(size.width, size.height);
    if (ratio > MOST_RATIO)
      return tell(line, "picture-too-thin", stepThatShows(line, image), `${name}: ${size.width} × ${size.height}`);
  }
  return null;
}

const stepThatShows = ({ steps }: ExportLine, image: ImageId): StepId | null =>
  steps.find(({ body }) => body.kind === "observation" && body.image === image)?.id ?? null;

/** Qwen2.5-VL merges 2 × 2 patches of 14 pixels into a token. */
const PIXELS_A_TOKEN = 28 * 28;

/** What a row of these words and pictures takes, as far as that can be said without the model's own tokenizer. */
export const lengthsOf = (
  words: string,
  images: readonly ImageId[],
  { pictures }: Pick<ExportInput, "pictures">,
): Lengths => ({
  textTokens: textTokens(words),
  pictureTokens: images.reduce((sum, image) => {
    const size = pictures.get(image);
    return sum + (size ? Math.ceil(areaOf(size) / PIXELS_A_TOKEN) : 0);
  }, 0),
});

/** Byte-pair tokens of English are about four letters; other scripts take about one a letter. */
function textTokens(words: string): number {
  let plain = 0;
  let others = 0;
  for (const letter of words)
    if (letter.charCodeAt(0) < 128) plain++;
    else others++;
  return Math.ceil(plain / 4) + others;
}

export const longestOf = (lengths: readonly Lengths[]): Lengths | null =>
  lengths.reduce<Lengths | null>((most, each) => (most && totalOf(most) >= totalOf(each) ? most : each), null);

export const totalOf = ({ textTokens: text, pictureTokens }: Lengths): number => text + pictureTokens;
