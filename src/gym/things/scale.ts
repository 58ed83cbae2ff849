import { type Pixels, resize } from "../../pixels";

/**
 * A sprite at `side` × `side` pixels, straight alpha.
 *
 * `resize` does not read alpha, so colours and alpha go through it as two opaque images. The colours first spread into
 * what is hidden: no dark of a hidden pixel then bleeds into the rim, and the window's overshoot at the rim, which the
 * clamp would take from the alpha but leave in the colours, has no edge to arise from.
 */
export function scaleSprite(sprite: Pixels, side: number): Pixels {
  const scaled = resize(withColorsSpread(sprite), side, side);
  const cover = resize(alphaAsGrey(sprite), side, side);
  for (let at = 0; at < scaled.data.length; at += 4) scaled.data[at + 3] = cover.data[at]!;
  return scaled;
}

/** Every hidden pixel takes the colour of one beside it, to the right and down first, then to the left and up. */
function withColorsSpread({ width, height, data: source }: Pixels): Pixels {
  const colors = new Int32Array(new Uint8ClampedArray(source).buffer);
  const isKnown = Uint8Array.from(colors, (_, at) => (source[at * 4 + 3]! > 0 ? 1 : 0));
  const take = (at: number, from: number) => {
    if (isKnown[at] || !isKnown[from]) return;
    colors[at] = colors[from]!;
    isKnown[at] = 1;
  };
  for (let at = 0; at < colors.length; at++) {
    if (at % width > 0) take(at, at - 1);
    take(at, at - width);
  }
  for (let at = colors.length - 1; at >= 0; at--) {
    if (at % width < width - 1) take(at, at + 1);
    take(at, at + width);
  }
  return { width, height, data: new Uint8ClampedArray(colors.buffer) };
}

function alphaAsGrey({ width, height, data: source }: Pixels): Pixels {
  const data = new Uint8ClampedArray(source.length);
  for (let at = 0; at < data.length; at++) data[at] = source[at | 3]!;
  return { width, height, data };
}
