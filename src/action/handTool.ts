/** What a person can hold over the picture: to point and pan, or to make an action of one kind. */
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
] as const;
export type HandTool = (typeof HAND_TOOLS)[number];
