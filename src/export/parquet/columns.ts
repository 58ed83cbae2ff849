import type { parquetWriteBuffer } from "hyparquet-writer";
import type { ImageId } from "../../action";
import { unreachable } from "../../base";

// Columns by their shape, from which follow the schema of the parquet file and the features that `datasets` reads beside
// it. Only shapes that both have are here: a kind of list or number that differs from Arrow's is silently ignored there.

/** One element of a parquet file's schema, as the writer takes it. */
type SchemaElement = NonNullable<Parameters<typeof parquetWriteBuffer>[0]["schema"]>[number];

export type Column =
  | { readonly kind: "string" }
  | { readonly kind: "integer" }
  | { readonly kind: "boolean" }
  /** A struct of a picture's bytes and its path, as `datasets` and verl have them. */
  | { readonly kind: "picture" }
  | { readonly kind: "list"; readonly of: Column }
  | { readonly kind: "struct"; readonly fields: Columns };
export type Columns = Readonly<Record<string, Column>>;

/** A picture in a cell; its bytes are put in when the file is made. */
export interface PictureCell {
  readonly picture: ImageId;
  readonly path: string;
}

/** A value of a column; integers are whole numbers below 2^53. */
export type Cell = string | number | boolean | null | PictureCell | readonly Cell[] | CellFields;
export interface CellFields {
  readonly [field: string]: Cell;
}
export type TableRow = Readonly<Record<string, Cell>>;

/** A row as a person reads it: each picture by its path. */
export const rowByPaths = (row: TableRow): unknown =>
  JSON.parse(JSON.stringify(row, (_key, value: Cell) => (isPictureCell(value) ? value.path : value)));

export const isPictureCell = (cell: Cell): cell is PictureCell =>
  typeof cell === "object" && cell !== null && !Array.isArray(cell) && "picture" in cell;

/** The schema of a parquet file with these columns, every value of which may be null. */
export const schemaOf = (columns: Columns): SchemaElement[] => [
  { name: "schema", num_children: Object.keys(columns).length },
  ...Object.entries(columns).flatMap(([name, column]) => elementsOf(name, column)),
];

function elementsOf(name: string, column: Column): SchemaElement[] {
  switch (column.kind) {
    case "string":
      return [text(name)];
    case "integer":
      return [{ name, type: "INT64", repetition_type: "OPTIONAL" }];
    case "boolean":
      return [{ name, type: "BOOLEAN", repetition_type: "OPTIONAL" }];
    case "picture":
      return [group(name, 2), { name: "bytes", type: "BYTE_ARRAY", repetition_type: "OPTIONAL" }, text("path")];
    case "list":
      return [
        { ...group(name, 1), converted_type: "LIST" },
        { name: "list", num_children: 1, repetition_type: "REPEATED" },
        ...elementsOf("element", column.of),
      ];
    case "struct":
      return [
        group(name, Object.keys(column.fields).length),
        ...Object.entries(column.fields).flatMap(([field, of]) => elementsOf(field, of)),
      ];
    default:
      return unreachable(column);
  }
}

const text = (name: string): SchemaElement => ({
  name,
  type: "BYTE_ARRAY",
  converted_type: "UTF8",
  logical_type: { type: "STRING" },
  repetition_type: "OPTIONAL",
});

const group = (name: string, children: number): SchemaElement => ({
  name,
  num_children: children,
  repetition_type: "OPTIONAL",
});

/**
 * What the file's metadata says to `datasets` under the key `huggingface`. Without it pictures come back as structs of
 * bytes, and TRL raises TypeError. `List` is what 4.0.0 and 5.2.0 write; readers up to 3 want `Sequence`.
 */
export const featuresOf = (columns: Columns): object => ({
  info: { features: Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, featureOf(column)])) },
});

function featureOf(column: Column): object {
  switch (column.kind) {
    case "string":
      return { dtype: "string", _type: "Value" };
    case "integer":
      return { dtype: "int64", _type: "Value" };
    case "boolean":
      return { dtype: "bool", _type: "Value" };
    case "picture":
      return { _type: "Image" };
    case "list":
      return { feature: featureOf(column.of), _type: "List" };
    case "struct":
      return Object.fromEntries(Object.entries(column.fields).map(([field, of]) => [field, featureOf(of)]));
    default:
      return unreachable(column);
  }
}
