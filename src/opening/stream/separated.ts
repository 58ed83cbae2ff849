import type { LogRecord } from "../../dialect";
import { unread } from "../contents";
import { readLogValue } from "../readLog";
import { type ByteSource, decodeText } from "./bytes";
import type { CutLine } from "./cutLines";
import { cellsOf, RowCutter, type Separator } from "./cutRows";
import type { LogItem, RecordAt } from "./item";
import { type Cell, Table } from "./table";

// Tables as text: the first row names the columns. VLMEvalKit writes its predictions so, and its data sets.

/** What parts the cells of a file, told by its name and, where that says little, by its first row; null for no table. */
export function separatorOf(name: string, firstRow: string): Separator | null {
  if (/\.tsv$/i.test(name)) return "\t";
  const counts = (["\t", ",", ";"] as const).map((separator) => ({
    separator,
    columns: cellsOf(firstRow, separator).map((cell) => cell.trim().toLowerCase()),
  }));
  const best = counts.reduce((most, next) => (next.columns.length > most.columns.length ? next : most));
  if (/\.csv$/i.test(name)) return best.separator;
  const isTable = best.columns.includes("question") && best.columns.some((column) => TELLING.has(column));
  return isTable ? best.separator : null;
}

/** Columns beside the question without which words that are parted by commas are no table of runs. */
const TELLING = new Set(["prediction", "answer", "response", "output", "image", "image_path"]);

type RowAt = Extract<RecordAt, { kind: "cells" }>;

/** A table of which one row is held at a time. */
export class SeparatedTable {
  private readonly source: ByteSource;
  private readonly separator: Separator;
  private readonly rowBytes: number;
  private table: Promise<Table> | null = null;

  constructor(source: ByteSource, separator: Separator, rowBytes: number) {
    this.source = source;
    this.separator = separator;
    this.rowBytes = rowBytes;
  }

  async *items(onBytes: (read: number) => void): AsyncGenerator<LogItem> {
    const cutter = new RowCutter(this.separator, this.rowBytes);
    const reading = { table: null as Table | null };
    let read = 0;
    for await (const piece of this.source.stream()) {
      for (const row of cutter.push(piece)) yield* this.row(row, reading);
      read += piece.length;
      onBytes(read);
    }
    for (const row of cutter.end()) {
      if (cutter.isOpen) yield { kind: "unread", unread: unread(`row ${row.number}`, "cut-off", textOf(row)) };
      else yield* this.row(row, reading);
    }
  }

  async recordAt(at: RowAt): Promise<LogRecord | null> {
    return readLogValue(await this.valueAt(at), `row ${at.number}`).records[at.nth] ?? null;
  }

  async rawAt(at: RowAt): Promise<string> {
    return JSON.stringify(await this.valueAt(at));
  }

  private async valueAt(at: RowAt): Promise<unknown> {
    this.table ??= this.firstRow().then((cells) => new Table(cells));
    const table = await this.table;
    return table.valueOf(this.cells(decodeText(await this.source.slice(at.from, at.to)).text));
  }

  private *row(row: CutLine, reading: { table: Table | null }): Generator<LogItem> {
    const { number, from, to, bytes } = row;
    if (!bytes) {
      yield { kind: "unread", unread: unread(`row ${number}`, "line-too-long", `${to - from} bytes`) };
      return;
    }
    const cells = this.cells(textOf(row));
    if (cells.length === 1 && cells[0] === "") return;
    if (reading.table)
      yield* reading.table.items(cells, `row ${number}`, (nth) => ({ kind: "cells", number, from, to, nth }));
    else reading.table = new Table(cells);
  }

  private async firstRow(): Promise<readonly Cell[]> {
    const cutter = new RowCutter(this.separator, this.rowBytes);
    for await (const piece of this.source.stream())
      for (const row of cutter.push(piece)) return this.cells(textOf(row));
    return [];
  }

  private cells(row: string): readonly string[] {
    return cellsOf(row.replace(/^\uFEFF/, "").replace(/\r$/, ""), this.separator);
  }
}

const textOf = ({ bytes }: CutLine): string => (bytes ? decodeText(bytes).text : "");
