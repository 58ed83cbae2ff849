import type { ImageId } from "../../action";
import type { ExportInput } from "./form";
import type { Told } from "./told";

/** A file of an export. Paths are relative to the export's folder, with `/` between their parts. */
export type ExportFile =
  | { readonly kind: "text"; readonly path: string; readonly text: string }
  | { readonly kind: "bytes"; readonly path: string; readonly bytes: Uint8Array<ArrayBuffer> }
  /** The image as an upright RGB PNG. */
  | { readonly kind: "picture"; readonly path: string; readonly image: ImageId }
  /** Made when it is written, since it holds pictures: `pngs` are asked for in the order of `images`. */
  | {
      readonly kind: "made";
      readonly path: string;
      readonly images: readonly ImageId[];
      make(pngs: ReadonlyMap<ImageId, Uint8Array<ArrayBuffer>>): Uint8Array<ArrayBuffer>;
    };

/** What the consumer has to be told so that the rows load and train: a length, a flag, a field of its configuration. */
export interface Setting {
  /** As it is written there: `max_length=None`. */
  readonly text: string;
  /** One English sentence: what happens without it. */
  readonly why: string;
}

/** How long the longest row is. */
export interface Lengths {
  /** Estimated tokens of the words, at four UTF-8 bytes each and one for each letter beyond ASCII, rounded up. */
  readonly textTokens: number;
  /** Estimated tokens of the pictures, as Qwen2.5-VL counts them: one for 28 × 28 pixels. */
  readonly pictureTokens: number;
}

/** What a target makes of an input, before a byte is written. */
export interface ExportPlan {
  readonly files: readonly ExportFile[];
  readonly rowCount: number;
  /** Rows, or the lines that would have become rows, that are not in the export. */
  readonly leftOut: readonly Told[];
  /** Rows that are in the export and hold less than their line, or other words than it. */
  readonly changed: readonly Told[];
  readonly settings: readonly Setting[];
  /** Of the longest row; null where lengths do not matter to the consumer. */
  readonly longest: Lengths | null;
  /** The first rows as the consumer's file has them, as text that a person can read; pictures by their paths. */
  readonly preview: readonly string[];
}

export const TARGET_GROUPS = ["training", "process-labels", "annotation-tools"] as const;
export type TargetGroup = (typeof TARGET_GROUPS)[number];

/** What a line must have to become a row. */
export const TARGET_NEEDS = [
  "verdicts",
  "first-error",
  "branches",
  "right-answer",
  "rollouts",
  "step-scores",
  "marks",
] as const;
export type TargetNeed = (typeof TARGET_NEEDS)[number];

/** One consumer's form, and the writer of it. */
export interface ExportTarget {
  /** Kebab-case, as `--to` takes it. */
  readonly name: string;
  /** As the consumer's own documents call it; the same in every language. */
  readonly title: string;
  readonly group: TargetGroup;
  /** The package and version that the rules of the writer were seen with, as `trl 1.16.0`. */
  readonly seenWith: string;
  readonly needs: readonly TargetNeed[];
  /** That marks on pictures are written, so that those of tools can be had or not. */
  readonly writesMarks?: true;
  /** Pure: the same input gives the same plan. Never throws on an input that `exportInput` made. */
  write(input: ExportInput): ExportPlan;
}
