import type { StageMark } from "../../stage";
import type { OverlaidAction } from "../../workspace/state";

// Eight colours that people with any colour vision tell apart (Okabe and Ito, 2008, without black; grey last).
const COLORS = [
  "rgb(230, 159, 0)",
  "rgb(86, 180, 233)",
  "rgb(0, 158, 115)",
  "rgb(240, 228, 66)",
  "rgb(0, 114, 178)",
  "rgb(213, 94, 0)",
  "rgb(204, 121, 167)",
  "rgb(150, 150, 150)",
];

/** In CSS pixels: of the worst branch and of the best. */
const THINNEST = 1;
const THICKEST = 4.5;

/** An action of a branch that is laid over the picture: in the colour of its branch, the thicker the more that is worth. */
export const overlaidMark = ({ step, action, branch, worth }: OverlaidAction): StageMark => ({
  stepId: step,
  action,
  author: "model",
  tone: "ghost",
  fixed: true,
  stroke: {
    color: COLORS[branch % COLORS.length] ?? "rgb(150, 150, 150)",
    width: THINNEST + worth * (THICKEST - THINNEST),
  },
});
