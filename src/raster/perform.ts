import { type Action, type ActionRefusal, fitAction, planAction, type RasterOperation } from "../action";
import { err, ok, type Result } from "../base";
import { type Size, turnedSize } from "../geometry";
import { crop, cropOnBlack, flip, type Pixels, rotate } from "../pixels";
import { fitsMemory } from "./limits";
import { type DrawingStyles, drawMarks } from "./mark";

/**
 * Why an action makes no image. `too-large`: a turned image is larger than the one before, and turns add up; so is one that is cut beyond its sides.
 * `makes-no-image`: it shows images that are there, or is a program, which is never run.
 */
export type PerformRefusal = ActionRefusal | "too-large" | "makes-no-image";

/**
 * The image that `action` makes of `pixels`. A zoom keeps the size of its crop: making it as large as a network
 * wants it is the model family's business. The pixels given are left as they are. Marks in one of the `styles` are drawn so.
 */
export function performAction(
  action: Action,
  pixels: Pixels,
  styles: DrawingStyles = new Map(),
): Result<Pixels, PerformRefusal> {
  const fitted = fitAction(action, pixels);
  if (!fitted.ok) return fitted;
  const plan = planAction(fitted.value, pixels);
  if (plan.length === 0) return err("makes-no-image");
  let made = pixels;
  for (const operation of plan) {
    if (!fitsMemory(sizeAfter(operation, made))) return err("too-large");
    made = operate(made, operation, styles);
  }
  return ok(made);
}

/** How large a picture becomes that may grow: turned ones do, and such as are cut beyond their sides. */
function sizeAfter(operation: RasterOperation, size: Size): Size {
  if (operation.operation === "rotate") return turnedSize(size, operation.degrees);
  return operation.operation === "crop" && operation.black ? operation.box : size;
}

function operate(pixels: Pixels, operation: RasterOperation, styles: DrawingStyles): Pixels {
  switch (operation.operation) {
    case "crop":
      return operation.black ? cropOnBlack(pixels, operation.box, operation.black) : crop(pixels, operation.box);
    case "rotate":
      return rotate(pixels, operation.degrees);
    case "flip":
      return flip(pixels, operation.axis);
    case "draw":
      return drawMarks(pixels, operation.marks, styles);
  }
}
