/** A table of words and numbers, apart from how it is shown. */
export interface Table {
  readonly title: string;
  readonly columns: readonly string[];
  /** As many cells each as there are columns; null is an empty cell. */
  readonly rows: readonly (readonly (string | number | null)[])[];
}

/** As Markdown of GitHub's kind, one table under its title. */
export function markdownOf({ title, columns, rows }: Table): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const aligned = columns.map((_, at) => (rows.some((row) => typeof row[at] === "number") ? "---:" : "---"));
  const said = rows.map((row) => line(row.map((cell) => markdownCell(cell))));
  return [`### ${markdownCell(title)}`, "", line(columns.map(markdownCell)), line(aligned), ...said, ""].join("\n");
}

const markdownCell = (cell: string | number | null): string =>
  printed(cell).replaceAll("\\", "\\\\").replaceAll("|", "\\|").replaceAll("<", "&lt;").replaceAll(/\s+/g, " ");

/** As RFC 4180 has it: lines end in CRLF, cells with commas, quotes or line ends are quoted. */
export const csvOf = ({ columns, rows }: Pick<Table, "columns" | "rows">): string => csvRows([columns, ...rows]);

/** Rows of such a file, for one that is written a part at a time. */
export const csvRows = (rows: Table["rows"]): string => rows.map((row) => `${row.map(csvCell).join(",")}\r\n`).join("");

function csvCell(cell: string | number | null): string {
  const text = printed(cell);
  // Spreadsheets take words of a log that begin so for a formula and compute it; as words they begin with an apostrophe.
  const safe = typeof cell === "string" && /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

const printed = (cell: string | number | null): string => (cell === null ? "" : String(cell));
