import type { ImageBox, ImagePoint } from "../geometry";
import type { DrawnBy } from "./drawingStyle";

/**
 * What an action leaves on the picture, as shapes in pixels of that image.
 * The raster draws them into pixels; the stage draws them as layers on top.
 */
export type Mark =
  | { readonly shape: "rectangle"; readonly box: ImageBox; readonly words: string; readonly pen?: DrawnBy }
  | { readonly shape: "wash"; readonly box: ImageBox }
  | {
      readonly shape: "polyline";
      readonly points: readonly ImagePoint[];
      readonly arrow: boolean;
      readonly pen?: DrawnBy;
    }
  | { readonly shape: "dot"; readonly at: ImagePoint; readonly words: string }
  | { readonly shape: "text"; readonly at: ImagePoint; readonly words: string };
