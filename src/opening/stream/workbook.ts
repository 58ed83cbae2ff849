import type { LogRecord } from "../../dialect";
import { unread } from "../contents";
import { readLogValue } from "../readLog";
import { type LogSource, nthAt } from "./item";
import { type PartReader, type Sheet, sheetsOf } from "./sheets";
import { type Cell, Table } from "./table";

interface Row {
  readonly table: Table;
  readonly cells: readonly Cell[];
  readonly place: string;
}

/** No cell of a workbook holds more characters; pandas cuts texts there, see `findings/pandas-cells-cut-short.sh`. */
const MOST_CHARACTERS = 32_767;

const isFull = (cell: Cell): boolean =>
  typeof cell === "string" && cell.length >= MOST_CHARACTERS && [...cell].length <= MOST_CHARACTERS;

/** The tables of an Excel workbook, read when they are first wanted: they are small, as cells have a limit. */
export function openWorkbook(read: PartReader): LogSource {
  let rows: Promise<readonly Row[] | null> | null = null;
  const all = (): Promise<readonly Row[] | null> => {
    const found = rows ?? rowsOfAll(read);
    rows = found;
    return found;
  };
  return {
    async *items() {
      const found = await all();
      if (!found) yield { kind: "unread", unread: unread("file", "damaged", "") };
      for (const [row, { table, cells, place }] of (found ?? []).entries()) {
        yield* table.items(cells, place, (nth) => ({ kind: "row", row, nth }));
        if (cells.some(isFull)) yield { kind: "unread", unread: unread(place, "cut-off", "") };
      }
    },
    async recordAt(at): Promise<LogRecord | null> {
      const row = at.kind === "row" ? (await all())?.[at.row] : undefined;
      return row ? (readLogValue(row.table.valueOf(row.cells), row.place).records[nthAt(at)] ?? null) : null;
    },
    async rawAt(at) {
      const row = at.kind === "row" ? (await all())?.[at.row] : undefined;
      return row ? JSON.stringify(row.table.valueOf(row.cells)) : null;
    },
  };
}

async function rowsOfAll(read: PartReader): Promise<readonly Row[] | null> {
  const sheets = await sheetsOf(read);
  return sheets === null ? null : sheets.flatMap((sheet) => rowsOf(sheet, sheets.length > 1));
}

/** The rows under the header, called by their numbers in the sheet. */
function rowsOf({ name, rows }: Sheet, isOneOfSeveral: boolean): readonly Row[] {
  const [header, ...others] = rows;
  if (!header) return [];
  const table = new Table(header.cells);
  const sheet = isOneOfSeveral ? `sheet ${name}, ` : "";
  return others.map(({ number, cells }) => ({ table, cells, place: `${sheet}row ${number}` }));
}
