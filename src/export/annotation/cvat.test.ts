import { describe, expect, it } from "vitest";
import * as z from "zod/mini";
import type { ImageId } from "../../action";
import { must } from "../../base";
import { imageBox } from "../../geometry";
import { applyEdit, type StepBody, type Trace } from "../../trace";
import { addImage, addStep, built, imageId, source, step } from "../../trace/testing";
import { CVAT } from "./cvat";
import { jsonOf, textOf } from "./testing/files";
import { CROP, PICTURE, ROTATED, sampleInput, sampleTrace } from "./testing/sample";
import { parseXml, type XmlElement } from "./testing/xml";

/** The sample with a box on the picture that is labelled so. */
function labelled(...labels: readonly string[]): Trace {
  return labels.reduce<Trace>(
    (trace, label, i) =>
      must(
        applyEdit(trace, {
          kind: "add-step",
          index: 0,
          step: step(`x${i}`, i === 0 ? "a" : `x${i - 1}`, {
            kind: "action",
            action: { kind: "box", image: PICTURE, box: imageBox(1, 2, 3, 4), label },
            declared: null,
          }),
        }),
      ),
    sampleTrace([]),
  );
}

const read = async (trace: Trace = sampleTrace()) => {
  const plan = CVAT.write(await sampleInput([trace]));
  const [root] = parseXml(textOf(plan, "annotations.xml") ?? "");
  const images = root?.inner.filter(({ name }) => name === "image") ?? [];
  return { plan, root, images };
};

const attributesOf = (shape: XmlElement | undefined): Readonly<Record<string, string>> =>
  Object.fromEntries((shape?.inner ?? []).map(({ attributes, text }) => [attributes.name ?? "", text]));

const labelsOf = (root: XmlElement | undefined): readonly string[] =>
  root?.inner[1]?.inner[0]?.inner[0]?.inner.map((label) => label.inner[0]?.text ?? "") ?? [];

describe("CVAT for images", () => {
  it("numbers pictures in the order of their names, as a server numbers the files that it is given", async () => {
    const box = (image: ImageId, label: string): StepBody => ({
      kind: "action",
      action: { kind: "box", image, box: imageBox(1, 2, 3, 4), label },
      declared: null,
    });
    const trace = built(
      ...["9", "1", "5"].map((digit) => addImage(source(digit))),
      addStep("p", null, { kind: "problem", question: "?", images: ["9", "1", "5"].map(imageId) }),
      addStep("a", "p", box(imageId("9"), "nine")),
      addStep("b", "a", box(imageId("1"), "one")),
      addStep("c", "b", box(imageId("5"), "five")),
    );
    const { images } = await read(trace);
    expect(
      images.map(({ attributes, inner }) => [attributes.id, attributes.name?.[0], inner[0]?.attributes.label]),
    ).toEqual([
      ["0", "1", "one"],
      ["1", "5", "five"],
      ["2", "9", "nine"],
    ]);
  });

  it("has a version, a task with every label and attribute, and one image for each picture", async () => {
    const { root, images, plan } = await read();
    expect(root?.name).toBe("annotations");
    expect(root?.inner.slice(0, 2).map(({ name }) => name)).toEqual(["version", "meta"]);
    expect(root?.inner[0]?.text).toBe("1.1");
    expect(labelsOf(root)).toEqual(["reference", "crop", "cat", "line", "nose", "dog", "region"]);
    expect(images.map(({ attributes }) => attributes)).toEqual([
      { id: "0", name: `${PICTURE}.png`, width: "100", height: "80" },
      { id: "1", name: `${CROP}.png`, width: "30", height: "40" },
      { id: "2", name: `${ROTATED}.png`, width: "128", height: "120" },
    ]);
    const inTask = z.array(
      z.strictObject({
        name: z.string().check(z.minLength(1), z.maxLength(64)),
        attributes: z.array(
          z.strictObject({
            name: z.string(),
            input_type: z.literal("text"),
            mutable: z.literal(false),
            values: z.tuple([z.literal("")]),
          }),
        ),
      }),
    );
    expect(inTask.parse(jsonOf(plan, "labels.json")).map(({ name }) => name)).toEqual(labelsOf(root));
  });

  it("has each shape in its own element, in pixels", async () => {
    const { images } = await read();
    const shapes = images[0]?.inner.map(({ name, attributes: { label, xtl, ytl, xbr, ybr, points } }) => [
      name,
      label,
      points ?? [xtl, ytl, xbr, ybr].join(" "),
    ]);
    expect(shapes?.slice(0, 7)).toEqual([
      ["box", "reference", "12 24 22 34"],
      ["box", "crop", "10 20 40 60"],
      ["box", "cat", "12.5 24 22.5 36"],
      ["polyline", "line", "0,0;50,40;100,0"],
      ["points", "nose", "12.5,30"],
      ["box", "dog", "90 70 100 80"],
      ["box", "region", "0 10 20 30"],
    ]);
    expect(shapes?.[7]?.slice(0, 2)).toEqual(["polygon", "cat"]);
  });

  it("says of each shape who made it, its numbers as they were written, and what raters say", async () => {
    const { images } = await read();
    const zoom = images[0]?.inner[1];
    expect(zoom?.attributes).toMatchObject({ source: "auto", occluded: "0", z_order: "0" });
    expect(attributesOf(zoom)).toMatchObject({
      kind: "crop",
      numbers: "permille 100 250 400 750",
      verdict: "disputed",
      tags: "localisation",
      notes: "",
      score: "0.75",
      step: "z",
    });
    expect(images[0]?.inner[5]?.attributes.source).toBe("manual");
  });

  it("keeps names within 64 characters, each its own, and tells the whole of them", async () => {
    const long = "a".repeat(70);
    const { root, images, plan } = await read(labelled(long, `${long}b`, `${"a".repeat(63)}👀`));
    const names = labelsOf(root);
    expect(new Set(names).size).toBe(names.length);
    expect(names.every((name) => name.length <= 64)).toBe(true);
    const boxes = images[0]?.inner.filter(({ attributes }) => attributes.label?.startsWith("aaa")) ?? [];
    expect(boxes.map((box) => attributesOf(box).words)).toEqual([long, `${long}b`, `${"a".repeat(63)}👀`]);
    expect(plan.changed.filter(({ code }) => code === "label-cut")).toHaveLength(3);
  });

  it("can hold any words", async () => {
    const hostile = `<!-- ]]> & "'\u0000\u001B\uD800 \n\t</box>`;
    const { images } = await read(labelled(hostile));
    const box = images[0]?.inner.find(({ attributes }) => attributes.label?.startsWith("<!--"));
    expect(attributesOf(box).words).toBe(`<!-- ]]> & "'\uFFFD\uFFFD\uFFFD \n\t</box>`);
  });
});
