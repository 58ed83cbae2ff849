import type { ImageId } from "../../action";
import type { ExportInput } from "../contract/form";
import type { ExportFile, ExportPlan, Lengths, Setting } from "../contract/target";
import type { Told } from "../contract/told";
import { longestOf, type Made } from "./row";

/** So many rows are shown before anything is written. */
const PREVIEWED = 3;

export interface RowsPlan<Row> {
  /** The files that hold the rows; those of their pictures are added where `pictures` are files. */
  files(rows: readonly Row[], images: readonly ImageId[]): readonly ExportFile[];
  /** Whether each picture is a file of its own beside the rows. */
  readonly pictures: "files" | "none" | "within";
  settings(longest: Lengths, images: readonly ImageId[], rows: readonly Row[]): readonly Setting[];
  /** Lines and pairs that became no row for reasons of their own. */
  readonly leftOut?: readonly Told[];
  /** A row as a person reads it, where that is not the row as JSON. */
  readonly preview?: (row: Row) => unknown;
}

/** The plan of an export whose rows were made one by one. */
export function planOf<Row>(input: ExportInput, made: readonly Made<Row>[], plan: RowsPlan<Row>): ExportPlan {
  const rows = made.flatMap((each) => (each.kind === "row" ? [each] : []));
  const images = [...new Set(rows.flatMap((each) => each.images))];
  const longest = longestOf(rows.map(({ lengths }) => lengths));
  const values = rows.map(({ row }) => row);
  const pictures = plan.pictures === "files" ? images : [];
  return {
    files: [
      ...(rows.length === 0 ? [] : plan.files(values, images)),
      ...pictures.map((image): ExportFile => ({ kind: "picture", path: picturePath(image), image })),
    ],
    rowCount: rows.length,
    leftOut: [
      ...input.leftOut,
      ...(plan.leftOut ?? []),
      ...made.flatMap((each) => (each.kind === "left-out" ? each.told : [])),
    ],
    changed: [...changedIn(input, rows.length), ...rows.flatMap(({ changed }) => changed)],
    settings: longest ? plan.settings(longest, images, values) : [],
    longest,
    preview: values.slice(0, PREVIEWED).map((row) => JSON.stringify(plan.preview?.(row) ?? row, null, 2)),
  };
}

const changedIn = ({ changed }: ExportInput, rowCount: number): readonly Told[] => (rowCount === 0 ? [] : changed);

/** Named by what it shows, so that a picture that many rows share is one file. */
export const picturePath = (image: ImageId): string => `images/${image.slice(0, 16)}.png`;

/** One value a line. */
export const jsonLines = (rows: readonly unknown[]): string => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
