const SIDES = ["top", "bottom", "left", "right"] as const;
export type HintSide = (typeof SIDES)[number];

/** What a control does and the key that does the same, as attributes of it: `Hints` tells them on hover and focus. */
export const hinted = (text: string, key?: string, side: HintSide = "bottom") => ({
  "data-hint": text,
  "data-hint-key": key,
  "data-hint-side": side,
});

/** On which side of the control its hint is wanted. */
export const sideOf = ({ dataset }: Pick<HTMLElement, "dataset">): HintSide =>
  SIDES.find((side) => side === dataset.hintSide) ?? "bottom";
