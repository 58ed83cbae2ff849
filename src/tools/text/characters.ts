import type { Numbers } from "../network/networks";

/** What a recognition network read, and the mean of how sure it is of each character. */
export interface Reading {
  readonly text: string;
  readonly confidence: number;
}

/**
 * The most likely character at each place, with repetitions joined and blanks left out (greedy decoding of connectionist
 * temporal classification, Graves et al. 2006).
 *
 * @param scores 1 × places × classes, probabilities; class 0 is the blank
 * @param characters of class 1 and on
 */
export function decodeCharacters({ data, dims }: Numbers, characters: readonly string[]): Reading {
  const [places = 0, classes = 0] = dims.slice(-2);
  let [text, sum, count, before] = ["", 0, 0, 0];
  for (let place = 0; place < places; place++) {
    const row = data.subarray(place * classes, (place + 1) * classes);
    let best = 0;
    for (let i = 1; i < classes; i++) if (row[i]! > row[best]!) best = i;
    if (best !== 0 && best !== before) {
      text += characters[best - 1] ?? "";
      sum += row[best]!;
      count++;
    }
    before = best;
  }
  return { text, confidence: count === 0 ? 0 : Math.min(1, sum / count) };
}

/** The characters of a dictionary file, one a line; the class after the last is a space, as PaddleOCR trains it. */
export const parseCharacters = (file: string): readonly string[] => [...file.replace(/\r?\n$/, "").split(/\r?\n/), " "];
