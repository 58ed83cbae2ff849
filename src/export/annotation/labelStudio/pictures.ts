import { type DrawnMark, holdersOf, type MarkMaker } from "../drawn";
import { declaredText, groupedBy, labelsOf, notesOf, picturePath, tagsOf } from "../labels";
import type { MarkedPicture } from "../marks";
import type { MarkShape } from "../shape";
import { element } from "../xml";

// One task a picture: the converter of label-studio-sdk makes COCO and YOLO only of projects with one picture a task and
// nothing beside it (2.1.2, `Converter.supported_formats`).

/** An answer of Label Studio's: something on a task, by one person or one model. */
export interface LabelStudioResult {
  readonly id: string;
  readonly from_name: string;
  readonly to_name: string;
  readonly type: string;
  readonly value: Readonly<Record<string, unknown>>;
  readonly original_width?: number;
  readonly original_height?: number;
  readonly image_rotation?: 0;
  readonly score?: number;
  readonly meta?: { readonly text: readonly string[] };
}

export interface LabelStudioRelation {
  readonly type: "relation";
  readonly from_id: string;
  readonly to_id: string;
  readonly direction: "right";
  readonly labels: readonly string[];
}

export interface LabelStudioTask {
  /** From 1. */
  readonly id: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly predictions: readonly { readonly model_version: string; readonly result: readonly LabelStudioResult[] }[];
  readonly annotations: readonly LabelStudioAnnotation[];
}

/**
 * `completed_by` is left out: an import with a number that is no user of the server's is refused. Who it was stands in
 * the `meta` of each result and in `data.raters`.
 */
export interface LabelStudioAnnotation {
  readonly was_cancelled: false;
  readonly ground_truth: boolean;
  readonly result: readonly (LabelStudioResult | LabelStudioRelation)[];
}

/** The path by which Label Studio serves a file of its document root. */
export const servedPath = (image: string): string => `/data/local-files/?d=${picturePath(image)}`;

/** The labelling configuration that these pictures' tasks need. */
export function pictureConfig(pictures: readonly MarkedPicture[]): string {
  const labels = (kind: MarkShape["kind"]): readonly string[] => labelsOf(pictures, kind);
  const control = (tag: string, name: string, values: readonly string[], isNumbered = false): readonly string[] =>
    values.length === 0
      ? []
      : [
          element(
            tag,
            { name, toName: "image" },
            // Key points without an index end the conversion to COCO with an error, and leave YOLO empty.
            values.map((value, i) => element("Label", { value, model_index: isNumbered ? i : undefined })),
          ),
        ];
  // Without rectangles the converter offers no COCO; a project may have had none so far.
  const boxes = labels("box");
  return `${element("View", {}, [
    element("Image", { name: "image", value: "$image", zoom: "true", zoomControl: "true" }),
    ...control("RectangleLabels", "box", boxes.length > 0 ? boxes : ["box"]),
    ...control("PolygonLabels", "polygon", labels("polygon")),
    ...control("KeyPointLabels", "point", labels("point"), true),
    ...control("VectorLabels", "path", labels("path")),
  ])}\n`;
}

/**
 * A picture as a task. The marks of the model and of each tool are predictions; annotations are what people hold for true: their own marks,
 * the regions that they judged, the model's marks that they found correct, and the reference as ground truth.
 */
export function pictureTask(picture: MarkedPicture, id: number): LabelStudioTask {
  const { marks } = picture;
  const result = (mark: DrawnMark): LabelStudioResult => resultOf(mark, picture);
  const guesses = marks.filter(({ maker }) => maker.kind === "model" || maker.kind === "tool");
  const predictors = groupedBy(guesses, ({ maker }) => predictorOf(maker));
  const held = marks.flatMap((mark) => holdersOf(mark).map((rater) => ({ rater, mark })));
  const people = groupedBy(held, ({ rater }) => rater);
  const references = marks.filter(({ maker }) => maker.kind === "reference");
  return {
    id,
    data: {
      image: servedPath(picture.image),
      traces: [...new Set(marks.map(({ trace }) => trace))],
      raters: [...people.keys()],
    },
    predictions: [...predictors].map(([model_version, drawn]) => ({ model_version, result: drawn.map(result) })),
    annotations: [
      ...[...people.values()].map((one) => annotation(one.map(({ mark, rater }) => result(keptBy(rater, mark))))),
      ...(references.length === 0 ? [] : [annotation(references.map(result), true)]),
    ],
  };
}

/** Who predicted, as the list of predictions names it. A tool says that it is one: a model may have any name. */
const predictorOf = (maker: MarkMaker): string =>
  maker.kind === "tool" ? `tool ${maker.name}` : maker.kind === "model" && maker.name !== "" ? maker.name : "model";

export const annotation = (result: LabelStudioAnnotation["result"], ground_truth = false): LabelStudioAnnotation => ({
  was_cancelled: false,
  ground_truth,
  result,
});

/** A mark of the model's that a person took over is another result than the prediction. */
const keptBy = (rater: string, mark: DrawnMark): DrawnMark =>
  mark.maker.kind === "model" ? { ...mark, key: `${mark.key}/${rater}` } : mark;

function resultOf(mark: DrawnMark, { width, height }: MarkedPicture): LabelStudioResult {
  const across = (x: number): number => (x / width) * 100;
  const down = (y: number): number => (y / height) * 100;
  const meta = metaOf(mark);
  return {
    id: mark.key,
    to_name: "image",
    ...placed(mark, across, down),
    original_width: width,
    original_height: height,
    // Pictures are written upright.
    image_rotation: 0,
    ...(mark.score === null ? {} : { score: mark.score }),
    ...(meta.length === 0 ? {} : { meta: { text: meta } }),
  };
}

/** Percents of the picture's width and height. */
function placed(
  { shape, label }: DrawnMark,
  across: (x: number) => number,
  down: (y: number) => number,
): Pick<LabelStudioResult, "from_name" | "type" | "value"> {
  switch (shape.kind) {
    case "box": {
      const { left, top, width, height } = shape.box;
      const place = { x: across(left), y: down(top), width: across(width), height: down(height), rotation: 0 };
      return { from_name: "box", type: "rectanglelabels", value: { ...place, rectanglelabels: [label] } };
    }
    // Never a rectangle with a rotation: the converter turns in percents, which is askew on a picture that is no square.
    case "polygon": {
      const points = shape.points.map(({ x, y }) => [across(x), down(y)]);
      return { from_name: "polygon", type: "polygonlabels", value: { points, closed: true, polygonlabels: [label] } };
    }
    case "point": {
      const { x, y } = shape.at;
      const place = { x: across(x), y: down(y), width: 0.5 };
      return { from_name: "point", type: "keypointlabels", value: { ...place, keypointlabels: [label] } };
    }
    case "path": {
      const vertices = shape.points.map(({ x, y }, i) => ({ id: `v${i}`, x: across(x), y: down(y) }));
      return { from_name: "path", type: "vectorlabels", value: { vertices, closed: false, vectorlabels: [label] } };
    }
  }
}

/** What the region's panel shows beside the label. */
function metaOf(mark: DrawnMark): readonly string[] {
  const { words, label, kind, rating, drawnOn, step, maker } = mark;
  const facts = [
    ["kind", kind],
    ["words", words === label ? "" : words],
    ["by", maker.kind === "person" ? maker.name : maker.kind === "tool" ? `tool ${maker.name}` : ""],
    ["step", step ?? ""],
    ["numbers", declaredText(mark)],
    ["verdict", rating],
    ["tags", tagsOf(mark).join(", ")],
    ["drawn on", drawnOn ?? ""],
  ] as const;
  return [
    ...facts.flatMap(([name, fact]) => (fact === "" ? [] : [`${name}: ${fact}`])),
    ...notesOf(mark).map((note) => `note of ${note}`),
  ];
}
