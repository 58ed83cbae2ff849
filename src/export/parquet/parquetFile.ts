import { parquetWriteBuffer } from "hyparquet-writer";
import type { ImageId } from "../../action";
import type { ExportFile } from "../contract/target";
import { type Cell, type Column, type Columns, featuresOf, isPictureCell, schemaOf, type TableRow } from "./columns";

/** Rows with pictures are large; a reader takes one group of them into memory at a time. */
const ROWS_IN_A_GROUP = 100;

/** A parquet file whose pictures are within it. Throws when it is made where a row lacks a column: that is a bug. */
export function parquetFile(
  path: string,
  columns: Columns,
  rows: readonly TableRow[],
  images: readonly ImageId[],
): ExportFile {
  return { kind: "made", path, images, make: (pngs) => encodeTable(columns, rows, pngs) };
}

type Pngs = ReadonlyMap<ImageId, Uint8Array<ArrayBuffer>>;

export function encodeTable(columns: Columns, rows: readonly TableRow[], pngs: Pngs): Uint8Array<ArrayBuffer> {
  const columnData = Object.entries(columns).map(([name, column]) => ({
    name,
    data: rows.map((row) => {
      const cell = row[name];
      if (cell === undefined) throw new Error(`A row has no ${name}`);
      return written(cell, column, pngs);
    }),
  }));
  const kvMetadata = [{ key: "huggingface", value: JSON.stringify(featuresOf(columns)) }];
  return new Uint8Array(
    parquetWriteBuffer({
      columnData,
      schema: schemaOf(columns),
      kvMetadata,
      rowGroupSize: ROWS_IN_A_GROUP,
      statistics: false,
      createdBy: "sightline",
    }),
  );
}

function written(cell: Cell, column: Column, pngs: Pngs): unknown {
  if (cell === null) return null;
  if (column.kind === "list" && isList(cell)) return cell.map((each) => written(each, column.of, pngs));
  if (column.kind === "picture" && isPictureCell(cell)) {
    const bytes = pngs.get(cell.picture);
    if (!bytes) throw new Error(`No bytes for ${cell.picture}`);
    return { bytes, path: cell.path };
  }
  if (column.kind === "struct" && typeof cell === "object" && !isList(cell) && !isPictureCell(cell))
    return Object.fromEntries(
      Object.entries(column.fields).map(([field, of]) => [field, written(cell[field] ?? null, of, pngs)]),
    );
  return column.kind === "integer" && typeof cell === "number" ? BigInt(cell) : cell;
}

const isList = (cell: Cell): cell is readonly Cell[] => Array.isArray(cell);
