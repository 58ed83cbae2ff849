import type { ImageId } from "../../action";
import type { ExportLine, ExportPart, ExportTurn } from "../contract/form";
import type { Told } from "../contract/told";
import { tell } from "./row";
import { PLACEHOLDERS, type Reader, safeWords, withoutEndToken } from "./words";

/** Turns in the words of one reader, with what was changed in them. */
export interface Worded<Turn> {
  readonly turns: readonly Turn[];
  /** In the order of their placeholders. */
  readonly images: readonly ImageId[];
  /** All words of the turns, for their length. */
  readonly words: string;
  readonly changed: readonly Told[];
}

/** Content is always a list of parts, so that no picture is moved before the first words of the user. */
export interface TypedTurn {
  readonly role: ExportTurn["role"];
  /** The text of a picture is null: rows of one column have one shape. */
  readonly content: readonly { readonly type: "image" | "text"; readonly text: string | null }[];
}

/** As `transformers` and TRL take turns: pictures as parts that are filled from a list. */
export function typedTurns(line: ExportLine, turns: readonly ExportTurn[]): Worded<TypedTurn> {
  const safe = new SafePrinter(line, "trl");
  const typed = turns.map(({ role, parts }) => ({
    role,
    content: wordsAndPictures(role, parts, safe).map((part) =>
      part === null ? ({ type: "image", text: null } as const) : ({ type: "text", text: part } as const),
    ),
  }));
  return {
    turns: typed,
    ...safe.told(
      typed.flatMap(({ content }) => content.map(({ text }) => text ?? "")),
      turns,
    ),
  };
}

export interface StringTurn {
  readonly role: ExportTurn["role"];
  readonly text: string;
}

/** As readers of string templates take turns: `<image>` where a picture stands. */
export function stringTurns(line: ExportLine, turns: readonly ExportTurn[], reader: Reader): Worded<StringTurn> {
  const safe = new SafePrinter(line, reader);
  const printed = turns.map(({ role, parts }) => ({
    role,
    text: wordsAndPictures(role, parts, safe)
      .map((part) => part ?? PLACEHOLDERS[reader][0])
      .join(""),
  }));
  return {
    turns: printed,
    ...safe.told(
      printed.map(({ text }) => text),
      turns,
    ),
  };
}

/** Words as they may stand in a row, and null for each picture. */
function wordsAndPictures(
  role: ExportTurn["role"],
  parts: readonly ExportPart[],
  safe: SafePrinter,
): readonly (string | null)[] {
  const result: (string | null)[] = [];
  for (const [i, part] of parts.entries()) {
    const last = result.at(-1);
    if (part.kind === "picture") result.push(null);
    else {
      const words = safe.print(part, role === "assistant" && i === parts.length - 1);
      if (typeof last === "string") result[result.length - 1] = last + words;
      else if (words !== "") result.push(words);
    }
  }
  return result;
}

/** Prints parts and remembers what it had to change. */
class SafePrinter {
  private readonly changed: Told[] = [];
  private readonly line: ExportLine;
  private readonly reader: Reader;

  constructor(line: ExportLine, reader: Reader) {
    this.line = line;
    this.reader = reader;
  }

  print(part: Exclude<ExportPart, { kind: "picture" }>, isLastOfModel: boolean): string {
    const whole = isLastOfModel ? withoutEndToken(part.text) : part.text;
    if (whole !== part.text) this.changed.push(tell(this.line, "end-token-dropped", part.step));
    const { text, broken } = safeWords(whole, this.reader);
    if (broken) this.changed.push(tell(this.line, "placeholder-broken", part.step));
    return text;
  }

  told(words: readonly string[], turns: readonly ExportTurn[]): Omit<Worded<never>, "turns"> {
    return { images: imagesIn(turns), words: words.join("\n"), changed: this.changed };
  }
}

export const imagesIn = (turns: readonly ExportTurn[]): readonly ImageId[] =>
  turns.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === "picture" ? part.image : [])));
