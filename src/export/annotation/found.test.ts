import { describe, expect, it } from "vitest";
import type { Edit } from "../../trace";
import { judgementId, stepId } from "../../trace/testing";
import type { ExportPlan, ExportTarget } from "../contract/target";
import { COCO } from "./coco";
import { CVAT } from "./cvat";
import { holdersOf } from "./drawn";
import { LABEL_STUDIO } from "./labelStudio/target";
import { markedPictures } from "./marks";
import { textOf as findText } from "./testing/files";
import { CROP, JUDGEMENTS, PICTURE, sampleInput, sampleTrace, TOOL_CALL } from "./testing/sample";
import { parseXml } from "./testing/xml";
import { W3C_ANNOTATION } from "./w3c/target";

const withTool = (...more: readonly Edit[]) => sampleInput([sampleTrace(JUDGEMENTS, [...TOOL_CALL, ...more])], ["fo"]);

const textOf = (plan: ExportPlan, path: string): string => findText(plan, path) ?? "";

const written = async (target: ExportTarget, toolMarks = true): Promise<ExportPlan> =>
  target.write({ ...(await withTool()), toolMarks });

const codes = (told: ExportPlan["leftOut"]): readonly string[] => told.map(({ code }) => code);

describe("what a tool found", () => {
  it("is a mark by that tool, on the picture that it was called on and on the one that this was made from", async () => {
    const { pictures } = markedPictures(await withTool());
    const found = pictures.flatMap(({ image, marks }) =>
      marks.filter(({ maker }) => maker.kind === "tool").map((mark) => ({ ...mark, image })),
    );
    expect(found.map(({ image, label, shape, score }) => [image, label, shape.kind, score])).toEqual([
      [PICTURE, "cat", "box", 0.9],
      [PICTURE, "a dog", "polygon", 0.5],
      [PICTURE, "found", "path", null],
      [CROP, "cat", "box", 0.9],
      [CROP, "a dog", "polygon", 0.5],
      [CROP, "found", "path", null],
    ]);
    expect(found[0]).toMatchObject({
      key: `sample/fo/found-1@${PICTURE}`,
      drawnOn: CROP,
      maker: { kind: "tool", name: "find-objects" },
      shape: { box: { left: 12, top: 24, width: 10, height: 12 } },
    });
  });

  it("is nobody's truth, not even where a rater found the finding correct", async () => {
    const [first] = JUDGEMENTS;
    if (!first) throw new Error("There are judgements");
    const agreed = { ...first, id: judgementId("f"), target: { kind: "step", step: stepId("fo") } as const };
    const { pictures } = markedPictures(await withTool({ kind: "add-judgement", judgement: agreed }));
    const found = pictures.flatMap(({ marks }) => marks).filter(({ maker }) => maker.kind === "tool");
    expect(found.map(holdersOf)).toEqual(found.map(() => []));
    expect(new Set(found.map(({ rating }) => rating))).toEqual(new Set(["correct"]));
  });

  it("is left out where that is asked, and told once with its count", async () => {
    for (const target of [COCO, CVAT, LABEL_STUDIO, W3C_ANNOTATION]) {
      const [all, less] = [await written(target), await written(target, false)];
      expect(less.leftOut.filter(({ code }) => code === "tool-marks-not-wanted")).toMatchObject([
        { detail: "3", at: { step: "fo" } },
      ]);
      expect(codes(all.leftOut)).not.toContain("tool-marks-not-wanted");
      expect(JSON.stringify(less.files)).not.toContain("find-objects");
      expect(JSON.stringify(all.files)).toContain("find-objects");
    }
  });
});

describe("what a tool found, in each format", () => {
  it("is a set of its own in COCO, with results of its own where people marked the picture", async () => {
    const plan = await written(COCO);
    const tools = JSON.parse(textOf(plan, "annotations/instances_tools.json"));
    expect(
      tools.annotations.map(({ attributes, segmentation }: { attributes: object; segmentation: number[][] }) => [
        attributes,
        segmentation.length,
      ]),
    ).toMatchObject([
      [{ maker: "tool", name: "find-objects", score: 0.9, kind: "found" }, 0],
      [{ maker: "tool", score: 0.5 }, 1],
      [{ maker: "tool", score: 0.9 }, 0],
      [{ maker: "tool", score: 0.5 }, 1],
    ]);
    const people = JSON.parse(textOf(plan, "annotations/instances_people.json"));
    const truths = new Set(people.images.map(({ id }: { id: number }) => id));
    const results = JSON.parse(textOf(plan, "results_tools.json"));
    expect(results.map(({ score }: { score: number }) => score)).toEqual([0.9, 0.5]);
    expect(results.every(({ image_id }: { image_id: number }) => truths.has(image_id))).toBe(true);
    for (const name of ["people", "model"])
      expect(textOf(plan, `annotations/instances_${name}.json`)).not.toContain("find-objects");
    expect(codes(plan.changed)).toContain("no-place-for-paths");
    expect(plan.settings.map(({ text }) => text).join()).toContain("results_tools.json");
  });

  it("is a prediction of the tool's in Label Studio, each with its score", async () => {
    const tasks = JSON.parse(textOf(await written(LABEL_STUDIO), "pictures/tasks.json"));
    const predictions = tasks.flatMap((task: { predictions: { model_version: string }[] }) => task.predictions);
    const ofTool = predictions.filter(
      ({ model_version }: { model_version: string }) => model_version === "tool find-objects",
    );
    expect(ofTool.map(({ result }: { result: { score?: number }[] }) => result.map(({ score }) => score))).toEqual([
      [0.9, 0.5, undefined],
      [0.9, 0.5, undefined],
    ]);
    expect(JSON.stringify(tasks.map(({ annotations }: { annotations: unknown }) => annotations))).not.toContain(
      "find-objects",
    );
  });

  it("is marked as made by itself in CVAT, with tool and score as attributes", async () => {
    const xml = parseXml(textOf(await written(CVAT), "annotations.xml"));
    const text = JSON.stringify(xml);
    expect(text).toContain("find-objects");
    expect(text.match(/"tool"/g)?.length).toBe(6);
    expect(text.match(/"0\.9"/g)?.length).toBe(2);
  });

  it("is by software in a web annotation, which has no field for its confidence and says so", async () => {
    const plan = await written(W3C_ANNOTATION);
    const { items } = JSON.parse(textOf(plan, "annotations.jsonld")).first;
    const ofTool = items.filter(({ creator }: { creator?: { name: string } }) => creator?.name === "find-objects");
    expect(ofTool).toHaveLength(6);
    expect(ofTool[0]).toMatchObject({ creator: { type: "Software" } });
    expect(JSON.stringify(ofTool[0])).toContain("confidence 0.9");
    expect(plan.changed.filter(({ code }) => code === "confidence-as-words").map(({ detail }) => detail)).toEqual(
      expect.arrayContaining(["0.9", "0.5"]),
    );
  });
});
