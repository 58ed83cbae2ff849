import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { imageBox, imagePoint } from "../../../geometry";
import type { Edit } from "../../../trace";
import { step } from "../../../trace/testing";
import type { ExportPlan } from "../../contract/target";
import { stepText } from "../stepText";
import { jsonOf, pathsOf, textOf } from "../testing/files";
import { CROP, PICTURE, ROTATED, sampleInput, sampleTrace } from "../testing/sample";
import { parseXml } from "../testing/xml";
import { viewPlaces } from "../views";
import { LABEL_STUDIO } from "./target";

const percent = z.number().check(z.minimum(0), z.maximum(100));
const text = z.string().check(z.minLength(1));
const labels = z.tuple([text]);
const meta = z.optional(z.strictObject({ text: z.array(text).check(z.minLength(1)) }));

const onPicture = {
  id: text,
  to_name: z.literal("image"),
  original_width: z.int(),
  original_height: z.int(),
  image_rotation: z.literal(0),
  score: z.optional(z.number().check(z.minimum(0), z.maximum(1))),
  meta,
};
const pictureResult = z.discriminatedUnion("type", [
  z.strictObject({
    ...onPicture,
    type: z.literal("rectanglelabels"),
    from_name: z.literal("box"),
    value: z.strictObject({
      x: percent,
      y: percent,
      width: percent,
      height: percent,
      rotation: z.literal(0),
      rectanglelabels: labels,
    }),
  }),
  z.strictObject({
    ...onPicture,
    type: z.literal("polygonlabels"),
    from_name: z.literal("polygon"),
    value: z.strictObject({
      points: z.array(z.tuple([percent, percent])).check(z.minLength(3)),
      closed: z.literal(true),
      polygonlabels: labels,
    }),
  }),
  z.strictObject({
    ...onPicture,
    type: z.literal("keypointlabels"),
    from_name: z.literal("point"),
    value: z.strictObject({ x: percent, y: percent, width: z.number(), keypointlabels: labels }),
  }),
  z.strictObject({
    ...onPicture,
    type: z.literal("vectorlabels"),
    from_name: z.literal("path"),
    value: z.strictObject({
      vertices: z.array(z.strictObject({ id: text, x: percent, y: percent })).check(z.minLength(2)),
      closed: z.literal(false),
      vectorlabels: labels,
    }),
  }),
]);

const annotationOf = <T extends z.ZodMiniType>(result: T) =>
  z.strictObject({ was_cancelled: z.literal(false), ground_truth: z.boolean(), result: z.array(result) });

const pictureTasks = z.array(
  z.strictObject({
    id: z.int().check(z.minimum(1)),
    data: z.strictObject({
      image: z.string().check(z.regex(/^\/data\/local-files\/\?d=images\/[0-9a-f]{64}\.png$/)),
      traces: z.array(z.string()),
      raters: z.array(z.string()),
    }),
    predictions: z.array(z.strictObject({ model_version: text, result: z.array(pictureResult) })),
    annotations: z.array(annotationOf(pictureResult)),
  }),
);

const onSteps = { id: text, to_name: z.literal("steps"), meta };
const stepResult = z.discriminatedUnion("type", [
  z.strictObject({
    ...onSteps,
    type: z.literal("paragraphlabels"),
    from_name: z.literal("verdict"),
    value: z.strictObject({
      start: z.string().check(z.regex(/^\d+$/)),
      end: z.string().check(z.regex(/^\d+$/)),
      startOffset: z.int(),
      endOffset: z.int(),
      text,
      paragraphlabels: labels,
    }),
  }),
  z.strictObject({
    ...onSteps,
    type: z.literal("choices"),
    from_name: z.enum(["tags", "flags", "overall"]),
    value: z.strictObject({ choices: z.array(text).check(z.minLength(1)) }),
  }),
  z.strictObject({
    ...onSteps,
    type: z.literal("textarea"),
    from_name: z.enum(["note", "overall-note"]),
    value: z.strictObject({ text: z.array(text).check(z.minLength(1)) }),
  }),
  z.strictObject({
    type: z.literal("relation"),
    from_id: text,
    to_id: text,
    direction: z.literal("right"),
    labels: z.tuple([z.literal("causes")]),
  }),
]);
const stepTasks = z.array(
  z.strictObject({
    id: z.int().check(z.minimum(1)),
    data: z.strictObject({
      question: z.string(),
      steps: z.array(z.strictObject({ author: text, text })).check(z.minLength(1)),
      pictures: z.array(z.string()),
      trace: text,
      line: text,
      raters: z.array(z.string()),
    }),
    predictions: z.tuple([]),
    annotations: z.array(annotationOf(stepResult)),
  }),
);

const written = async (leaves: readonly string[] | null = null) => {
  const plan = LABEL_STUDIO.write(await sampleInput([sampleTrace()], leaves));
  return {
    plan,
    pictures: pictureTasks.parse(jsonOf(plan, "pictures/tasks.json")),
    steps: stepTasks.parse(jsonOf(plan, "steps/tasks.json")),
  };
};

describe("Label Studio's pictures", () => {
  it("are one task each, with percents of their own size", async () => {
    const { pictures, plan } = await written();
    expect(pictures.map(({ data }) => data.image)).toEqual(
      [PICTURE, CROP, ROTATED].map((image) => `/data/local-files/?d=images/${image}.png`),
    );
    for (const { data } of pictures) expect(pathsOf(plan)).toContain(data.image.split("?d=")[1]);
    const inCrop = pictures[1]?.predictions[0]?.result[0];
    // The crop is 30 × 40 pixels, the box 2.5, 4, 10, 12.
    expect(inCrop).toMatchObject({
      original_width: 30,
      original_height: 40,
      value: { x: (2.5 / 30) * 100, y: 10, width: (10 / 30) * 100, height: 30, rectanglelabels: ["cat"] },
    });
  });

  it("have the model's marks as predictions, and as annotations what people hold for true", async () => {
    const { pictures } = await written();
    const [picture] = pictures;
    expect(picture?.predictions.flatMap(({ result }) => result.map(({ type }) => type))).toEqual([
      "rectanglelabels",
      "rectanglelabels",
      "vectorlabels",
      "keypointlabels",
      "polygonlabels",
    ]);
    expect(
      picture?.annotations.map(({ ground_truth, result }) => [
        ground_truth,
        ...result.map(({ value }) => ("rectanglelabels" in value ? value.rectanglelabels[0] : "")),
      ]),
    ).toEqual([
      // Ana found the crop correct and judged a region; Ben found the crop wrong.
      [false, "crop", "region"],
      [false, "dog"],
      [true, "reference"],
    ]);
    expect(picture?.data.raters).toEqual(["ana", "me"]);
  });

  it("give no id twice", async () => {
    for (const { predictions, annotations } of (await written()).pictures) {
      const ids = [...predictions, ...annotations].flatMap(({ result }) => result.map(({ id }) => id));
      expect(new Set(ids).size).toBe(ids.length);
    }
  });

  it("turn the corners of a box in pixels, and never tell of a rotation", async () => {
    const { pictures } = await written();
    const turned = pictures[0]?.predictions[0]?.result.find(({ type }) => type === "polygonlabels");
    const shape = viewPlaces(sampleTrace())(ROTATED)?.outward({ kind: "box", box: imageBox(60, 50, 8, 6) });
    if (shape?.kind !== "polygon" || turned?.type !== "polygonlabels") throw new Error("A turned box is a polygon");
    const inPixels = turned.value.points.map(([x, y]) => [(x / 100) * 100, (y / 100) * 80]);
    for (const [i, [x = 0, y = 0]] of inPixels.entries()) {
      expect(x).toBeCloseTo(shape.points[i]?.x ?? Number.NaN, 9);
      expect(y).toBeCloseTo(shape.points[i]?.y ?? Number.NaN, 9);
    }
  });

  it("are told where a converter would drop one without a word: paths, points but the last, polygons beside boxes", async () => {
    const point = (id: string): Edit => ({
      kind: "add-step",
      step: step(id, "n", {
        kind: "action",
        action: { kind: "point", image: PICTURE, at: imagePoint(1, 2), label: "nose" },
        declared: null,
      }),
      index: 0,
    });
    const told = ({ changed, settings }: ExportPlan) => ({
      codes: changed.map(({ code, at }) => `${code} ${at.step}`).filter((each) => each.includes("not-converted")),
      isMixed: settings.some(({ text: needed }) => needed.includes("YOLO apart")),
    });
    const one = LABEL_STUDIO.write(await sampleInput([sampleTrace()], ["a"]));
    expect(told(one)).toEqual({ codes: ["path-not-converted l"], isMixed: false });
    const two = LABEL_STUDIO.write(await sampleInput([sampleTrace([], [point("m")])]));
    expect(told(two)).toEqual({ codes: ["path-not-converted l", "point-not-converted n"], isMixed: true });
  });

  it("fit their configuration: each label is in the control that its result names", async () => {
    const { pictures, plan } = await written();
    const controls = controlsOf(textOf(plan, "pictures/config.xml") ?? "");
    for (const result of pictures
      .flatMap((task) => [...task.predictions, ...task.annotations])
      .flatMap((of) => of.result)) {
      const control = controls.get(result.from_name);
      expect(control?.tag.toLowerCase()).toBe(result.type);
      expect(control?.values).toContain(labelIn(result.value));
    }
    const points = controls.get("point");
    expect(points?.indices).toEqual(points?.values.map((_, i) => String(i)));
  });
});

describe("Label Studio's steps", () => {
  it("are paragraphs in their order, each judgement by its rater", async () => {
    const { steps } = await written(["a"]);
    const [task] = steps;
    expect(task?.data.steps.map(({ author }) => author)).toEqual([
      "question",
      "model",
      "model",
      "tool",
      "model",
      "model",
      "model",
      "person",
      "model",
    ]);
    expect(task?.data.raters).toEqual(["ana", "ben"]);
    expect(task?.annotations).toHaveLength(2);
  });

  it("mark the words that were judged", async () => {
    const { steps } = await written(["a"]);
    const words = steps[0]?.annotations[0]?.result.find((one) => one.type === "paragraphlabels" && one.id === "j3");
    expect(words).toMatchObject({ value: { start: "1", startOffset: 8, endOffset: 14, text: "closer" } });
    const value = words && "value" in words && "startOffset" in words.value ? words.value : null;
    const said = steps[0]?.data.steps[1]?.text ?? "";
    expect(said.slice(value?.startOffset, value?.endOffset)).toBe("closer");
    expect(said).toBe(stepText([...sampleTrace().steps.values()][1]!));
  });

  it("link a cause to its effect within one annotation", async () => {
    const { steps } = await written(["a"]);
    for (const { result } of steps[0]?.annotations ?? []) {
      const ids = new Set(result.flatMap((one) => ("id" in one ? [one.id] : [])));
      for (const one of result)
        if (one.type === "relation") expect(ids.has(one.from_id) && ids.has(one.to_id)).toBe(true);
    }
    const relations = steps[0]?.annotations.flatMap(({ result }) => result.filter(({ type }) => type === "relation"));
    expect(relations).toEqual([
      { type: "relation", from_id: "j5/cause", to_id: "j5/effect", direction: "right", labels: ["causes"] },
    ]);
  });

  it("tell of a link that leads off the line", async () => {
    const { plan } = await written(["o"]);
    expect(plan.leftOut.map(({ code, at }) => [code, at.step])).toEqual([["no-step-for-judgement", "z"]]);
  });

  it("fit their configuration", async () => {
    const { steps, plan } = await written();
    const controls = controlsOf(textOf(plan, "steps/config.xml") ?? "");
    for (const result of steps.flatMap(({ annotations }) => annotations.flatMap((of) => of.result))) {
      if (result.type === "relation") continue;
      const control = controls.get(result.from_name);
      expect(control?.tag.toLowerCase()).toBe(result.type);
      const said =
        "choices" in result.value
          ? result.value.choices
          : "paragraphlabels" in result.value
            ? result.value.paragraphlabels
            : [];
      expect(control?.values).toEqual(expect.arrayContaining([...said]));
    }
  });
});

/** Every kind of value has one list of labels, the last of its fields. */
const labelIn = (value: Readonly<Record<string, unknown>>): unknown => {
  const labels = Object.values(value).at(-1);
  return Array.isArray(labels) ? labels[0] : null;
};

interface Control {
  readonly tag: string;
  readonly values: readonly string[];
  readonly indices: readonly string[];
}

function controlsOf(config: string): ReadonlyMap<string, Control> {
  const [view] = parseXml(config);
  return new Map(
    (view?.inner ?? []).map((control) => [
      control.attributes.name ?? "",
      {
        tag: control.name,
        values: control.inner.map(({ attributes }) => attributes.value ?? ""),
        indices: control.inner.map(({ attributes }) => attributes.model_index ?? ""),
      },
    ]),
  );
}
