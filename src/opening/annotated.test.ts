// Exports of tools in which people and models mark pictures.
import { describe, expect, it } from "vitest";
import { readLog } from "./readLog";
import { findingsIn, lineIn, only, opened } from "./testing";

const rectangle = (x: number, y: number, label: string, more: object = {}) => ({
  ...{ id: "r", type: "rectanglelabels", from_name: "label", to_name: "image" },
  value: { x, y, width: 25, height: 50, rotation: 0, rectanglelabels: [label] },
  ...more,
});
const SIZED = { original_width: 400, original_height: 200, image_rotation: 0 };
const task = (more: object) => ({ id: 7, data: { image: "quay.jpg" }, created_at: "2024-01-01", project: 3, ...more });
const QUAY = { named: { "quay.jpg": { width: 400, height: 200 } } };

const boxesIn = ({ trace }: Awaited<ReturnType<typeof only>>) =>
  [...trace.steps.values()].flatMap(({ body }) =>
    body.kind === "problem"
      ? (body.reference?.boxes ?? []).map(({ box }) => Object.values(box).map(Math.round).join(" "))
      : [],
  );

describe("tasks of Label Studio", () => {
  it("have what people marked as the reference, and what a model marked as its words", async () => {
    const value = task({
      annotations: [{ id: 1, completed_by: 2, result: [rectangle(10, 20, "lamp", SIZED)], ground_truth: false }],
      predictions: [{ id: 1, model_version: "yolo-7", score: 0.75, result: [rectangle(12, 22, "lamp", SIZED)] }],
    });
    const record = await only([value], QUAY);
    expect(boxesIn(record)).toEqual(["40 40 100 100"]);
    expect(lineIn(record)).toEqual([
      "asked ",
      "box 48 44 100 100",
      'answer [{"bbox_2d": [48, 44, 148, 144], "label": "lamp"}]',
    ]);
    expect(record.trace.scores.map(({ name, value }) => [name, value])).toEqual([["prediction.score", 0.75]]);
    expect(findingsIn(record)).toEqual([]);
    expect(readLog(JSON.stringify(value)).records[0]?.model).toBe("yolo-7");
  });

  it("are a record for each annotator where no model marked any, the one that is true first", async () => {
    const records = await opened(
      task({
        annotations: [
          { result: [rectangle(10, 20, "lamp", SIZED)] },
          { result: [rectangle(50, 50, "bell", SIZED)], ground_truth: true },
          { result: [rectangle(0, 0, "rope", SIZED)], was_cancelled: true },
        ],
      }),
      QUAY,
    );
    expect(records.map(boxesIn)).toEqual([["200 100 100 100"], ["40 40 100 100"]]);
    expect(records.flatMap(findingsIn)).toEqual(["unknown-part rectanglelabels"]);
  });

  it("are placed by shares where nobody tells the size, as points too", async () => {
    const point = { type: "keypointlabels", value: { x: 50, y: 25, width: 1, keypointlabels: ["tip"] } };
    const record = await only(
      task({
        predictions: [{ result: [rectangle(12, 22, "lamp"), point] }],
        annotations: [{ result: [rectangle(10, 20, "lamp")] }],
      }),
      QUAY,
    );
    expect(boxesIn(record)).toEqual(["40 40 100 100"]);
    expect(lineIn(record).slice(0, 3)).toEqual(["asked ", "box 48 44 100 100", "point"]);
  });

  it("leave to the report what is no box, and are no runs where nothing is marked on a picture", async () => {
    const polygon = { type: "polygonlabels", value: { points: [[1, 2]], polygonlabels: ["a hull of a ship"] } };
    const askew = rectangle(10, 20, "askew one");
    const value = task({
      annotations: [
        { result: [polygon, { ...askew, value: { ...askew.value, rotation: 20 } }, rectangle(10, 20, "lamp", SIZED)] },
      ],
      data: { image: "quay.jpg", note: "seen from the old pier by a person who went there twice" },
    });
    const record = await only(value, QUAY);
    expect(boxesIn(record)).toEqual(["40 40 100 100"]);
    expect(findingsIn(record)).toEqual([
      "unknown-part polygonlabels",
      "unknown-part rectanglelabels",
      "unread-field data.note",
    ]);
    expect(readLog(JSON.stringify(task({ annotations: [{ result: [] }] }))).records).toEqual([]);
  });
});

const detection = (box: readonly number[], label: string, more: object = {}) => ({
  ...{ _id: { $oid: "1" }, _cls: "Detection", attributes: {}, tags: [], label, bounding_box: box },
  ...more,
});
const detections = (...all: readonly object[]) => ({ _cls: "Detections", detections: all });

describe("samples of FiftyOne", () => {
  const sample = {
    ...{ _id: { $oid: "0" }, filepath: "quay.jpg", tags: ["train"], _media_type: "image" },
    ground_truth: detections(detection([0.1, 0.2, 0.25, 0.5], "lamp")),
    yolo: detections(detection([0.12, 0.22, 0.25, 0.5], "lamp", { confidence: 0.9 })),
  };
  const metadata = { _cls: "ImageMetadata", size_bytes: 5, mime_type: "image/jpeg", width: 400, height: 200 };

  it.each([
    ["with their size", { samples: [{ ...sample, metadata }] }],
    ["without", { samples: [sample] }],
  ])("have what has a confidence as words, and the rest as the reference: %s", async (_, value) => {
    const record = await only(value, QUAY);
    expect(boxesIn(record)).toEqual(["40 40 100 100"]);
    expect(lineIn(record)[1]).toEqual("box 48 44 100 100");
    expect(findingsIn(record)).toEqual([]);
  });

  it("may be labelled as a whole", async () => {
    const label = { _cls: "Classification", label: "harbour" };
    const record = await only({ ...sample, ground_truth: label, yolo: { ...label, label: "quay", confidence: 0.5 } });
    expect(lineIn(record)).toEqual(["asked ", "answer quay"]);
    expect(readLog(JSON.stringify({ ...sample, ground_truth: label })).records[0]?.reference?.answer).toBe("harbour");
  });
});
