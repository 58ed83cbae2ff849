import fc from "fast-check";
import type { Action, ImageId } from "../../action";
import { imageBox, imagePoint } from "../../geometry";
import type { Author, StepId } from "../../trace";
import type { LayerView, StageMark, Tone } from "../contract/surface";

// Builders for tests of the stage.

export const IMAGE_ID = "a".repeat(64) as ImageId;
export const IMAGE_SIZE = { width: 1000, height: 800 };
export const VIEWPORT = { width: 1200, height: 700 };
export const NO_LAYERS: LayerView = { hidden: new Set(), locked: new Set(), solo: null };

export const stepId = (text: string): StepId => text as StepId;

export const markOf = (id: string, action: Action, more: Partial<StageMark> = {}): StageMark => ({
  stepId: stepId(id),
  action,
  author: "model",
  tone: "current",
  ...more,
});

export const boxAction = (left: number, top: number, width: number, height: number): Action => ({
  kind: "box",
  image: IMAGE_ID,
  box: imageBox(left, top, width, height),
  label: "",
});

const place = (most: number) => fc.integer({ min: 0, max: most });
const point = fc.record({ x: place(1000), y: place(800) }).map(({ x, y }) => imagePoint(x, y));
const box = fc
  .record({
    left: place(900),
    top: place(700),
    width: fc.integer({ min: 1, max: 100 }),
    height: fc.integer({ min: 1, max: 100 }),
  })
  .map(({ left, top, width, height }) => imageBox(left, top, width, height));

/** Actions of every kind that leaves a mark, inside `IMAGE_SIZE`. */
export const anyAction: fc.Arbitrary<Action> = fc.oneof(
  box.map((at): Action => ({ kind: "zoom", image: IMAGE_ID, box: at })),
  box.map((at): Action => ({ kind: "box", image: IMAGE_ID, box: at, label: "cup" })),
  box.map((at): Action => ({ kind: "highlight", image: IMAGE_ID, box: at })),
  fc.array(point, { minLength: 2, maxLength: 6 }).map((points): Action => ({ kind: "line", image: IMAGE_ID, points })),
  fc.tuple(point, point).map(([from, to]): Action => ({ kind: "arrow", image: IMAGE_ID, from, to })),
  point.map((at): Action => ({ kind: "point", image: IMAGE_ID, at, label: "" })),
  point.map((at): Action => ({ kind: "label", image: IMAGE_ID, at, text: "words" })),
);

export const anyMarks: fc.Arbitrary<StageMark[]> = fc
  .array(
    fc.record({
      action: anyAction,
      author: fc.constantFrom<Author>("model", "human", "import"),
      tone: fc.constantFrom<Tone>("current", "past", "ghost"),
    }),
    { maxLength: 60 },
  )
  .map((list) => list.map((mark, index) => ({ ...mark, stepId: stepId(`s${index}`) })));

export const anyCamera = fc
  .record({
    zoom: fc.double({ min: -3, max: 5, noNaN: true }),
    x: fc.integer({ min: -3000, max: 3000 }),
    y: fc.integer({ min: -3000, max: 3000 }),
  })
  .map(({ zoom, x, y }) => ({ scale: 2 ** zoom, x, y }));
