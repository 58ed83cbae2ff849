/** Red, green, blue in 0–255 and how opaque it is, 0–255 (255 where left out). */
export type Color = readonly [red: number, green: number, blue: number, alpha?: number];
