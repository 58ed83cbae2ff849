import { expect, it } from "vitest";
import type { ImageId } from "../../src/action";
import { imageBox } from "../../src/geometry";
import { plainStep, type Step, type StepBody, type StepId } from "../../src/trace";
import { isReflective } from "./keep";

const step = (body: StepBody): Step =>
  plainStep({ id: "s" as StepId, parent: null, author: "model", atMillis: 0, body });
const zoom = (left: number, image = "1"): Step =>
  step({
    kind: "action",
    action: { kind: "zoom", image: image as ImageId, box: imageBox(left, 0, 10, 10) },
    declared: null,
  });
it("calls a run reflective that looked twice at different places of one image", () => {
  expect(isReflective([zoom(0), zoom(40)])).toBe(true);
  expect(isReflective([zoom(0), zoom(0)])).toBe(false);
  expect(isReflective([zoom(0)])).toBe(false);
  expect(isReflective([zoom(0), zoom(40, "its crop")])).toBe(false);
  expect(isReflective([zoom(0), zoom(40, "its crop"), zoom(80)])).toBe(true);
});
