import type { ExportInput } from "../../contract/form";
import type { ExportPlan, ExportTarget } from "../../contract/target";
import type { Told } from "../../contract/told";
import { jsonFile, jsonPreview } from "../json";
import { labelsOf } from "../labels";
import { type MarkedPicture, markedPictures } from "../marks";
import { pictureFiles } from "../pictureFiles";
import { pictureConfig, pictureTask } from "./pictures";
import { stepConfig, stepTask } from "./steps";

/** Label Studio: one project for the pictures with their marks, one for the steps with what raters say of them. */
export const LABEL_STUDIO: ExportTarget = {
  name: "label-studio",
  title: "Label Studio",
  group: "annotation-tools",
  seenWith: "label-studio-sdk 2.1.2",
  needs: [],
  writesMarks: true,
  write,
};

function write(input: ExportInput): ExportPlan {
  const { pictures, leftOut, changed } = markedPictures(input);
  const exported = new Set(pictures.map(({ image }) => image));
  const pictureTasks = pictures.map((picture, i) => pictureTask(picture, i + 1));
  const stepTasks = input.lines.map((line, i) => stepTask(line, i + 1, exported));
  const tasks = stepTasks.map(({ task }) => task);
  return {
    files: [
      { kind: "text", path: "pictures/tasks.json", text: jsonFile(pictureTasks) },
      { kind: "text", path: "pictures/config.xml", text: pictureConfig(pictures) },
      { kind: "text", path: "steps/tasks.json", text: jsonFile(tasks) },
      { kind: "text", path: "steps/config.xml", text: stepConfig(input.lines) },
      ...pictureFiles(pictures),
    ],
    rowCount: pictureTasks.length + tasks.length,
    // A line without a mark is a task all the same: its steps are there to be judged.
    leftOut: [
      ...input.leftOut,
      ...leftOut.filter(({ code }) => code !== "no-marks"),
      ...stepTasks.flatMap((made) => made.leftOut),
    ],
    changed: [...changed, ...pictures.flatMap(notConverted), ...stepTasks.flatMap((made) => made.changed)],
    settings: isMixed(pictures) ? [...SETTINGS, BOXES_OR_POLYGONS] : SETTINGS,
    longest: null,
    preview: [...pictureTasks.slice(0, 2), ...tasks.slice(0, 1)].map((task) => jsonPreview(task)),
  };
}

/** What the tool shows, and its converters drop without a word (label-studio-sdk 2.1.2). */
function notConverted({ marks }: MarkedPicture): readonly Told[] {
  const lastOfLabel = new Map(marks.flatMap((mark) => (mark.shape.kind === "point" ? [[mark.label, mark]] : [])));
  return marks.flatMap((mark): readonly Told[] => {
    const { shape, label, at } = mark;
    if (shape.kind === "path") return [{ code: "path-not-converted", at, detail: "" }];
    const isKept = shape.kind !== "point" || lastOfLabel.get(label) === mark;
    return isKept ? [] : [{ code: "point-not-converted", at, detail: label }];
  });
}

const isMixed = (pictures: readonly MarkedPicture[]): boolean =>
  labelsOf(pictures, "box").length > 0 && labelsOf(pictures, "polygon").length > 0;

const BOXES_OR_POLYGONS = {
  text: "boxes and polygons are converted to YOLO apart",
  why: "A file of YOLO has shapes of one kind: the converter leaves out polygons that stand beside rectangles.",
};

const SETTINGS = [
  {
    text: "LABEL_STUDIO_LOCAL_FILES_SERVING_ENABLED=true",
    why: "Without it the server refuses every picture of the tasks, which lie beside them and not on a web server.",
  },
  {
    text: "LABEL_STUDIO_LOCAL_FILES_DOCUMENT_ROOT=THE FOLDER OF THIS EXPORT",
    why: "The tasks name their pictures from there, as `/data/local-files/?d=images/…`.",
  },
  {
    text: "a storage of the project: Settings, Cloud Storage, Local files, the folder images/ of this export",
    why: "The server gives no picture that lies in no storage of a project, and takes no storage that is the root itself (label-studio 1.23.2).",
  },
  {
    text: "pictures/config.xml and steps/config.xml: one project each",
    why: "A project with two kinds of data cannot be exported to COCO or YOLO (label-studio-sdk 2.1.2).",
  },
  {
    text: "correct the pictures' predictions by making annotations of them",
    why: "The converter to COCO and YOLO reads annotations only; predictions do not come along.",
  },
] as const;
