import type { ImageId } from "../../src/action";
import { createRng, type Rng } from "../../src/base";
import { imageBox, imagePoint } from "../../src/geometry";
import type { StageMark } from "../../src/stage";
import type { StepId } from "../../src/trace";

export const IMAGE = { id: "0".repeat(64) as ImageId, width: 1024, height: 768 };

/** A third boxes, a third lines of eight points, a third labels, all over the picture; the same for the same count. */
export function benchMarks(count: number): StageMark[] {
  const rng = createRng(count);
  return Array.from({ length: count }, (_, index): StageMark => {
    const step = { stepId: `s${index}` as StepId, author: "model", tone: "current" } as const;
    const at = imagePoint(rng.int(0, IMAGE.width - 60), rng.int(20, IMAGE.height - 60));
    if (index % 3 === 0) {
      const box = imageBox(at.x, at.y, rng.int(10, 60), rng.int(10, 60));
      return { ...step, action: { kind: "box", image: IMAGE.id, box, label: "" } };
    }
    if (index % 3 === 1) return { ...step, action: { kind: "line", image: IMAGE.id, points: wander(rng, at.x, at.y) } };
    return { ...step, action: { kind: "label", image: IMAGE.id, at, text: `mark ${index}` } };
  });
}

const wander = (rng: Rng, x: number, y: number) =>
  Array.from({ length: 8 }, (_, index) => imagePoint(x + index * 7, y + rng.int(0, 40)));
