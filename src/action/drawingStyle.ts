import * as z from "zod/mini";

/**
 * How a system's own tool draws a mark, where that is not how marks are drawn here. `scale` is how many pixels of the
 * image one pixel of the picture spans that the tool draws on. `order` is the mark's place among those on its image,
 * which tells its colour; null where the tool draws another mark of the same label in its place.
 */
export const penField = z.object({
  style: z.literal("vilasr"),
  order: z.nullable(z.int().check(z.minimum(0), z.maximum(100_000))),
  scale: z.number().check(z.refine((scale) => scale > 0 && Number.isFinite(scale))),
});
export type Pen = Readonly<z.infer<typeof penField>>;

/** The marks that a pen draws: none of a mark that another takes the place of. */
export const penned = <M extends object>(mark: M, pen: Pen | undefined): readonly (M & { readonly pen?: Pen })[] =>
  pen === undefined ? [mark] : pen.order === null ? [] : [{ ...mark, pen }];
