import type { ExportTarget } from "../contract/target";
import { type Columns, rowByPaths, type TableRow } from "../parquet/columns";
import { parquetFile } from "../parquet/parquetFile";
import { picturePath, planOf } from "../rows/plan";
import { type Made, totalOf } from "../rows/row";
import { sftRow } from "./trl";

/** `messages` are plain structs: a column of another type could not be opened by datasets 4.0.0. */
const COLUMNS: Columns = {
  messages: {
    kind: "list",
    of: {
      kind: "struct",
      fields: {
        role: { kind: "string" },
        content: {
          kind: "list",
          of: { kind: "struct", fields: { type: { kind: "string" }, text: { kind: "string" } } },
        },
      },
    },
  },
  images: { kind: "list", of: { kind: "picture" } },
  answer: { kind: "string" },
  trace: { kind: "string" },
  line: { kind: "string" },
};

/** The rows of TRL's SFT with their pictures in one parquet file, and the metadata by which they are decoded. */
export const datasetsParquet: ExportTarget = {
  name: "datasets-parquet",
  title: "datasets (parquet)",
  group: "training",
  seenWith: "datasets 5.2.0",
  needs: ["right-answer"],
  write: (input) =>
    planOf(
      input,
      input.lines.map((line): Made<TableRow> => {
        const made = sftRow(line, input);
        if (made.kind === "left-out") return made;
        const { messages, trace, line: leaf } = made.row;
        const images = made.images.map((picture) => ({ picture, path: picturePath(picture) }));
        const cells = messages.map(({ role, content }) => ({ role, content: content.map((part) => ({ ...part })) }));
        return { ...made, row: { messages: cells, images, answer: line.answer, trace, line: leaf } };
      }),
      {
        files: (rows, images) => [parquetFile("train.parquet", COLUMNS, rows, images)],
        pictures: "within",
        preview: rowByPaths,
        settings: (longest) => [
          {
            text: 'load_dataset("parquet", data_files="train.parquet", split="train")',
            why: "The column images is decoded by the file's own metadata; readers up to datasets 3 do not know its kind of list.",
          },
          {
            text: `max_length=None  # longest row: about ${totalOf(longest)} tokens`,
            why: "TRL's default of 1024 tokens cuts longer rows without a word.",
          },
        ],
      },
    ),
};
