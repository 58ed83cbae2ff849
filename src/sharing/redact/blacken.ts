import { type Action, type ImageId, imagesShownBy, isMark, type ToolExecutor } from "../../action";
import { must } from "../../base";
import { type Box, boxFromPoints, type ImageBox, imageBox } from "../../geometry";
import { performPicture } from "../../runner";
import {
  type ActionStep,
  actionsShown,
  encodeTrace,
  type ImageRecord,
  isKept,
  parseTrace,
  performedAction,
  type Step,
  type Trace,
} from "../../trace";

// A part of a picture that is blacked out has to go from every picture that was made of it. What actions make is made
// again out of the blacked picture; a crop that a log kept is blacked where the same part lies in it; of any other
// picture that was made of it nobody can say where that part went, and all of it is blacked.

/** What is blacked in a picture: boxes in its pixels, or all of it. */
export type Boxes = readonly ImageBox[] | "all";

export interface BlackeningPorts {
  /** Keeps the picture anew with those parts black; null where nobody has its pixels, and so nobody can hand them on. */
  blacken(image: ImageId, boxes: Boxes): Promise<Pick<ImageRecord, "id" | "width" | "height"> | null>;
  readonly executor: ToolExecutor;
}

export interface BlackenedPicture {
  readonly before: ImageId;
  readonly after: ImageId;
  /** All of it is black, where it was not to be told which part shows what had to go. */
  readonly whole: boolean;
}

/** The trace about the blacked pictures, and which those are. The words and ids of its steps stay. */
export async function blacken(
  trace: Trace,
  asked: ReadonlyMap<ImageId, readonly ImageBox[]>,
  ports: BlackeningPorts,
): Promise<{ readonly trace: Trace; readonly pictures: readonly BlackenedPicture[] }> {
  const work = new Blackening(trace, ports);
  for (const [image, boxes] of asked) if (boxes.length > 0) await work.black(image, boxes);
  // Parents come first, so that a picture is done before what was made of it.
  for (const step of encodeTrace(trace).steps) await work.follow(step);
  const pictures = work.pictures();
  if (pictures.length === 0) return { trace, pictures };
  const file = encodeTrace(trace);
  const unread = { ...file, steps: file.steps.map((step) => work.unread(step)) };
  // An image is named by its hash wherever it is named, in searches that are kept as text as well.
  const text = pictures.reduce((json, { before, after }) => json.replaceAll(before, after), JSON.stringify(unread));
  return { trace: must(parseTrace(JSON.parse(text))), pictures };
}

class Blackening {
  private readonly now = new Map<ImageId, BlackenedPicture>();
  private readonly parts = new Map<ImageId, Boxes>();
  private readonly sizes = new Map<ImageId, { readonly width: number; readonly height: number }>();
  private readonly trace: Trace;
  private readonly ports: BlackeningPorts;

  constructor(trace: Trace, ports: BlackeningPorts) {
    this.trace = trace;
    this.ports = ports;
    for (const [id, { width, height }] of trace.images) this.sizes.set(id, { width, height });
  }

  pictures(): readonly BlackenedPicture[] {
    return [...this.now.values()];
  }

  async black(image: ImageId, boxes: Boxes): Promise<void> {
    this.parts.set(image, boxes);
    const made = await this.ports.blacken(image, boxes);
    if (made) this.learn(image, made, boxes === "all");
  }

  /** Blacks what a step shows, where it was made of something that is black now. */
  async follow(step: Step): Promise<void> {
    const image = step.body.kind === "observation" ? step.body.image : null;
    const record = image === null ? undefined : this.trace.images.get(image);
    if (!record || this.parts.has(record.id)) return;
    const made = actionsShown(this.trace, step);
    const isTouched = made.some(({ body }) => this.parts.has(body.action.image));
    // Frames are pictures of their own, which a person blacks by themselves.
    if (!isTouched || made.some(({ body }) => imagesShownBy(body.action))) return;
    const boxes = partsAfter(this.trace, made, record, this.parts);
    if (boxes !== "all" && boxes.length === 0) return;
    if (isKept(record) || !(await this.remake(record, made, boxes))) await this.black(record.id, boxes);
  }

  /** A step without what a tool found in the black parts: words that were read there say what the picture no longer does. */
  unread(step: Step): Step {
    const { body } = step;
    const called = body.kind === "observation" && body.found ? actionsShown(this.trace, step).at(-1) : undefined;
    const boxes = called && this.parts.get(called.body.action.image);
    if (body.kind !== "observation" || !body.found || !boxes) return step;
    const found = body.found.filter(
      ({ outline }) => boxes !== "all" && !boxes.some((box) => meets(boxFromPoints(outline), box)),
    );
    return found.length === body.found.length ? step : { ...step, body: { ...body, text: "", found }, raw: "" };
  }

  private async remake(record: ImageRecord, made: readonly ActionStep[], boxes: Boxes): Promise<boolean> {
    const asked = made.map(({ body }) => ({ body: { ...body, action: this.onto(body.action) } }));
    const [first, ...more] = asked;
    if (!first) return false;
    const picture = await performPicture({ asked: [first, ...more], frame: null }, this.sizes, this.ports.executor);
    if (!picture.ok) return false;
    this.parts.set(record.id, boxes);
    this.learn(record.id, picture.value, false);
    return true;
  }

  private onto(action: Action): Action {
    return { ...action, image: this.now.get(action.image)?.after ?? action.image };
  }

  private learn(before: ImageId, after: Pick<ImageRecord, "id" | "width" | "height">, whole: boolean): void {
    this.now.set(before, { before, after: after.id, whole });
    this.sizes.set(after.id, { width: after.width, height: after.height });
  }
}

const meets = (a: Box, b: Box): boolean =>
  a.left <= b.left + b.width && b.left <= a.left + a.width && a.top <= b.top + b.height && b.top <= a.top + a.height;

/** Where the black parts lie in a picture that those actions made; all of it where that cannot be told. */
function partsAfter(
  trace: Trace,
  made: readonly ActionStep[],
  record: ImageRecord,
  parts: ReadonlyMap<ImageId, Boxes>,
): Boxes {
  const [first, ...more] = made;
  const action = first && performedAction(first.body);
  const boxes = action && parts.get(action.image);
  const from = action && trace.images.get(action.image);
  if (!boxes || boxes === "all" || !from) return "all";
  if (action.kind === "zoom" && more.length === 0) return within(boxes, action.box, record);
  const areMarks = made.every(({ body }) => isMark(body.action) && body.action.image === action.image);
  return areMarks ? within(boxes, { left: 0, top: 0, width: from.width, height: from.height }, record) : "all";
}

/** Tools round the sides of their cuts outward, by up to a pixel of the picture that they cut from. */
const ROUNDING_PIXELS = 2;

function within(
  boxes: readonly ImageBox[],
  cut: Box,
  crop: Pick<ImageRecord, "width" | "height">,
): readonly ImageBox[] {
  const [scaleX, scaleY] = [crop.width / cut.width, crop.height / cut.height];
  return boxes.flatMap((box) => {
    const left = Math.max(0, (box.left - ROUNDING_PIXELS - cut.left) * scaleX);
    const top = Math.max(0, (box.top - ROUNDING_PIXELS - cut.top) * scaleY);
    const right = Math.min(crop.width, (box.left + box.width + ROUNDING_PIXELS - cut.left) * scaleX);
    const bottom = Math.min(crop.height, (box.top + box.height + ROUNDING_PIXELS - cut.top) * scaleY);
    return right > left && bottom > top ? [imageBox(left, top, right - left, bottom - top)] : [];
  });
}
