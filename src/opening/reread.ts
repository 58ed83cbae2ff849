import type { ImageId } from "../action";
import { err, ok, type Result } from "../base";
import { type Reading, readIn } from "../dialect";
import {
  type ActionBody,
  actionsShown,
  branchOf,
  type CoordinateSpace,
  childrenOf,
  type Edit,
  type ImageRecord,
  parentOf,
  performedAction,
  type Rereading,
  type Step,
  type StepId,
  type Trace,
} from "../trace";
import { type Look, type SeenImage, seenBy } from "./looking";

/** `built-upon`: a picture would change that steps which were made here go on from. */
export type RereadRefusal = "nothing-to-read" | "built-upon";

/**
 * The edit that takes the numbers of one imported action, or of all of a trace, in another space. Pictures that were
 * cut again for them are cut anew, and what was done on those follows; pictures that the log kept stay.
 */
export async function rereadEdit(
  trace: Trace,
  which: StepId | "all",
  space: CoordinateSpace,
  reading: Reading,
  look: Look | null,
): Promise<Result<Edit, RereadRefusal>> {
  const roots = which === "all" ? childrenOf(trace, null, true).map(({ id }) => id) : [which];
  const pass = new Pass(trace, which, space, reading, look);
  for (const root of roots)
    for (const step of branchOf(trace, root)) {
      const refusal = await pass.visit(step);
      if (refusal) return err(refusal);
    }
  const edits = pass.edits();
  return edits.length === 0 ? err("nothing-to-read") : ok({ kind: "batch", edits });
}

class Pass {
  private readonly changed = new Map<StepId, Rereading>();
  private readonly added = new Map<ImageId, ImageRecord>();
  /** What stands for a picture from here on that was cut anew. */
  private readonly moved = new Map<ImageId, ImageId>();
  private grownUpon: ReadonlySet<StepId> | null = null;
  private readonly trace: Trace;
  private readonly which: StepId | "all";
  private readonly space: CoordinateSpace;
  private readonly reading: Reading;
  private readonly look: Look | null;

  constructor(trace: Trace, which: StepId | "all", space: CoordinateSpace, reading: Reading, look: Look | null) {
    this.trace = trace;
    this.which = which;
    this.space = space;
    this.reading = reading;
    this.look = look;
  }

  async visit(step: Step): Promise<RereadRefusal | null> {
    if (step.author !== "import") return null;
    if (step.body.kind === "action") this.action(step, step.body);
    else if (step.body.kind === "observation" && step.body.recomputed) return this.observation(step);
    return null;
  }

  edits(): readonly Edit[] {
    const images = [...this.added.values()].filter(({ id }) => !this.trace.images.has(id));
    return [
      ...images.map((image): Edit => ({ kind: "add-image", image })),
      ...[...this.changed].map(([id, body]): Edit => ({ kind: "reread", id, body })),
    ];
  }

  private action(step: Step, body: ActionBody): void {
    const image = this.moved.get(body.action.image) ?? body.action.image;
    const asked = this.which === "all" || this.which === step.id;
    const size = this.imageOf(image);
    if (!size || !body.declared || (!asked && image === body.action.image)) return;
    const there: ActionBody = { ...body, action: { ...body.action, image } };
    const read = readIn(there, asked ? this.space : body.declared.space, size, this.reading);
    if (read && !isSame(read, body)) this.changed.set(step.id, read);
  }

  private async observation(step: Step): Promise<RereadRefusal | null> {
    const { body } = step;
    const asked = actionsShown(this.trace, step);
    if (body.kind !== "observation" || !asked.some(({ id }) => this.changed.has(id))) return null;
    const [first] = asked;
    const seen = await this.seen(asked.map(({ id, body }) => (this.changed.get(id) as ActionBody | undefined) ?? body));
    if (seen?.id === body.image || !first) return null;
    this.grownUpon ??= grownUpon(this.trace);
    if (this.grownUpon.has(step.id)) return "built-upon";
    if (seen) {
      const from = this.moved.get(first.body.action.image) ?? first.body.action.image;
      const { id, width, height } = seen;
      this.added.set(id, { id, width, height, name: "", origin: { kind: "derived", from } });
      if (body.image) this.moved.set(body.image, id);
    }
    this.changed.set(step.id, { ...body, image: seen?.id ?? null });
    return null;
  }

  /** What is seen when these are performed one upon the other; null where one of them cannot be. */
  private async seen(bodies: readonly ActionBody[]): Promise<SeenImage | null> {
    let current: SeenImage | null = null;
    for (const body of bodies) {
      const action = performedAction(body);
      const size: ImageRecord | SeenImage | null = current ?? this.imageOf(action.image);
      current = size && (await seenBy(current ? { ...action, image: current.id } : action, size, this.look));
      if (!current) return null;
    }
    return current;
  }

  private imageOf(id: ImageId): ImageRecord | null {
    return this.added.get(id) ?? this.trace.images.get(id) ?? null;
  }
}

/** Every step that stands above one which was made here. Each is passed once: a log may be very long. */
function grownUpon(trace: Trace): ReadonlySet<StepId> {
  const above = new Set<StepId>();
  for (const made of trace.steps.values()) {
    if (made.author === "import") continue;
    for (let step = parentOf(trace, made); step && !above.has(step.id); step = parentOf(trace, step))
      above.add(step.id);
  }
  return above;
}

const isSame = (a: ActionBody, b: ActionBody): boolean => JSON.stringify(a) === JSON.stringify(b);
