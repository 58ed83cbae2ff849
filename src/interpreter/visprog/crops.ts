import type { ImageId } from "../../action";
import { ok, type Result } from "../../base";
import type { Size } from "../../geometry";
import type { Doing, Module, ModuleRefusal } from "../module";
import { boxOfCorners, type Corners, type Thing } from "../value";

// The arithmetic of allenai/visprog, engine/step_interpreters.py at 9626868, in whole pixels. `trunc` is Python's `int`.
const half = (value: number): number => Math.trunc(value / 2);

/** Half as large again about the middle, as much of that as lies in the image: `CropInterpreter.expand_box`. */
export function expanded([left, top, right, bottom]: Corners, { width, height }: Size): Corners {
  const [reachX, reachY] = [Math.trunc((1.5 * (right - left)) / 2), Math.trunc((1.5 * (bottom - top)) / 2)];
  const [x, y] = [half(left + right), half(top + bottom)];
  return [Math.max(0, x - reachX), Math.max(0, y - reachY), Math.min(x + reachX, width), Math.min(y + reachY, height)];
}

type Cut = (box: Corners | null, size: Size) => Corners;

// Of nothing found each gives a half of the image; above and below give the left half, as the repository has it.
export const rightOf: Cut = (box, { width, height }) => [
  box ? half(box[0] + box[2]) : half(width),
  0,
  width - 1,
  height - 1,
];
export const leftOf: Cut = (box, { width, height }) => [0, 0, box ? half(box[0] + box[2]) : half(width), height - 1];
export const above: Cut = (box, { width, height }) =>
  box ? [0, 0, width - 1, half(box[1] + box[3])] : [0, 0, half(width), height - 1];
export const below: Cut = (box, { width, height }) =>
  box ? [0, half(box[1] + box[3]), width - 1, height - 1] : [0, 0, half(width), height - 1];

/** A module that cuts relative to the first of the things that it is handed. */
export const cropModule = (cut: Cut): Module => ({
  takes: { image: "image", box: "things" },
  gives: "image",
  plan(args) {
    const { image, size } = args.image();
    return cropped(image, cut(firstOf(args.things("box")), size));
  },
});

/** `CROP`, and those by other names that do the same: of nothing found the image as it is. */
export const CROP: Module = {
  takes: { image: "image", box: "things" },
  gives: "image",
  plan(args) {
    const value = args.value("image");
    const { image, size } = args.image();
    const box = firstOf(args.things("box"));
    return box ? cropped(image, expanded(box, size)) : ok({ kind: "give", on: image, value });
  },
};

const firstOf = (list: readonly Thing[]): Corners | null => list[0]?.box ?? null;

function cropped(image: ImageId, corners: Corners): Result<Doing, ModuleRefusal> {
  return ok({ kind: "show", action: { kind: "zoom", image, box: boxOfCorners(corners) } });
}
