import { isNameOfScore } from "../../dialect";
import { unread } from "../contents";
import { readLogValue } from "../readLog";
import type { LogItem, RecordAt } from "./item";

export type Cell = string | number | boolean;

/** A table with a header, row by row. */
export class Table {
  private readonly columns: readonly string[];
  /** Null before the first row. */
  private isLog: boolean | null = null;

  constructor(header: readonly Cell[]) {
    this.columns = header.map((name, i) => String(name).trim() || `column ${i + 1}`);
  }

  /** A row as JSON would have it: cells that are missing are empty texts. */
  valueOf(cells: readonly Cell[]): unknown {
    const beyond = cells.slice(this.columns.length).map((cell, i) => [`column ${this.columns.length + i + 1}`, cell]);
    return Object.fromEntries([...this.columns.map((name, i) => [name, typed(name, cells[i] ?? "")]), ...beyond]);
  }

  /** The records of a row. A table whose first row holds no run is named once, and its rows are passed over. */
  *items(cells: readonly Cell[], place: string, at: (nth: number) => RecordAt): Generator<LogItem> {
    if (this.isLog === false) return;
    const contents = readLogValue(this.valueOf(cells), place);
    this.isLog ??= contents.records.length > 0;
    if (!this.isLog) {
      yield { kind: "unread", unread: unread("table", "unread-table", this.columns.join(", ")) };
      return;
    }
    for (const [nth, record] of contents.records.entries()) yield { kind: "record", record, at: at(nth) };
    for (const piece of contents.unread) yield { kind: "unread", unread: piece };
  }
}

/** Text has no numbers: one in a column of scores is meant as one. Everything else keeps its own spelling. */
function typed(column: string, cell: Cell): Cell {
  if (typeof cell !== "string" || !isNameOfScore(column)) return cell;
  if (/^(?:true|false)$/i.test(cell)) return cell.toLowerCase() === "true";
  return cell !== "" && Number.isFinite(Number(cell)) ? Number(cell) : cell;
}
