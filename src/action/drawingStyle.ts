import * as z from "zod/mini";

/**
 * How a system's own tool draws a mark, where that is not how marks are drawn here: a named style, and where the mark
 * stands in it. `scale` is how many pixels of the image one pixel of the picture spans that the tool draws on. `order`
 * is the mark's place among those on its image, which tells its colour; null where the tool draws another mark of the
 * same label in its place. Files keep this under the name `pen`. The name of a style is open: a mark in a style that
 * nobody here knows is drawn as marks are drawn here.
 */
export const drawnByField = z.object({
  style: z.string().check(z.minLength(1), z.maxLength(100)),
  order: z.nullable(z.int().check(z.minimum(0), z.maximum(100_000))),
  scale: z.number().check(z.refine((scale) => scale > 0 && Number.isFinite(scale))),
});
export type DrawnBy = Readonly<z.infer<typeof drawnByField>>;

type Colour = readonly [red: number, green: number, blue: number];

/** A style by its name in `DrawnBy`, as plain data. Lengths are pixels of the picture that the tool draws on. */
export interface DrawingStyle {
  /** The colours of boxes, by the order of their labels; after the last the list begins again. */
  readonly boxColours: readonly [Colour, ...Colour[]];
  readonly lineColour: Colour;
  /** The discs at the two ends of a line. */
  readonly startColour: Colour;
  readonly endColour: Colour;
  readonly endRadius: number;
  /** Of a line and of the outline of a box, which lies within the box. */
  readonly width: number;
  /** Where a label stands, from the top left of its box. */
  readonly labelAt: { readonly x: number; readonly y: number };
}

/** The marks that a tool draws: none of a mark that another takes the place of. */
export const marksDrawnBy = <M extends object>(
  mark: M,
  pen: DrawnBy | undefined,
): readonly (M & { readonly pen?: DrawnBy })[] =>
  pen === undefined ? [mark] : pen.order === null ? [] : [{ ...mark, pen }];
