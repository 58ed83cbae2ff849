import type { Cell } from "./table";

// Excel's workbooks (ECMA-376, part 1, 18.3 and 18.4): one part of XML for each sheet, and one for the texts that its
// cells share. The parser of XML comes with the first workbook that is opened.

/** The bytes of a part of a workbook by its name; null where there is none. */
export type PartReader = (name: string) => Promise<Uint8Array | null>;

export interface Sheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

/** A row that holds something. `number` is the one that Excel shows. */
export interface SheetRow {
  readonly number: number;
  readonly cells: readonly Cell[];
}

/** As many columns as Excel has. */
const MOST_COLUMNS = 16_384;

/** The sheets that have cells, in their order; null where the workbook is damaged. */
export async function sheetsOf(read: PartReader): Promise<readonly Sheet[] | null> {
  const xml = await createXmlReader(read);
  const names = new Map<string, string>();
  const targets = new Map<string, string>();
  const isWhole =
    (await xml("xl/workbook.xml", {
      open: (tag, attributes) => void (tag === "sheet" && names.set(attributes.name ?? "", attributes["r:id"] ?? "")),
    })) &&
    (await xml("xl/_rels/workbook.xml.rels", {
      open: (tag, { Id = "", Target = "" }) => void (tag === "Relationship" && targets.set(Id, partNamed(Target))),
    }));
  if (!isWhole) return null;
  const shared = new SharedTexts();
  // A workbook whose cells hold their own texts has none that are shared.
  await xml("xl/sharedStrings.xml", shared);
  const sheets: Sheet[] = [];
  for (const [name, id] of names) {
    const sheet = new SheetReader(shared.texts);
    const part = targets.get(id);
    if (part === undefined || !(await xml(part, sheet))) return null;
    if (sheet.rows.length > 0) sheets.push({ name, rows: sheet.rows });
  }
  return sheets;
}

/** Targets are relative to `xl`, or whole. */
const partNamed = (target: string): string => (target.startsWith("/") ? target.slice(1) : `xl/${target}`);

/** What is done at the tags and texts of a part; tags without their prefix. */
interface Handler {
  open?(tag: string, attributes: Readonly<Record<string, string>>): void;
  text?(text: string): void;
  close?(tag: string): void;
}

async function createXmlReader(read: PartReader): Promise<(part: string, handler: Handler) => Promise<boolean>> {
  const { Parser } = await import("saxen");
  /** False where the part is missing or not well formed. */
  return async (part, handler) => {
    const bytes = await read(part);
    if (!bytes) return false;
    let isWhole = true;
    const parser = new Parser();
    parser
      .on("openTag", (name, attributes) => handler.open?.(withoutPrefix(name), attributes()))
      .on("text", (text) => handler.text?.(decoded(text)))
      .on("cdata", (text) => handler.text?.(text))
      .on("closeTag", (name) => handler.close?.(withoutPrefix(name)))
      .on("error", () => {
        isWhole = false;
        parser.stop();
      });
    parser.parse(new TextDecoder().decode(bytes));
    return isWhole;
  };
}

const withoutPrefix = (name: string): string => name.slice(name.indexOf(":") + 1);

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", apos: "'", gt: ">", lt: "<", quot: '"' };

/** The parser's own way halves characters beyond 16 bits. */
const decoded = (text: string): string =>
  text.replaceAll(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|(\w+));/gi, (whole, decimal?: string, hex?: string, name = "") => {
    const code = decimal === undefined ? Number.parseInt(hex ?? "", 16) : Number(decimal);
    return code <= 0x10ffff ? String.fromCodePoint(code) : (ENTITIES[name] ?? whole);
  });

/** Excel escapes characters that XML cannot hold: `_x000D_`. */
const unescaped = (text: string): string =>
  text.replaceAll(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));

/** The texts that cells share, by their numbers. How their parts are written is left out, and how they are read aloud. */
class SharedTexts implements Handler {
  readonly texts: string[] = [];
  private held = "";
  private isInText = false;
  private isInPhonetic = false;

  open(tag: string): void {
    if (tag === "si") this.held = "";
    else if (tag === "t") this.isInText = true;
    else if (tag === "rPh") this.isInPhonetic = true;
  }

  text(piece: string): void {
    if (this.isInText && !this.isInPhonetic) this.held += piece;
  }

  close(tag: string): void {
    if (tag === "si") this.texts.push(unescaped(this.held));
    else if (tag === "t") this.isInText = false;
    else if (tag === "rPh") this.isInPhonetic = false;
  }
}

/** The rows of a sheet. */
class SheetReader implements Handler {
  readonly rows: SheetRow[] = [];
  private readonly shared: readonly string[];
  private cells: Cell[] = [];
  private number = 0;
  private column = -1;
  private type = "n";
  private held = "";
  private isInValue = false;

  constructor(shared: readonly string[]) {
    this.shared = shared;
  }

  open(tag: string, { r, t }: Readonly<Record<string, string>>): void {
    if (tag === "row") {
      this.number = Number(r) || this.number + 1;
      this.cells = [];
      this.column = -1;
    } else if (tag === "c") {
      this.column = r === undefined ? this.column + 1 : columnOf(r);
      this.type = t ?? "n";
      this.held = "";
    } else if (tag === "v" || tag === "t") this.isInValue = true;
  }

  text(piece: string): void {
    if (this.isInValue) this.held += piece;
  }

  close(tag: string): void {
    if (tag === "v" || tag === "t") this.isInValue = false;
    else if (tag === "c" && this.held !== "" && this.column < MOST_COLUMNS) this.put(this.cell());
    else if (tag === "row" && this.cells.length > 0) this.rows.push({ number: this.number, cells: this.cells });
  }

  private put(cell: Cell): void {
    while (this.cells.length < this.column) this.cells.push("");
    this.cells[this.column] = cell;
  }

  /** A shared text, one of its own (of a formula, too), right or wrong, or a number. Errors stay as they are shown. */
  private cell(): Cell {
    if (this.type === "s") return this.shared[Number(this.held)] ?? "";
    if (this.type === "b") return this.held === "1";
    const number = Number(this.held);
    return this.type === "n" && Number.isFinite(number) ? number : unescaped(this.held);
  }
}

/** `BC12` is in the column 54, the first being 0. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? "") column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}
