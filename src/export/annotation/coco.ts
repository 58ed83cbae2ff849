import type { ImageId } from "../../action";
import type { ExportInput } from "../contract/form";
import type { ExportFile, ExportPlan, ExportTarget, Setting } from "../contract/target";
import type { Told } from "../contract/told";
import { type DrawnMark, holdersOf } from "./drawn";
import { jsonFile, jsonPreview } from "./json";
import { declaredText, labelsOf, notesOf, tagsOf } from "./labels";
import { type MarkedPicture, markedPictures } from "./marks";
import { pictureFiles } from "./pictureFiles";
import { areaOfPolygon, extentOf, type MarkShape } from "./shape";

/**
 * COCO detection: what people hold for true as one set of instances, what the model marked as another, what tools found
 * as a third, and the marks of the model's and of tools that have a score as results to be held against the first, each in
 * a file. Ids mean the same in all of them.
 */
export const COCO: ExportTarget = {
  name: "coco",
  title: "COCO",
  group: "annotation-tools",
  seenWith: "pycocotools 2.0.11",
  needs: ["marks"],
  writesMarks: true,
  write,
};

interface CocoAnnotation {
  readonly id: number;
  readonly image_id: number;
  readonly category_id: number;
  /** `[left, top, width, height]` in pixels, unrounded. */
  readonly bbox: readonly [number, number, number, number];
  readonly area: number;
  readonly iscrowd: 0;
  readonly segmentation: readonly (readonly number[])[];
  readonly attributes: Readonly<Record<string, string | number>>;
}

function write(input: ExportInput): ExportPlan {
  const { pictures, leftOut, changed } = markedPictures(input);
  const ids = idsOf(pictures);
  const people = setOf(pictures, ids, isHeldTrue);
  const model = setOf(pictures, ids, ({ maker }) => maker.kind === "model");
  const tools = setOf(pictures, ids, ({ maker }) => maker.kind === "tool");
  const known = new Set(people.images.map(({ id }) => id));
  const [ofModel, ofTools] = [scoredMarks(pictures, ids, "model"), scoredMarks(pictures, ids, "tool")];
  const results = [
    ...resultsFile("results.json", ofModel, known),
    ...resultsFile("results_tools.json", ofTools, known),
  ];
  const used = pictures.filter(({ image }) =>
    [people, model, tools].some((set) => set.images.some(isOf(ids.images.get(image)))),
  );
  return {
    files: [
      ...instancesFile("people", people),
      ...instancesFile("model", model),
      ...instancesFile("tools", tools),
      ...results,
      ...pictureFiles(used),
    ],
    rowCount: people.annotations.length + model.annotations.length + tools.annotations.length,
    leftOut: [
      ...input.leftOut,
      ...leftOut,
      ...[...ofModel, ...ofTools].filter(({ result }) => !known.has(result.image_id)).map(({ told }) => told),
    ],
    changed: [...changed, ...unplaced(pictures)],
    settings: [FOLDER, ...results.map(({ path }) => loadingOf(path))],
    longest: null,
    preview: [...people.annotations, ...model.annotations, ...tools.annotations]
      .slice(0, 3)
      .map((one) => jsonPreview(one)),
  };
}

const FOLDER = {
  text: "images/ is the folder of the pictures",
  why: "Each file_name is a name alone, as datumaro wants it.",
};
const loadingOf = (path: string): Setting => ({
  text: `COCO('annotations/instances_people.json').loadRes('${path}')`,
  why: "Results name pictures of the people's set only; what a model or a tool marked is no ground truth.",
});

/** An empty list of results ends `loadRes` with an error, and so does a picture that the truth lacks. */
function resultsFile(path: string, scored: ReturnType<typeof scoredMarks>, known: ReadonlySet<number>) {
  const results = scored.filter(({ result }) => known.has(result.image_id)).map(({ result }) => result);
  return results.length === 0 ? [] : [{ kind: "text", path, text: jsonFile(results) } as const];
}

/** A set without a mark is no file: a reader would take it for pictures on which nothing is. */
const instancesFile = (name: string, set: { readonly images: readonly unknown[] }): readonly ExportFile[] =>
  set.images.length === 0 ? [] : [{ kind: "text", path: `annotations/instances_${name}.json`, text: jsonFile(set) }];

const isOf = (id: number | undefined) => (image: { readonly id: number }) => image.id === id;

/** A reference and what people marked or found correct. */
const isHeldTrue = (mark: DrawnMark): boolean => mark.maker.kind === "reference" || holdersOf(mark).length > 0;

interface Ids {
  /** From 1, as an id of 0 counts as no match in COCOeval. */
  readonly images: ReadonlyMap<ImageId, number>;
  readonly categories: ReadonlyMap<string, number>;
}

const idsOf = (pictures: readonly MarkedPicture[]): Ids => ({
  images: new Map(pictures.map(({ image }, i) => [image, i + 1])),
  categories: new Map(labelsOf(pictures, "box", "polygon").map((label, i) => [label, i + 1])),
});

/** The pictures on which some mark is chosen, and these marks. One without any is left out: nobody said that it is empty. */
function setOf(pictures: readonly MarkedPicture[], ids: Ids, isChosen: (mark: DrawnMark) => boolean) {
  const chosen = pictures
    .map((picture) => ({ picture, marks: picture.marks.filter(isChosen) }))
    .filter(({ marks }) => marks.length > 0);
  let last = 0;
  return {
    info: { description: "Marks of a model, of tools and of people, exported from Sightline", version: "1" },
    licenses: [],
    images: chosen.map(({ picture: { image, width, height }, marks }) => ({
      id: ids.images.get(image) ?? 0,
      width,
      height,
      file_name: `${image}.png`,
      ...elsewhere(marks),
    })),
    categories: [...ids.categories].map(([name, id]) => ({ id, name, supercategory: "mark" })),
    annotations: chosen.flatMap(({ picture, marks }) =>
      marks.flatMap((mark): readonly CocoAnnotation[] => {
        const place = placeOf(mark.shape);
        const [image_id, category_id] = [ids.images.get(picture.image), ids.categories.get(mark.label)];
        if (!place || image_id === undefined || category_id === undefined) return [];
        return [{ id: ++last, image_id, category_id, ...place, iscrowd: 0, attributes: attributesOf(mark) }];
      }),
    ),
  };
}

/** Null for a point and an open path, which enclose nothing. */
function placeOf(shape: MarkShape): Pick<CocoAnnotation, "bbox" | "area" | "segmentation"> | null {
  if (shape.kind === "point" || shape.kind === "path") return null;
  const { left, top, width, height } = extentOf(shape);
  const bbox = [left, top, width, height] as const;
  if (shape.kind === "box") return { bbox, area: width * height, segmentation: [] };
  return { bbox, area: areaOfPolygon(shape.points), segmentation: [shape.points.flatMap(({ x, y }) => [x, y])] };
}

/** Points and paths, in fields of the picture that no reader of COCO knows. */
function elsewhere(marks: readonly DrawnMark[]) {
  const points = marks.flatMap(({ shape, ...mark }) =>
    shape.kind === "point" ? [{ label: mark.label, at: [shape.at.x, shape.at.y], ...factsOf(mark) }] : [],
  );
  const paths = marks.flatMap(({ shape, ...mark }) =>
    shape.kind === "path"
      ? [{ label: mark.label, points: shape.points.map(({ x, y }) => [x, y]), ...factsOf(mark) }]
      : [],
  );
  return { ...(points.length === 0 ? {} : { points }), ...(paths.length === 0 ? {} : { paths }) };
}

const factsOf = ({ trace, step }: Pick<DrawnMark, "trace" | "step">) => ({ trace, step });

const unplaced = (pictures: readonly MarkedPicture[]): readonly Told[] =>
  pictures.flatMap(({ marks }) =>
    marks.flatMap(({ shape, at }): readonly Told[] => {
      if (shape.kind === "point") return [{ code: "no-place-for-points", at, detail: "" }];
      return shape.kind === "path" ? [{ code: "no-place-for-paths", at, detail: "" }] : [];
    }),
  );

/** What there is to know of a mark; fields without anything are left out. */
function attributesOf(mark: DrawnMark): Readonly<Record<string, string | number>> {
  const { kind, maker, words, label, rating, drawnOn, trace, step, score } = mark;
  const facts = {
    kind,
    maker: maker.kind,
    name: maker.kind === "reference" ? "" : maker.name,
    held_by: holdersOf(mark).join(", "),
    words: words === label ? "" : words,
    numbers: declaredText(mark),
    verdict: rating,
    tags: tagsOf(mark).join(", "),
    notes: notesOf(mark).join("\n"),
    drawn_on: drawnOn ? `${drawnOn}.png` : "",
    trace,
    step: step ?? "",
  };
  const said = Object.entries(facts).filter(([, value]) => value !== "");
  return { ...Object.fromEntries(said), ...(score === null ? {} : { score }) };
}

/** The marks with a score that the model or tools made, in the form of results. */
const scoredMarks = (pictures: readonly MarkedPicture[], ids: Ids, by: "model" | "tool") =>
  pictures.flatMap(({ image, marks }) =>
    marks.flatMap((mark) => {
      const place = placeOf(mark.shape);
      const [image_id, category_id] = [ids.images.get(image), ids.categories.get(mark.label)];
      if (mark.maker.kind !== by || mark.score === null || !place) return [];
      if (image_id === undefined || category_id === undefined) return [];
      const told: Told = { code: "score-without-truth", at: mark.at, detail: String(mark.score) };
      return [{ result: { image_id, category_id, bbox: place.bbox, score: mark.score }, told }];
    }),
  );
