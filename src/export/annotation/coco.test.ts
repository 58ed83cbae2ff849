import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { imageBox } from "../../geometry";
import { stepId } from "../../trace/testing";
import type { ExportPlan } from "../contract/target";
import { COCO } from "./coco";
import { areaOfPolygon } from "./shape";
import { jsonOf, textOf } from "./testing/files";
import { PICTURE, ROTATED, sampleInput, sampleTrace } from "./testing/sample";
import { viewPlaces } from "./views";

const id = z.int().check(z.minimum(1));
const finite = z.number().check(z.refine(Number.isFinite));
const bbox = z.tuple([finite, finite, finite.check(z.gt(0)), finite.check(z.gt(0))]);

/** What pycocotools, datumaro and others read: nothing is left out that one of them asks for. */
const instances = z.strictObject({
  info: z.strictObject({ description: z.string(), version: z.string() }),
  licenses: z.array(z.never()),
  images: z.array(
    z.strictObject({
      id,
      width: id,
      height: id,
      file_name: z.string().check(z.regex(/^[0-9a-f]{64}\.png$/)),
      points: z.optional(z.array(z.looseObject({ label: z.string(), at: z.tuple([finite, finite]) }))),
      paths: z.optional(z.array(z.looseObject({ label: z.string(), points: z.array(z.tuple([finite, finite])) }))),
    }),
  ),
  categories: z.array(z.strictObject({ id, name: z.string().check(z.minLength(1)), supercategory: z.string() })),
  annotations: z.array(
    z.strictObject({
      id,
      image_id: id,
      category_id: id,
      bbox,
      area: finite.check(z.gt(0)),
      iscrowd: z.literal(0),
      segmentation: z.array(z.array(finite).check(z.minLength(6))),
      attributes: z.record(z.string(), z.union([z.string(), finite])),
    }),
  ),
});
const results = z.array(z.strictObject({ image_id: id, category_id: id, bbox, score: finite })).check(z.minLength(1));

const people = (plan: ExportPlan) => instances.parse(jsonOf(plan, "annotations/instances_people.json"));
const model = (plan: ExportPlan) => instances.parse(jsonOf(plan, "annotations/instances_model.json"));

describe("COCO", () => {
  it("keeps what people hold for true apart from what the model marked", async () => {
    const plan = COCO.write(await sampleInput());
    const of = (set: z.infer<typeof instances>) =>
      set.annotations.map(({ category_id, bbox: box, attributes }) => [
        set.categories.find((category) => category.id === category_id)?.name,
        attributes.maker,
        ...box,
      ]);
    expect(of(people(plan))).toEqual([
      ["reference", "reference", 12, 24, 10, 10],
      ["crop", "model", 10, 20, 30, 40],
      ["dog", "person", 90, 70, 10, 10],
      ["region", "person", 0, 10, 20, 20],
    ]);
    expect(of(model(plan)).slice(0, 3)).toEqual([
      ["crop", "model", 10, 20, 30, 40],
      ["cat", "model", 12.5, 24, 10, 12],
      expect.arrayContaining(["cat", "model"]),
    ]);
  });

  it("gives ids that mean the same in both sets and in the results, and only pictures with a mark", async () => {
    const plan = COCO.write(await sampleInput());
    const [said, marked] = [people(plan), model(plan)];
    expect(said.categories).toEqual(marked.categories);
    expect(said.images.map(({ file_name }) => file_name)).toEqual([`${PICTURE}.png`]);
    for (const { id: image, file_name } of said.images)
      expect(marked.images.find((one) => one.id === image)?.file_name).toBe(file_name);
    expect(results.parse(jsonOf(plan, "results.json"))).toEqual([
      { image_id: 1, category_id: expect.any(Number), bbox: [10, 20, 30, 40], score: 0.75 },
    ]);
    for (const set of [said, marked]) {
      expect(set.annotations.map((one) => one.id)).toEqual(set.annotations.map((_, i) => i + 1));
      const known = new Set(set.images.map((image) => image.id));
      expect(set.annotations.every(({ image_id }) => known.has(image_id))).toBe(true);
    }
  });

  it("gives a box that was turned as a polygon with its own area", async () => {
    const trace = sampleTrace();
    const plan = COCO.write(await sampleInput([trace]));
    const turned = model(plan).annotations.find(({ segmentation }) => segmentation.length > 0);
    const shape = viewPlaces(trace)(ROTATED)?.outward({ kind: "box", box: imageBox(60, 50, 8, 6) });
    if (shape?.kind !== "polygon") throw new Error("A turned box is a polygon");
    expect(turned?.segmentation).toEqual([shape.points.flatMap(({ x, y }) => [x, y])]);
    expect(turned?.area).toBeCloseTo(areaOfPolygon(shape.points), 9);
    expect(turned?.area).toBeCloseTo(48, 5);
  });

  it("keeps points and paths in fields of the picture, and says so", async () => {
    const plan = COCO.write(await sampleInput());
    const [picture] = model(plan).images;
    expect(picture?.points?.map(({ at }) => at)).toEqual([[12.5, 30]]);
    expect(picture?.paths?.map(({ points }) => points)).toEqual([
      [
        [0, 0],
        [50, 40],
        [100, 0],
      ],
    ]);
    expect(plan.changed.map(({ code }) => code)).toEqual(
      expect.arrayContaining(["no-place-for-points", "no-place-for-paths"]),
    );
  });

  it("writes no results where nobody marked the picture, and says so", async () => {
    const unmarked = sampleTrace([], [{ kind: "set-reference", id: stepId("p"), reference: null }]);
    const plan = COCO.write(await sampleInput([unmarked], ["n"]));
    expect(textOf(plan, "results.json")).toBeNull();
    expect(textOf(plan, "annotations/instances_people.json")).toBeNull();
    expect(plan.leftOut.map(({ code, detail }) => [code, detail])).toEqual([["score-without-truth", "0.75"]]);
  });

  it("says which lines have no mark", async () => {
    const unmarked = sampleTrace([], [{ kind: "set-reference", id: stepId("p"), reference: null }]);
    const plan = COCO.write(await sampleInput([unmarked], ["t"]));
    expect(plan.leftOut).toEqual([{ code: "no-marks", at: { trace: "sample", line: "t" }, detail: "" }]);
    expect(plan.rowCount).toBe(0);
  });
});
