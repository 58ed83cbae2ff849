import type { Action, ImageId } from "../../action";
import type { Size } from "../../geometry";
import {
  type Declared,
  type Judgement,
  judgementsOf,
  ME,
  type Step,
  type StepId,
  type Trace,
  type TraceId,
} from "../../trace";
import type { ExportInput, ExportLine } from "../contract/form";
import type { ReasonCode } from "../contract/reasons";
import type { ExportPlace, Told } from "../contract/told";
import { clipShape, type MarkShape, shapeDrawn } from "./shape";
import { type ViewPlace, viewPlaces } from "./views";

// What annotation tools hold: shapes on pictures. Every target for them starts from the same list, so that a mark is the
// same place in each.

/** Who says that something is there. */
export type MarkMaker =
  /** The model, or the system whose log was opened; `name` is the model's where the trace tells it. */
  | { readonly kind: "model"; readonly name: string }
  /** A person: the one at the browser, or the rater who judged a region. */
  | { readonly kind: "person"; readonly name: string }
  | { readonly kind: "reference" };

/** What a mark is of: an action by its name on the screen, a place of the reference, a region that was judged. */
export type MarkKind = Exclude<Action["kind"], "zoom"> | "crop" | "reference" | "region";

/** A shape on a picture, and all that is known of where it came from. */
export interface DrawnMark {
  /** The same in every export of the same trace, and of no other mark. */
  readonly key: string;
  readonly image: ImageId;
  /** Inside the picture. */
  readonly shape: MarkShape;
  readonly kind: MarkKind;
  /** What it is called: the label that was written with it, else its kind; never empty. */
  readonly label: string;
  /** The words that go with it, whole; may be empty. */
  readonly words: string;
  readonly maker: MarkMaker;
  readonly trace: TraceId;
  /** The line that it was first met on. */
  readonly at: ExportPlace;
  /** Null for a region. */
  readonly step: StepId | null;
  /** The numbers as they stood in the words, and the space they count in. */
  readonly declared: Declared | null;
  /** The view that it was drawn on, where this is its place on the picture that the view was made from. */
  readonly drawnOn: ImageId | null;
  /** What raters say of the step, or of the region. */
  readonly judgements: readonly Judgement[];
  /** What raters agree on; empty where nobody judged. */
  readonly rating: string;
  /** How sure the log or a check was of the step; null where nobody said. */
  readonly score: number | null;
}

/** A picture with its marks, in the order of the steps. */
export interface MarkedPicture extends Size {
  readonly image: ImageId;
  readonly marks: readonly DrawnMark[];
}

export interface MarkedPictures {
  /** The pictures that the lines show, in their order, those without a mark included. */
  readonly pictures: readonly MarkedPicture[];
  readonly leftOut: readonly Told[];
  readonly changed: readonly Told[];
}

/** The marks of an input, each once, on the picture that it names and on the one that this was made from. */
export function markedPictures(input: ExportInput): MarkedPictures {
  const collected = new Collection(input);
  for (const line of input.lines) collected.add(line);
  return collected.result();
}

class Collection {
  private readonly input: ExportInput;
  private readonly marks = new Map<ImageId, DrawnMark[]>();
  private readonly places = new WeakMap<Trace, (image: ImageId) => ViewPlace | null>();
  private readonly seen = new Set<string>();
  private readonly leftOut: Told[] = [];
  private readonly changed: Told[] = [];

  constructor(input: ExportInput) {
    this.input = input;
  }

  add(line: ExportLine): void {
    const images = imagesShown(line);
    for (const image of images) if (this.input.pictures.has(image) && !this.marks.has(image)) this.marks.set(image, []);
    const places = this.places.get(line.trace) ?? viewPlaces(line.trace);
    this.places.set(line.trace, places);
    const drawn = [...line.steps.flatMap((step) => drawnBy(step, line)), ...regionsOf(line, images)];
    for (const mark of drawn) {
      if (this.seen.has(mark.key)) continue;
      this.seen.add(mark.key);
      const place = places(mark.image);
      const isPlaced = this.place(mark, line);
      if (isPlaced && place)
        this.place(
          { ...mark, ...movedOutward(mark, place), key: `${mark.key}@${place.image}`, drawnOn: mark.image },
          line,
        );
    }
    if (drawn.length === 0) this.leftOut.push({ code: "no-marks", at: placeOf(line), detail: "" });
  }

  /** Puts a mark on its picture, or says why not. */
  private place(mark: DrawnMark, line: ExportLine): boolean {
    const { at } = mark;
    const tell = (list: Told[], code: ReasonCode, detail = ""): void => void list.push({ code, at, detail });
    const picture = this.input.pictures.get(mark.image);
    const record = line.trace.images.get(mark.image);
    if (!picture || !record) {
      tell(this.leftOut, "picture-missing");
      return false;
    }
    if (picture.width !== record.width || picture.height !== record.height) {
      tell(this.leftOut, "picture-of-another-size", `${picture.width} × ${picture.height}`);
      return false;
    }
    const clipped = clipShape(mark.shape, picture);
    if (!clipped) {
      tell(this.leftOut, "mark-outside");
      return false;
    }
    if (clipped.moved) tell(this.changed, "mark-clipped");
    const marks = this.marks.get(mark.image) ?? [];
    marks.push({ ...mark, shape: clipped.shape });
    this.marks.set(mark.image, marks);
    return true;
  }

  result(): MarkedPictures {
    const pictures = [...this.marks].flatMap(([image, marks]): readonly MarkedPicture[] => {
      const picture = this.input.pictures.get(image);
      return picture ? [{ image, width: picture.width, height: picture.height, marks }] : [];
    });
    return { pictures, leftOut: this.leftOut, changed: this.changed };
  }
}

const movedOutward = (mark: DrawnMark, { image, outward }: ViewPlace) => ({ image, shape: outward(mark.shape) });

export const placeOf = ({ trace, leaf }: ExportLine, step: StepId | null = null): ExportPlace => ({
  trace: trace.id,
  line: leaf,
  ...(step === null ? {} : { step }),
});

/** The images that a line shows or marks, in order, each once. */
function imagesShown({ steps }: ExportLine): ReadonlySet<ImageId> {
  const images = new Set<ImageId>();
  for (const { body } of steps) {
    if (body.kind === "problem") for (const id of body.images) images.add(id);
    if (body.kind === "observation" && body.image) images.add(body.image);
    if (body.kind === "action") images.add(body.action.image);
  }
  return images;
}

/** What one step puts on pictures: what its action draws, or the places of its reference. */
function drawnBy(step: Step, line: ExportLine): readonly DrawnMark[] {
  if (step.body.kind === "problem") return referencesOf(step, line);
  if (step.body.kind !== "action") return [];
  const { action, declared } = step.body;
  const shape = shapeDrawn(action);
  if (!shape) return [];
  const isPerson = step.author === "human";
  return [
    {
      ...blank(line, step.id),
      key: `${line.trace.id}/${step.id}`,
      image: action.image,
      shape,
      kind: action.kind === "zoom" ? "crop" : action.kind,
      label: labelOf(action),
      words: wordsOf(action),
      maker: { kind: isPerson ? "person" : "model", name: isPerson ? "" : modelName(step.generation?.model ?? "") },
      declared,
      judgements: judgementsOf(line.trace, step.id).filter(isOfStep),
      rating: line.ratings.get(step.id) ?? "",
      score: scoreOf(line.trace, step.id),
    },
  ];
}

/** Of the step or its words: a link that begins at it, or what is missing behind it, is about something else. */
const isOfStep = ({ target }: Judgement): boolean => target.kind === "step" || target.kind === "words";

/** A model on a server is named with the server's address, which is nobody's business. */
const modelName = (id: string): string => id.replace(/^server:(?:\[[^\]]*\]|[^:]*)(?::\d+)?:/, "");

function referencesOf(step: Step, line: ExportLine): readonly DrawnMark[] {
  const reference = step.body.kind === "problem" ? step.body.reference : undefined;
  const { boxes = [], points = [] } = reference ?? {};
  const shapes = [
    ...boxes.map(({ image, box }) => ({ image, shape: { kind: "box", box } as const })),
    ...points.map(({ image, at }) => ({ image, shape: { kind: "point", at } as const })),
  ];
  return shapes.map(({ image, shape }, i) => ({
    ...blank(line, step.id),
    key: `${line.trace.id}/${step.id}/reference-${i + 1}`,
    image,
    shape,
    kind: "reference",
    label: "reference",
    maker: { kind: "reference" },
  }));
}

function regionsOf(line: ExportLine, images: ReadonlySet<ImageId>): readonly DrawnMark[] {
  return [...line.trace.judgements.values()].flatMap((judgement): readonly DrawnMark[] => {
    const { target, rater, value } = judgement;
    if (target.kind !== "region" || !images.has(target.image)) return [];
    return [
      {
        ...blank(line, null),
        key: `${line.trace.id}/judgement/${judgement.id}`,
        image: target.image,
        shape: { kind: "box", box: target.box },
        kind: "region",
        label: "region",
        words: value.note,
        maker: { kind: "person", name: rater.name },
        judgements: [judgement],
        rating: value.verdict ?? "",
      },
    ];
  });
}

const blank = (line: ExportLine, step: StepId | null) => ({
  words: "",
  trace: line.trace.id,
  at: placeOf(line, step),
  step,
  declared: null,
  drawnOn: null,
  judgements: [],
  rating: "",
  score: null,
});

function labelOf(action: Action): string {
  const written = action.kind === "box" || action.kind === "point" ? inOneLine(action.label) : "";
  if (written !== "") return written;
  if (action.kind === "operate") return action.gesture;
  return action.kind === "zoom" ? "crop" : action.kind;
}

function wordsOf(action: Action): string {
  if (action.kind === "box" || action.kind === "point") return action.label;
  if (action.kind === "label") return action.text;
  return action.kind === "operate" ? action.words : "";
}

/** A label is a name in a list: on one line, without what tools read as the ends of names. */
const inOneLine = (text: string): string => text.replaceAll(/[\s\p{Cc}]+/gu, " ").trim();

/** Names under which logs keep how sure a system was of one step. */
const CONFIDENCES: ReadonlySet<string> = new Set(["confidence", "conf", "score", "probability", "prob"]);

function scoreOf(trace: Trace, step: StepId): number | null {
  for (const { name, value, about } of trace.scores) {
    const last = name.split(".").at(-1) ?? "";
    if (about.kind !== "step" || about.step !== step || typeof value !== "number") continue;
    if (CONFIDENCES.has(last.toLowerCase()) && value >= 0 && value <= 1) return value;
  }
  return null;
}

/**
 * The people who hold that what a mark says is there: who drew it, who judged the region, who found the model's mark
 * correct. Names, each once; nobody for a reference.
 */
export function holdersOf({ maker, judgements }: DrawnMark): readonly string[] {
  if (maker.kind === "person") return [maker.name || ME.name];
  if (maker.kind === "reference") return [];
  const found = judgements.filter(({ target, value }) => target.kind === "step" && value.verdict === "correct");
  return [...new Set(found.map(({ rater }) => rater.name))];
}
