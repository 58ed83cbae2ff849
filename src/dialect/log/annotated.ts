import { imageReference, imagesOf } from "./content";
import { recordOf } from "./conversation";
import { asked, said, type ValueForm } from "./form";
import { type Fields, field, isFields, listField, textField } from "./json";
import type { ImageReference, LogRecord, ToldObjects, ToldReference, Unread } from "./record";

// Pictures on which people and models marked boxes and points, as tools for that export them: what people hold true is the
// reference, and what a model marked its words. Where the log tells the size of the picture, places are pixels of it.

/** A box by its upper left and lower right corner, or a point: shares of the picture, x first. */
interface Mark {
  readonly place: readonly number[];
  readonly label: string;
}

/** What somebody said of a picture. */
interface Marked {
  readonly marks: readonly Mark[];
  readonly words: readonly string[];
  readonly model: string;
  readonly score: number | null;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Picture {
  readonly image: ImageReference;
  readonly size: Size | null;
  readonly question: string;
}

const KNOWN_OF_LABEL_STUDIO = [
  ...["from_name", "to_name", "model_version", "created_ago", "project", "file_upload", "unique_id", "completed_by"],
  ...["updated_by", "origin", "last_action", "import_id", "item_index", "inner_id", "parentID", "created_username"],
];

/** Tasks of Label Studio's JSON (labelstud.io/guide/task_format, /tags/rectanglelabels): percents, from the upper left corner. */
export const labelStudio: ValueForm = {
  kind: "value",
  form: "label-studio",
  known: KNOWN_OF_LABEL_STUDIO,
  spoken: ["rectanglelabels", "keypointlabels", "labels", "choices"],
  priority: 88,
  read(value, place) {
    const data = field(value, "data");
    if (!isFields(data)) return null;
    const [truths, guesses] = [resultsIn(value, "annotations", "completions"), resultsIn(value, "predictions")];
    if (truths.length + guesses.length === 0) return null;
    const image = imagesOf(data)[0] ?? pictureNamed(data);
    if (!image) return null;
    const size = sizeIn([...truths, ...guesses].flatMap((one) => listField(one, "result") ?? []));
    const picture = { image, size, question: textField(data, ...QUESTIONS) ?? "" };
    const held = truths.map(markedInTask).filter(isAny);
    const found = guesses.map(markedInTask).filter(isAny);
    if (held.length + found.length === 0) return null;
    const [first, ...others] = recordsOf(value, picture, held, found, place, "label-studio");
    return first ? [{ ...first, unread: regionsLeft(value) }, ...others] : null;
  },
};

const QUESTIONS = ["question", "prompt", "query", "text", "instruction", "caption"];

/** Annotations and predictions that hold results; those that are true for certain first, and none that was given up. */
const resultsIn = (value: unknown, ...keys: readonly string[]): readonly unknown[] =>
  (listField(value, ...keys) ?? [])
    .filter((one) => Array.isArray(field(one, "result")) && field(one, "was_cancelled") !== true)
    .toSorted((a, b) => Number(field(b, "ground_truth") === true) - Number(field(a, "ground_truth") === true));

function pictureNamed(data: Fields): ImageReference | null {
  const named = Object.values(data).find((held) => typeof held === "string" && PICTURE.test(held));
  return typeof named === "string" ? imageReference(named) : null;
}

const PICTURE = /\.(?:png|jpe?g|webp|gif|bmp)(?:\?\S*)?$|^data:image\//i;

function sizeIn(regions: readonly unknown[]): Size | null {
  for (const region of regions) {
    const [width, height] = [field(region, "original_width"), field(region, "original_height")];
    if (typeof width === "number" && typeof height === "number" && width > 0 && height > 0) return { width, height };
  }
  return null;
}

function markedInTask(task: unknown): Marked {
  const regions = listField(task, "result") ?? [];
  const score = field(task, "score");
  return {
    marks: regions.flatMap(markOfRegion),
    words: regions.flatMap((region) => textsIn(field(field(region, "value"), "choices", "text"))),
    model: textField(task, "model_version") ?? "",
    score: typeof score === "number" ? score : null,
  };
}

/** Boxes that stand askew, and regions of other shapes, are left to the report. */
function markOfRegion(region: unknown): readonly Mark[] {
  const value = field(region, "value");
  const sides = ["x", "y", "width", "height"].map((key) => field(value, key));
  const [x, y, width, height] = sides.map((side) => (typeof side === "number" ? side / 100 : Number.NaN));
  if (x === undefined || y === undefined || !Number.isFinite(x + y) || (field(value, "rotation") ?? 0) !== 0) return [];
  const label = textsIn(field(value, "rectanglelabels", "keypointlabels", "labels")).join(", ");
  const type = textField(region, "type") ?? "";
  if (type.startsWith("keypoint")) return [{ place: [x, y], label }];
  const isBox = type.startsWith("rectangle") && width !== undefined && height !== undefined;
  return isBox && Number.isFinite(width + height) ? [{ place: [x, y, x + width, y + height], label }] : [];
}

/** The regions of which nothing was read, each with where it stands: what is under `annotations` is no news elsewhere. */
const regionsLeft = (value: unknown): readonly Unread[] =>
  ["annotations", "completions", "predictions"].flatMap((key) =>
    (listField(value, key) ?? []).flatMap((task, i) =>
      (listField(task, "result") ?? []).flatMap((region, j): readonly Unread[] => {
        const isRead =
          markOfRegion(region).length > 0 || textsIn(field(field(region, "value"), "choices", "text")).length > 0;
        if (isRead && field(task, "was_cancelled") !== true) return [];
        const what = (textField(region, "type") ?? "").slice(0, MOST_NAME);
        const excerpt = (JSON.stringify(region) ?? "").slice(0, MOST_NAME);
        return [{ place: `${key}[${i}].result[${j}]`, code: "unknown-part", excerpt, what }];
      }),
    ),
  );

const MOST_NAME = 200;

const textsIn = (held: unknown): readonly string[] =>
  (Array.isArray(held) ? held : [held]).filter((text) => typeof text === "string" && text !== "");

const isAny = ({ marks, words }: Marked): boolean => marks.length + words.length > 0;

/**
 * Samples of FiftyOne's `samples.json` (voxel51/fiftyone 0019bf5, utils/data/exporters.py): shares, a corner and a size. What has
 * a confidence was found by a model.
 */
export const fiftyOne: ValueForm = {
  kind: "value",
  form: "fiftyone",
  known: ["_cls", "_media_type", "_id", "_dataset_id", "_rand", "filepath", "last_modified_at"],
  spoken: ["label"],
  priority: 87,
  read(value, place) {
    const path = textField(value, "filepath");
    if (path === null || !isFields(value)) return null;
    const fields = Object.entries(value).flatMap(([name, held]) => {
      const marked = markedInField(name, held);
      return marked && isAny(marked) ? [{ name, held, marked }] : [];
    });
    if (fields.length === 0) return null;
    const metadata = field(value, "metadata");
    const [width, height] = [field(metadata, "width"), field(metadata, "height")];
    const size = typeof width === "number" && typeof height === "number" ? { width, height } : null;
    const picture = { image: imageReference(path), size, question: textField(value, ...QUESTIONS) ?? "" };
    const isFound = ({ held }: { readonly held: unknown }): boolean => labelsIn(held).some(isGuess);
    const truths = fields.filter((one) => !isFound(one)).toSorted((a, b) => rank(a.name) - rank(b.name));
    const found = fields.filter(isFound).map(({ marked }) => marked);
    return recordsOf(
      value,
      picture,
      truths.map(({ marked }) => marked),
      found,
      place,
      "fiftyone",
    );
  },
};

const rank = (name: string): number => (/^(?:ground_?truth|gt)/i.test(name) ? 0 : 1);

const isGuess = (label: unknown): boolean => typeof field(label, "confidence") === "number";

/** The labels that a field holds, be it one or a list of them. */
function labelsIn(held: unknown): readonly unknown[] {
  const kind = textField(held, "_cls") ?? "";
  if (kind === "Detections" || kind === "Classifications") return listField(held, kind.toLowerCase()) ?? [];
  return kind === "Detection" || kind === "Classification" ? [held] : [];
}

function markedInField(name: string, held: unknown): Marked | null {
  const labels = labelsIn(held);
  if (labels.length === 0) return null;
  const marks = labels.flatMap((label): readonly Mark[] => {
    const sides = listField(label, "bounding_box") ?? [];
    const [x, y, width, height] = sides.map((side) => (typeof side === "number" ? side : Number.NaN));
    const box = [x, y, (x ?? Number.NaN) + (width ?? Number.NaN), (y ?? Number.NaN) + (height ?? Number.NaN)];
    return box.every((side) => side !== undefined && Number.isFinite(side))
      ? [{ place: box.map(Number), label: textField(label, "label") ?? "" }]
      : [];
  });
  const words = (textField(held, "_cls") ?? "").startsWith("Classification")
    ? labels.flatMap((label) => textsIn(field(label, "label")))
    : [];
  return { marks, words, model: name, score: null };
}

/** A record for each thing that models found, with what is held true; for each further one that is, a record without words. */
function recordsOf(
  value: unknown,
  picture: Picture,
  truths: readonly Marked[],
  found: readonly Marked[],
  place: string,
  form: string,
): readonly LogRecord[] {
  const [truth] = truths;
  const runs: readonly (readonly [truth: Marked | undefined, said: Marked | null])[] = [
    ...found.map((one) => [truth, one] as const),
    ...(found.length > 0 ? truths.slice(1) : truths).map((one) => [one, null] as const),
  ];
  return runs.map(([held, one], i) => {
    const where = runs.length === 1 ? place : `${place}, marks ${i + 1}`;
    const { image, size, question } = picture;
    const sized = size ? { image_width: size.width, image_height: size.height } : {};
    const model = one && one.model !== "" ? { model: one.model } : {};
    const words = one ? [said("assistant", [{ kind: "text", text: wordsOf(one, size) }], "predictions")] : [];
    const record = recordOf({ ...sized, ...model, ...idOf(value) }, [asked(question, [image], "data"), ...words], {
      place: where,
      form,
      images: [image],
    });
    const objects = one && !size && one.marks.length > 0 ? { objects: objectsOf(one.marks) } : {};
    const score = one?.score == null ? [] : [{ value: one.score, field: "prediction.score", decides: false }];
    return { ...record, ...objects, scores: score, reference: held ? referenceOf(held, size) : null };
  });
}

const idOf = (value: unknown): Fields => {
  const id = textField(value, "id", "_id");
  return id === null ? {} : { id };
};

/** What a model found, as it would have said it: JSON of its marks in pixels, or with a placeholder for each place. */
function wordsOf({ marks, words }: Marked, size: Size | null): string {
  const json = marks.length > 0 ? [jsonOf(marks, ({ place }) => (size ? inPixels(place, size) : "<bbox>"))] : [];
  return `<answer>${[...words, ...json].join("\n")}</answer>`;
}

function jsonOf(marks: readonly Mark[], numbersOf: (mark: Mark) => string): string {
  const items = marks.map((mark) => {
    const key = mark.place.length === 2 ? "point_2d" : "bbox_2d";
    return `{"${key}": ${numbersOf(mark)}, "label": ${JSON.stringify(mark.label)}}`;
  });
  return `[${items.join(", ")}]`;
}

const inPixels = (place: readonly number[], { width, height }: Size): string =>
  `[${place.map((share, i) => rounded(share * (i % 2 === 0 ? width : height))).join(", ")}]`;

/** Percents have some sixteen digits: a hundredth of a pixel is told. */
const rounded = (pixels: number): number => Math.round(pixels * 100) / 100;

const objectsOf = (marks: readonly Mark[]): ToldObjects => ({
  things: [],
  places: marks.map(({ place }) => place),
  pictures: marks.map(() => 0),
  space: "unit",
});

/** Where nobody tells the size, boxes are told as shares, and what they are called stands in the report. */
function referenceOf({ marks, words }: Marked, size: Size | null): ToldReference | null {
  if (marks.length === 0) return words.length > 0 ? { answer: words.join("\n"), field: "annotations" } : null;
  if (size) return { answer: jsonOf(marks, ({ place }) => inPixels(place, size)), field: "annotations" };
  const boxes = marks.filter(({ place }) => place.length === 4).map(({ place }) => `[${place.join(", ")}]`);
  return boxes.length > 0 ? { answer: `[${boxes.join(", ")}]`, field: "bounding_box" } : null;
}
