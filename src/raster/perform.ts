import { type Action, type ActionRefusal, fitAction, planAction, type RasterOperation } from "../action";
import { mapResult, type Result } from "../base";
import { crop, flip, type Pixels, rotate } from "../pixels";
import { drawMarks } from "./mark";

/**
 * The image that `action` makes of `pixels`. A zoom keeps the size of its crop: making it as large as a network
 * wants it is the model family's business. The pixels given are left as they are.
 */
export const performAction = (action: Action, pixels: Pixels): Result<Pixels, ActionRefusal> =>
  mapResult(fitAction(action, pixels), (fitted) => planAction(fitted, pixels).reduce(operate, pixels));

function operate(pixels: Pixels, operation: RasterOperation): Pixels {
  switch (operation.operation) {
    case "crop":
      return crop(pixels, operation.box);
    case "rotate":
      return rotate(pixels, operation.degrees);
    case "flip":
      return flip(pixels, operation.axis);
    case "draw":
      return drawMarks(pixels, operation.marks);
  }
}
