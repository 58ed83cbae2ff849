import type { ImageId } from "../../action";
import type { Size } from "../../geometry";
import type { Step, Trace } from "../../trace";
import type { ExportInput, ExportLine } from "../contract/form";
import type { ReasonCode } from "../contract/reasons";
import type { Told } from "../contract/told";
import { type DrawnMark, drawnBy, placeOf, regionsOf } from "./drawn";
import { foundBy } from "./found";
import { clipShape } from "./shape";
import { type ViewPlace, viewPlaces } from "./views";

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
    const drawn = [
      ...line.steps.flatMap((step) => [...drawnBy(step, line), ...this.foundBy(step, line)]),
      ...regionsOf(line, images),
    ];
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

  /** The marks of tools, unless they are not wanted, which is told once of each finding. */
  private foundBy(step: Step, line: ExportLine): readonly DrawnMark[] {
    const found = foundBy(step, line);
    const [first] = found;
    if (this.input.toolMarks !== false || !first) return found;
    if (!this.seen.has(first.key))
      this.leftOut.push({ code: "tool-marks-not-wanted", at: placeOf(line, step.id), detail: String(found.length) });
    this.seen.add(first.key);
    return [];
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
