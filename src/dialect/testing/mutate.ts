import { EXAMPLES } from "./examples";
import { SHREDS } from "./foreign";

/** Draws of one number after another, as cheap as they come: mulberry32 (Tommy Ettinger, public domain). */
export function cheapDraws(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Signs that end or begin things, and some that no reader expects. */
const SIGNS = [..."<>{}[]()\"'`\\/,:=.-#|0123456789 \n\t", "\u0000", "é", "文", "🤔", "\ud800", "1e999", "None"];
const LONGEST = 4000;

/**
 * Texts like those that `own` holds, and like those of all other systems, whole, broken and put together: each draw
 * takes one to four and changes them in up to six places.
 */
export function mutatedText(own: readonly string[], draw: () => number): string {
  const below = (limit: number): number => Math.floor(draw() * limit);
  const one = (of: readonly string[]): string => of[below(of.length)] ?? "";
  const example = (): string => (own.length > 0 && draw() < 0.5 ? one(own) : one(draw() < 0.8 ? EXAMPLES : SHREDS));
  let text = example();
  while (draw() < 0.4 && text.length < LONGEST) text += (draw() < 0.5 ? "\n" : "") + example();
  for (let changes = below(7); changes > 0; changes--) {
    const at = below(text.length + 1);
    const length = draw() < 0.7 ? below(8) : below(200);
    const [before, part, after] = [text.slice(0, at), text.slice(at, at + length), text.slice(at + length)];
    switch (below(7)) {
      case 0:
        text = before + after;
        break;
      case 1:
        text = before + part + part + after;
        break;
      case 2:
        text = before + one(SIGNS) + part + after;
        break;
      case 3:
        text = before + one(SHREDS) + part + after;
        break;
      case 4:
        text = before + one(SIGNS).repeat(below(200)) + after;
        break;
      case 5:
        text = after + part + before;
        break;
      default:
        text = draw() < 0.5 ? before : after;
    }
  }
  return text.length > LONGEST ? text.slice(0, LONGEST) : text;
}
