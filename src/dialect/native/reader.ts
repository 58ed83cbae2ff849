import type { Piece, ShownImage, TurnReader } from "../dialect";
import { parseCall } from "./call";

const TAGS = { think: "thought", act: "action", answer: "answer" } as const;
type Tag = keyof typeof TAGS;
const OPENING = /<(think|act|answer)>/;

/** A turn longer than this is read no further: nothing a model should say takes so many characters. */
const BUDGET = 200_000;

/**
 * Reads `<think>…</think>`, `<act>…</act>` and `<answer>…</answer>` out of a stream of text.
 * Text outside the tags is a thought too: models that were never trained on the tags simply talk.
 */
export function readNative(shown: readonly ShownImage[]): TurnReader {
  let rest = "";
  let taken = 0;

  const take = (length: number): string => {
    const raw = rest.slice(0, length);
    rest = rest.slice(length);
    return raw;
  };

  const next = (): Piece | null => {
    const opening = OPENING.exec(rest);
    if (!opening) return null;
    if (opening.index > 0) return outside(take(opening.index));
    const tag = opening[1] as Tag;
    const closing = rest.indexOf(`</${tag}>`);
    if (closing < 0) return null;
    const raw = take(closing + tag.length + 3);
    return inside(tag, raw, raw.slice(tag.length + 2, closing), shown);
  };

  return {
    push(text) {
      const room = Math.max(0, BUDGET - taken);
      taken += text.length;
      rest += text.slice(0, room);
      const pieces: Piece[] = [];
      for (let piece = next(); piece; piece = next()) pieces.push(piece);
      return pieces;
    },
    open: () => openPiece(rest, shown),
    end() {
      const last = openPiece(rest, shown);
      rest = "";
      return last ? [last] : [];
    },
  };
}

function outside(raw: string): Piece {
  const text = raw.trim();
  return text === "" ? { kind: "filler", raw } : { kind: "thought", raw, text };
}

function inside(tag: Tag, raw: string, text: string, shown: readonly ShownImage[]): Piece {
  if (tag !== "act") return { kind: TAGS[tag], raw, text: text.trim() } as Piece;
  const call = parseCall(text, shown);
  return call.ok ? { kind: "action", raw, ...call.value } : { kind: "unparsed", raw, text, error: call.error };
}

/** What has been said of a piece whose end has not come. A half-written tag is held back. */
function openPiece(rest: string, shown: readonly ShownImage[]): Piece | null {
  if (rest === "") return null;
  const opening = OPENING.exec(rest);
  if (!opening || opening.index > 0) return outside(rest);
  const tag = opening[1] as Tag;
  return inside(tag, rest, rest.slice(tag.length + 2).replace(/<\/?[a-z]*$/, ""), shown);
}
