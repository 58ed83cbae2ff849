import type { Piece, ShownImage, TurnReader } from "../contract/dialect";
import { parseCall } from "./call";

type Tag = "think" | "act" | "answer";
const OPENING = /<(think|act|answer)>/g;
const AT_START = /^<(think|act|answer)>/;
const LONGEST_TAG = "</answer>".length;

/** A turn longer than this is read no further: nothing a model should say takes so many characters. */
const BUDGET = 200_000;

/**
 * Reads `<think>…</think>`, `<act>…</act>` and `<answer>…</answer>` out of a stream of text.
 * Text outside the tags is a thought too: models that were never trained on the tags simply talk.
 */
export function readNative(shown: readonly ShownImage[]): TurnReader {
  let rest = "";
  let taken = 0;
  // Before this place in `rest` there is no tag that was not seen: each sign is looked at once, not once a token.
  let searched = 0;

  const take = (length: number): string => {
    const raw = rest.slice(0, length);
    rest = rest.slice(length);
    searched = 0;
    return raw;
  };

  const next = (): Piece | null => {
    const tag = tagAtStart(rest);
    const found = tag ? rest.indexOf(`</${tag}>`, searched) : openingFrom(rest, searched);
    if (found < 0) {
      searched = Math.max(0, rest.length - LONGEST_TAG);
      return null;
    }
    if (!tag) return outside(take(found));
    const raw = take(found + tag.length + 3);
    return inside(tag, raw, raw.slice(tag.length + 2, found), shown);
  };

  return {
    push(text) {
      const room = Math.max(0, BUDGET - taken);
      taken += text.length;
      rest += text.slice(0, room);
      // Every tag ends so. Without this, a long thought would be gone through again for each of its tokens.
      if (!text.includes(">")) return [];
      const pieces: Piece[] = [];
      for (let piece = next(); piece; piece = next()) pieces.push(piece);
      return pieces;
    },
    open: () => openPiece(rest, shown),
    end() {
      const last = lastPiece(rest, shown);
      rest = "";
      return last ? [last] : [];
    },
  };
}

function openingFrom(rest: string, from: number): number {
  OPENING.lastIndex = from;
  return OPENING.exec(rest)?.index ?? -1;
}

function tagAtStart(rest: string): Tag | null {
  const name = AT_START.exec(rest)?.[1];
  return name === "think" || name === "act" || name === "answer" ? name : null;
}

function outside(raw: string): Piece {
  const text = raw.trim();
  return text === "" ? { kind: "filler", raw } : { kind: "thought", raw, text };
}

function inside(tag: Tag, raw: string, text: string, shown: readonly ShownImage[]): Piece {
  if (tag !== "act") return { kind: tag === "think" ? "thought" : "answer", raw, text: text.trim() };
  const call = parseCall(text, shown);
  return call.ok ? { kind: "action", raw, ...call.value } : { kind: "unparsed", raw, text, error: call.error };
}

/** A tag of an action that has lost a sign: `<act zoom 1 2 3 4>`, `zoom 1 2 3 4</act>`. */
const BROKEN_ACT = /<\/?act\b/;

/** Words that end a turn are taken for an answer where a model knows no tags; one that wrote half a tag meant to act. */
function lastPiece(rest: string, shown: readonly ShownImage[]): Piece | null {
  const last = openPiece(rest, shown);
  const broken = last?.kind === "thought" && !tagAtStart(rest) ? BROKEN_ACT.exec(last.text) : null;
  if (last?.kind !== "thought" || broken === null) return last;
  return { kind: "unparsed", raw: last.raw, text: last.text, error: { code: "broken-tag", at: broken.index } };
}

/** What has been said of a piece whose end has not come. A half-written tag is held back. */
function openPiece(rest: string, shown: readonly ShownImage[]): Piece | null {
  if (rest === "") return null;
  const tag = tagAtStart(rest);
  if (!tag) return outside(rest);
  return inside(tag, rest, rest.slice(tag.length + 2).replace(/<\/?[a-z]*$/, ""), shown);
}
