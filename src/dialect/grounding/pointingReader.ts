import type { Cut, Memory, Piece, ShownImage, TurnReader } from "../contract/dialect";
import { readBlocks, talk } from "../reading/blocks";
import { pieceOf } from "../reading/call";
import { answerWithPlaces, lookedAt, piecesWithPlaces } from "../reading/place";
import { type GroundingFamily, placesIn, readingOf, withoutMarks } from "./family";

// The first box that a model writes is where it looks, and its turn is over there: what it would write on is about what it
// has not seen. What it says once it has pointed is its answer, and boxes in that are marks.
//
// A box is looked for at every mark that can end one, so that it is the same however the words arrive.

/** Marks that can end a place, in one of the ways in which families write them. */
const ENDINGS = new Set("}])>");
/** Who has ended so much and told no place is not pointing: to look on would cost the square of the words. */
const MOST_ENDINGS = 400;
const MOST_CHARACTERS = 20_000;

const POINTED: Memory = { kind: "pointed" };
const NOT_POINTED: Memory = { kind: "not-pointed" };

/** Whose words are read, of which pictures, and how much is cut out for a box. */
export interface Pointing {
  readonly family: GroundingFamily;
  readonly shown: readonly ShownImage[];
  readonly cut: Cut;
}

/** Reads a turn of a model that points. `memory` is what the turn before left: whether it has pointed already. */
export function pointingReader(pointing: Pointing, memory: Memory | null): TurnReader {
  if (memory?.kind === POINTED.kind) {
    const reader = readBlocks([], (raw) => answered(raw, pointing));
    return { ...reader, memory: () => POINTED };
  }
  let hasPointed = false;
  let inner = readBlocks([], words);
  const search = createSearch(pointing);
  return {
    push(text) {
      const found = hasPointed ? null : search(text);
      if (found === null) return inner.push(text);
      hasPointed = true;
      inner = readBlocks([], (raw) => marked(raw, pointing));
      return [...found.pieces, ...inner.push(found.rest)];
    },
    open: () => inner.open(),
    end: () => inner.end(),
    memory: () => (hasPointed ? POINTED : NOT_POINTED),
  };
}

interface Look {
  /** What was said before, and the look. */
  readonly pieces: readonly Piece[];
  /** What was said behind it. */
  readonly rest: string;
}

/** Takes words as they come, and tells the first look once it is whole. */
function createSearch(pointing: Pointing): (text: string) => Look | null {
  let text = "";
  let looked = 0;
  let endings = 0;
  return (more) => {
    text += more;
    for (; looked < Math.min(text.length, MOST_CHARACTERS); looked++) {
      if (!ENDINGS.has(text[looked] ?? "")) continue;
      if (++endings > MOST_ENDINGS) return null;
      const found = firstLook(text.slice(0, looked + 1), pointing);
      if (found !== null) return { ...found, rest: found.rest + text.slice(looked + 1) };
    }
    return null;
  };
}

function firstLook(text: string, { family, shown, cut }: Pointing): Look | null {
  // What it only considers is no look.
  const thought = text.lastIndexOf("</think>");
  if (text.lastIndexOf("<think>") > thought) return null;
  for (const { from, to, places, isCutOff } of placesIn(text, family)) {
    if (from < thought) continue;
    const [place] = places;
    const call = place && lookedAt(place, shown.at(-1), readingOf(family), cut);
    if (!place || !call?.ok) continue;
    const end = places.length === 1 && !isCutOff ? to : place.to;
    const raw = text.slice(from, end);
    const before = from > 0 ? words(text.slice(0, from)) : [];
    return { pieces: [...before, pieceOf(call, raw, raw)], rest: text.slice(end) };
  }
  return null;
}

/** A thought, and what follows on it, which may be an answer. Brackets and full stops beside a place are neither. */
function words(raw: string): readonly Piece[] {
  const end = raw.lastIndexOf("</think>") + "</think>".length;
  if (raw.includes("</think>") && end < raw.length) return [...words(raw.slice(0, end)), ...words(raw.slice(end))];
  const said = withoutMarks(raw);
  return /[\p{L}\p{N}]/u.test(said) ? talk(raw, said) : [{ kind: "filler", raw }];
}

function marked(raw: string, { family, shown }: Pointing): readonly Piece[] {
  return piecesWithPlaces(raw, placesIn(raw, family), shown.slice(-1), readingOf(family), words);
}

function answered(raw: string, pointing: Pointing): readonly Piece[] {
  const end = raw.includes("</think>") ? raw.lastIndexOf("</think>") + "</think>".length : 0;
  const thought = end > 0 ? words(raw.slice(0, end)) : [];
  const rest = raw.slice(end);
  if (rest.trim() === "") return rest === "" ? thought : [...thought, { kind: "filler", raw: rest }];
  const inside = /<answer>([\s\S]*?)(?:<\/answer>|$)/.exec(rest)?.[1]?.trim() || rest;
  return [...thought, ...answerWithPlaces(inside, rest, (said) => marked(said, pointing))];
}
