import type { ExportInput } from "../contract/form";
import type { ExportPlan, ExportTarget } from "../contract/target";
import type { Told } from "../contract/told";
import { type DrawnMark, holdersOf } from "./drawn";
import { jsonFile } from "./json";
import { declaredText, labelsOf, notesOf, tagsOf } from "./labels";
import { type MarkedPicture, markedPictures } from "./marks";
import { pictureFiles } from "./pictureFiles";
import type { MarkShape } from "./shape";
import { element, textNode } from "./xml";

/** CVAT for images 1.1: boxes, polygons, polylines and points, each with what is known of it as attributes. */
export const CVAT: ExportTarget = {
  name: "cvat",
  title: "CVAT for images 1.1",
  group: "annotation-tools",
  seenWith: "datumaro 1.13.12",
  needs: ["marks"],
  writesMarks: true,
  write,
};

/** What the server keeps of a name and of an attribute's value; it cuts the rest in silence (`SafeCharField` of its models). */
const MOST_IN_LABEL = 64;
const MOST_IN_ATTRIBUTE = 4096;

const ATTRIBUTES = [
  "kind",
  "maker",
  "name",
  "held_by",
  "words",
  "numbers",
  "verdict",
  "tags",
  "notes",
  "score",
  "drawn_on",
  "trace",
  "step",
] as const;
type Attribute = (typeof ATTRIBUTES)[number];

function write(input: ExportInput): ExportPlan {
  const { pictures: found, leftOut, changed } = markedPictures(input);
  // A server numbers the files of a task in the order of their names, and older ones find a picture by that number alone.
  const pictures = found.toSorted((a, b) => (a.image < b.image ? -1 : 1));
  const nameOf = cutLabels(labelsOf(pictures, "box", "polygon", "path", "point"));
  const names = [...nameOf.values()];
  const images = pictures.map((picture, id) => imageElement(picture, id, nameOf));
  return {
    files: [
      { kind: "text", path: "annotations.xml", text: xmlFile(names, images) },
      { kind: "text", path: "labels.json", text: jsonFile(names.map(labelOfTask)) },
      ...pictureFiles(pictures),
    ],
    rowCount: pictures.reduce((sum, { marks }) => sum + marks.length, 0),
    leftOut: [...input.leftOut, ...leftOut],
    changed: [...changed, ...pictures.flatMap(({ marks }) => marks.flatMap((mark) => cutIn(mark, nameOf)))],
    settings: [
      {
        text: "make the task from labels.json (its raw form) and the files of images/, then upload annotations.xml as “CVAT 1.1”",
        why: "The server refuses a label or an attribute that the task does not have.",
      },
    ],
    longest: null,
    preview: images.slice(0, 2),
  };
}

/** Names of at most 64 characters, each its own: two labels that begin alike get a number. */
function cutLabels(labels: readonly string[]): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  const taken = new Set(labels.filter((label) => label.length <= MOST_IN_LABEL));
  for (const label of labels) {
    let name = label.length <= MOST_IN_LABEL ? label : wholeStart(label, MOST_IN_LABEL);
    for (let nth = 2; label.length > MOST_IN_LABEL && taken.has(name); nth++)
      name = `${wholeStart(label, MOST_IN_LABEL - String(nth).length - 1)}~${nth}`;
    taken.add(name);
    names.set(label, name);
  }
  return names;
}

/** The beginning of a text, never ending in half a surrogate pair. */
const wholeStart = (text: string, length: number): string => text.slice(0, length).replace(/[\uD800-\uDBFF]$/, "");

const xmlFile = (names: readonly string[], images: readonly string[]): string =>
  `<?xml version="1.0" encoding="utf-8"?>\n${element("annotations", {}, [
    element("version", {}, ["1.1"]),
    element("meta", {}, [element("task", {}, [element("labels", {}, names.map(labelElement))])]),
    ...images,
  ])}\n`;

const labelElement = (name: string): string =>
  element("label", {}, [
    element("name", {}, [textNode(name)]),
    element(
      "attributes",
      {},
      ATTRIBUTES.map((attribute) =>
        element("attribute", {}, [
          element("name", {}, [attribute]),
          element("mutable", {}, ["False"]),
          // Never `number`: datumaro makes 7 of an attribute that says 007.
          element("input_type", {}, ["text"]),
          element("default_value", {}),
          element("values", {}),
        ]),
      ),
    ),
  ]);

/** A label as the form for new tasks takes it. */
const labelOfTask = (name: string) => ({
  name,
  attributes: ATTRIBUTES.map((attribute) => ({ name: attribute, input_type: "text", mutable: false, values: [""] })),
});

const imageElement = (picture: MarkedPicture, id: number, nameOf: ReadonlyMap<string, string>): string =>
  element(
    "image",
    { id, name: `${picture.image}.png`, width: picture.width, height: picture.height },
    picture.marks.map((mark) => shapeElement(mark, nameOf.get(mark.label) ?? mark.label)),
  );

function shapeElement(mark: DrawnMark, label: string): string {
  const source = mark.maker.kind === "person" ? "manual" : mark.maker.kind === "reference" ? "file" : "auto";
  const common = { label, source, occluded: 0, z_order: 0 };
  const inner = Object.entries(attributesOf(mark)).map(([name, value]) =>
    element("attribute", { name }, value === "" ? [] : [textNode(wholeStart(value, MOST_IN_ATTRIBUTE))]),
  );
  return elementOf(mark.shape, common, inner);
}

function elementOf(
  shape: MarkShape,
  common: Readonly<Record<string, string | number>>,
  inner: readonly string[],
): string {
  switch (shape.kind) {
    case "box": {
      const { left, top, width, height } = shape.box;
      return element("box", { ...common, xtl: left, ytl: top, xbr: left + width, ybr: top + height }, inner);
    }
    case "polygon":
      return element("polygon", { ...common, points: pairs(shape.points) }, inner);
    case "path":
      return element("polyline", { ...common, points: pairs(shape.points) }, inner);
    case "point":
      return element("points", { ...common, points: pairs([shape.at]) }, inner);
  }
}

const pairs = (points: readonly { readonly x: number; readonly y: number }[]): string =>
  points.map(({ x, y }) => `${x},${y}`).join(";");

function attributesOf(mark: DrawnMark): Readonly<Record<Attribute, string>> {
  const { kind, maker, words, label, rating, drawnOn, trace, step, score } = mark;
  return {
    kind,
    maker: maker.kind,
    name: maker.kind === "reference" ? "" : maker.name,
    held_by: holdersOf(mark).join(", "),
    words: words === "" && label.length > MOST_IN_LABEL ? label : words,
    numbers: declaredText(mark),
    verdict: rating,
    tags: tagsOf(mark).join(", "),
    notes: notesOf(mark).join("\n"),
    score: score === null ? "" : String(score),
    drawn_on: drawnOn ? `${drawnOn}.png` : "",
    trace,
    step: step ?? "",
  };
}

const cutIn = (mark: DrawnMark, nameOf: ReadonlyMap<string, string>): readonly Told[] => [
  ...(nameOf.get(mark.label) === mark.label ? [] : [{ code: "label-cut", at: mark.at, detail: mark.label } as const]),
  ...Object.entries(attributesOf(mark)).flatMap(([name, value]): readonly Told[] =>
    value.length > MOST_IN_ATTRIBUTE ? [{ code: "words-cut", at: mark.at, detail: name }] : [],
  ),
];
