import type { Size } from "./size";

// Engines differ in the last bits of a sine. Rounded this far a turned canvas is the same everywhere, and a side of
// 10,000 pixels is still placed to a thousandth.
const SINE_GRID = 2 ** 24;
const gridded = (value: number): number => Math.round(value * SINE_GRID) / SINE_GRID;

/** The cosine and the sine of an angle in degrees, the same on every machine. */
export const cosineAndSine = (degrees: number): readonly [cosine: number, sine: number] => [
  gridded(Math.cos((degrees * Math.PI) / 180)),
  gridded(Math.sin((degrees * Math.PI) / 180)),
];

/** The size of the canvas that holds all of an image turned by so many degrees, as PIL's `rotate(expand=True)` has it. */
export function turnedSize({ width, height }: Size, degrees: number): Size {
  if (degrees % 180 === 0) return { width, height };
  if (degrees % 90 === 0) return { width: height, height: width };
  const [cosine, sine] = cosineAndSine(degrees);
  return {
    width: grown(width, width * Math.abs(cosine) + height * Math.abs(sine)),
    height: grown(height, width * Math.abs(sine) + height * Math.abs(cosine)),
  };
}

/** The whole pixels that `extent` touches when it lies centred on a side of `length`, as PIL counts them. */
const grown = (length: number, extent: number): number =>
  Math.ceil((length + extent) / 2) - Math.floor((length - extent) / 2);
