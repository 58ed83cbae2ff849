/** A stream of pseudo-random numbers that is the same wherever the same seed is given. */
export interface Rng {
  /** Uniform in [0, 1), 32 bits of it. */
  next(): number;
  /** A whole number in [low, high], both ends included. */
  int(low: number, high: number): number;
  /** One element of a non-empty list. */
  pick<T>(list: readonly T[]): T;
  /** A shuffled copy (Fisher–Yates). */
  shuffle<T>(list: readonly T[]): T[];
  /** A stream of its own, named so that adding draws to one does not move the other. */
  fork(name: string): Rng;
}

/**
 * sfc32 (Chris Doty-Humphrey, PractRand), seeded by hashing the words of the seed.
 * Integer arithmetic only, so that Node, every browser and every CPU agree.
 */
export function createRng(seed: number | string): Rng {
  let [a, b, c, d] = hash4(String(seed));
  const next = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return (t >>> 0) / 4294967296;
  };
  // The first draws still show the seed's pattern; sfc32's author discards twelve.
  for (let i = 0; i < 12; i++) next();
  const rng: Rng = {
    next,
    int: (low, high) => low + Math.floor(next() * (high - low + 1)),
    pick: (list) => {
      const picked = list[Math.floor(next() * list.length)];
      if (picked === undefined) throw new Error("Cannot pick from an empty list");
      return picked;
    },
    shuffle: (list) => {
      const shuffled = [...list];
      for (let i = shuffled.length - 1; i > 0; i--) {
        const j = Math.floor(next() * (i + 1));
        const held = shuffled[i]!;
        shuffled[i] = shuffled[j]!;
        shuffled[j] = held;
      }
      return shuffled;
    },
    fork: (name) => createRng(`${seed}/${name}`),
  };
  return rng;
}

/** cyrb128: four 32-bit words from a string. */
function hash4(text: string): [number, number, number, number] {
  let h1 = 1779033703;
  let h2 = 3144134277;
  let h3 = 1013904242;
  let h4 = 2773480762;
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ k, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ k, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ k, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ k, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  return [(h1 ^ h2 ^ h3 ^ h4) | 0, (h2 ^ h1) | 0, (h3 ^ h1) | 0, (h4 ^ h1) | 0];
}
