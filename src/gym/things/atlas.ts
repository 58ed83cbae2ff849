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
  const pixelsOf = remember((thing: Thing) => unpackSprite(packed[thing]), Number.POSITIVE_INFINITY);
  const scaled = remember((key: `${Thing} ${number}`) => {
    const [thing, side] = key.split(" ") as [Thing, string]; // as the type of the key says
    return scaleSprite(pixelsOf(thing), Number(side));
  }, MOST_SCALED);
  return { pixelsOf, scaledOf: (thing, side) => scaled(`${thing} ${side}`) };
}

/** `make`, which makes each value once as long as no more than `most` are kept; the oldest goes first. */
function remember<K, V>(make: (key: K) => V, most: number): (key: K) => V {
  const kept = new Map<K, V>();
  return (key) => {
    const known = kept.get(key);
    if (known !== undefined) return known;
    const made = make(key);
    for (const oldest of kept.keys()) {
      if (kept.size < most) break;
      kept.delete(oldest);
    }
    kept.set(key, made);
    return made;
  };
}
