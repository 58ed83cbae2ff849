import type { Action, ImageId } from "../../action";
import type { StepId } from "../../trace";
import type { ExportLine, ExportPart, ExportTurn, PlaceInWords } from "../contract/form";
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
  const printer = new Printer(line, "trl", () => null);
  const typed = turns.map(
    (turn): TypedTurn => ({
      role: turn.role,
      content: printer.print(turn).map((text) => ({ type: text === null ? "image" : "text", text })),
    }),
  );
  return { turns: typed, ...printer.outcome(turns) };
}

export interface StringTurn {
  readonly role: ExportTurn["role"];
  readonly text: string;
}

/** What is written in place of the numbers of a place in a call; null keeps them. */
export type WritePlace = (place: PlaceInWords, call: Action) => string | null;

/**
 * As readers of string templates take turns: `<image>` where a picture stands.
 *
 * @param writePlace asked for each place in reading order
 */
export function stringTurns(
  line: ExportLine,
  turns: readonly ExportTurn[],
  reader: Reader,
  writePlace: WritePlace = () => null,
): Worded<StringTurn> {
  const printer = new Printer(line, reader, writePlace);
  const printed = turns.map((turn): StringTurn => {
    const parts = printer.print(turn);
    return { role: turn.role, text: parts.map((part) => part ?? PLACEHOLDERS[reader][0]).join("") };
  });
  return { turns: printed, ...printer.outcome(turns) };
}

export const imagesIn = (turns: readonly ExportTurn[]): readonly ImageId[] =>
  turns.flatMap(({ parts }) => parts.flatMap((part) => (part.kind === "picture" ? part.image : [])));

/** Words of a turn, or what stands for one of its pictures or places and must not be broken. */
type Piece =
  | { readonly kind: "words"; readonly text: string; readonly step: StepId | null }
  | { readonly kind: "token"; readonly text: string }
  | { readonly kind: "picture" };

/** Prints turns and remembers what it had to change. */
class Printer {
  private readonly changed: Told[] = [];
  private readonly printed: string[] = [];
  private readonly line: ExportLine;
  private readonly reader: Reader;
  private readonly writePlace: WritePlace;

  constructor(line: ExportLine, reader: Reader, writePlace: WritePlace) {
    this.line = line;
    this.reader = reader;
    this.writePlace = writePlace;
  }

  /** The words between the pictures of a turn, and null for each picture. */
  print({ role, parts }: ExportTurn): readonly (string | null)[] {
    const pieces = joined(parts.flatMap((part) => piecesOf(part, this.writePlace)));
    const result: (string | null)[] = [];
    for (const [i, piece] of pieces.entries()) {
      const last = result.at(-1);
      const text = this.textOf(piece, role === "assistant" && i === pieces.length - 1);
      if (text === null) result.push(null);
      else if (typeof last === "string") result[result.length - 1] = last + text;
      else if (text !== "") result.push(text);
    }
    this.printed.push(...result.flatMap((text) => text ?? []));
    return result;
  }

  private textOf(piece: Piece, isEndOfModel: boolean): string | null {
    if (piece.kind !== "words") return piece.kind === "token" ? piece.text : null;
    const whole = isEndOfModel ? withoutEndToken(piece.text) : piece.text;
    if (whole !== piece.text) this.changed.push(tell(this.line, "end-token-dropped", piece.step));
    const { text, broken } = safeWords(whole, this.reader);
    if (broken) this.changed.push(tell(this.line, "placeholder-broken", piece.step));
    return text;
  }

  outcome(turns: readonly ExportTurn[]): Omit<Worded<never>, "turns"> {
    return { images: imagesIn(turns), words: this.printed.join("\n"), changed: this.changed };
  }
}

function piecesOf(part: ExportPart, writePlace: WritePlace): readonly Piece[] {
  if (part.kind === "picture") return [{ kind: "picture" }];
  const { text, step } = part;
  if (part.kind === "text") return [{ kind: "words", text, step }];
  const pieces: Piece[] = [];
  let from = 0;
  for (const place of part.places) {
    const token = writePlace(place, part.action);
    if (token === null) continue;
    const [start, end] = withBrackets(text, place);
    pieces.push({ kind: "words", text: text.slice(from, start), step }, { kind: "token", text: token });
    from = end;
  }
  return [...pieces, { kind: "words", text: text.slice(from), step }];
}

/** The reader writes brackets of its own around a place, so those right around its numbers go with them. */
function withBrackets(text: string, { from, to }: PlaceInWords): readonly [number, number] {
  const before = /\[\s*$/.exec(text.slice(0, from))?.[0].length ?? 0;
  const after = /^\s*\]/.exec(text.slice(to))?.[0].length ?? 0;
  return before > 0 && after > 0 ? [from - before, to + after] : [from, to];
}

/** Neighbouring words as one: what a reader takes for a token may lie across two steps. */
function joined(pieces: readonly Piece[]): readonly Piece[] {
  const result: Piece[] = [];
  for (const piece of pieces) {
    const last = result.at(-1);
    if (last?.kind === "words" && piece.kind === "words")
      result[result.length - 1] = { ...piece, text: last.text + piece.text };
    else result.push(piece);
  }
  return result;
}
