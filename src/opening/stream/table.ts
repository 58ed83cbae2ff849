import { isNameOfScore } from "../../dialect";
import { unread } from "../contents";
import { readLogValue } from "../readLog";
import { itemsOfContents, type LogItem, type RecordAt } from "./item";

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

  /** The records of a row. A table whose first row holds no run is named once; its rows are of no known form. */
  *items(cells: readonly Cell[], place: string, at: (nth: number) => RecordAt): Generator<LogItem> {
    const unknown = { place, value: this.valueOf(cells), at: at(0) };
    if (this.isLog === false) {
      yield { kind: "unknown", unknown };
      return;
    }
    const contents = readLogValue(unknown.value, place);
    const isFirst = this.isLog === null;
    this.isLog ??= contents.records.length > 0;
    if (!this.isLog && isFirst)
      yield { kind: "unread", unread: unread("table", "unread-table", this.columns.join(", ")), unknown };
    else yield* itemsOfContents(contents, (nth, kind) => at(kind === "record" ? nth : 0));
  }
}

/** Text has no numbers: one in a column of scores is meant as one. Everything else keeps its own spelling. */
function typed(column: string, cell: Cell): Cell {
  if (typeof cell !== "string" || !isNameOfScore(column)) return cell;
  if (/^(?:true|false)$/i.test(cell)) return cell.toLowerCase() === "true";
  return cell !== "" && Number.isFinite(Number(cell)) ? Number(cell) : cell;
}
