import type { Pixels } from "../../pixels";
import type { Thing } from "./names";
import { scaleSprite } from "./scale";
import { unpackSprite } from "./unpack";

/** The pictures of all things, unpacked as they are asked for. What it gives out is shared: read it, never write it. */
export interface Atlas {
  /** The sprite as stored: 80 × 80, straight alpha, the opaque part reaching two facing rims. */
  readonly pixelsOf: (thing: Thing) => Pixels;
  /** The sprite at `side` × `side` whole pixels, straight alpha. */
  readonly scaledOf: (thing: Thing, side: number) => Pixels;
}

/** A gym that draws things at every size would otherwise fill memory; one picture holds far fewer than this. */
const MOST_SCALED = 1024;

/** `packed` holds each thing's sprite as `unpackSprite` reads it. */
export function decodeAtlas(packed: Readonly<Record<Thing, string>>): Atlas {
  const stored = createMemory<Pixels>(Number.POSITIVE_INFINITY);
  const scaled = createMemory<Pixels>(MOST_SCALED);
  const pixelsOf = (thing: Thing): Pixels => stored(thing, () => unpackSprite(packed[thing]));
  return {
    pixelsOf,
    scaledOf: (thing, side) => scaled(`${thing} ${side}`, () => scaleSprite(pixelsOf(thing), side)),
  };
}

/** Makes each value once, as long as no more than `most` are kept; the oldest goes first. */
function createMemory<V>(most: number): (key: string, make: () => V) => V {
  const kept = new Map<string, V>();
  return (key, make) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make();
    for (const oldest of kept.keys()) {
      if (kept.size < most) break;
      kept.delete(oldest);
    }
    kept.set(key, made);
    return made;
  };
}

/** Brings the sprites, which the page's first load does not carry. Keep what it gives: every call unpacks anew. */
export async function loadAtlas(): Promise<Atlas> {
  const { SPRITES } = await import("./sprites.data");
  return decodeAtlas(SPRITES);
}
