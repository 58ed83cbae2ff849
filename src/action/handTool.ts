/**
 * What a person can hold over the picture: to point and pan, to make an action of one kind, or to mark a region
 * that is judged.
 */
export const HAND_TOOLS = [
  "select",
  "hand",
  "crop",
  "box",
  "line",
  "arrow",
  "point",
  "label",
  "highlight",
  "rotate",
  "region",
] as const;
export type HandTool = (typeof HAND_TOOLS)[number];
