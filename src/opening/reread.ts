import type { ImageId, ToolExecutor } from "../action";
import { err, ok, type Result } from "../base";
import { type Counted, type Reading, readIn } from "../dialect";
import { performPicture } from "../runner";
import {
  type ActionBody,
  actionsShown,
  branchOf,
  childrenOf,
  type Edit,
  type ImageRecord,
  parentOf,
  type Rereading,
  type Step,
  type StepId,
  type Trace,
} from "../trace";
import { withStandIns } from "./looking";

/** `built-upon`: a picture would change that steps which were made here go on from. */
export type RereadRefusal = "nothing-to-read" | "built-upon";

/**
 * The edit that takes the numbers of one imported action, or of all of a trace, in another space. Pictures that were
 * cut again for them are cut anew, and what was done on those follows; pictures that the log kept stay.
 */
export async function rereadEdit(
  trace: Trace,
  which: StepId | "all",
  counted: Counted,
  reading: Reading,
  executor: ToolExecutor | null,
): Promise<Result<Edit, RereadRefusal>> {
  const roots = which === "all" ? childrenOf(trace, null, true).map(({ id }) => id) : [which];
  const pass = new Pass(trace, { which, counted, reading }, withStandIns(executor));
  for (const root of roots)
    for (const step of branchOf(trace, root)) {
      const refusal = await pass.visit(step);
      if (refusal) return err(refusal);
    }
  const edits = pass.edits();
  return edits.length === 0 ? err("nothing-to-read") : ok({ kind: "batch", edits });
}

/** What is to be read in another way. */
interface Wish {
  readonly which: StepId | "all";
  readonly counted: Counted;
  readonly reading: Reading;
}

class Pass {
  private readonly changed = new Map<StepId, Rereading>();
  private readonly actions = new Map<StepId, ActionBody>();
  private readonly added = new Map<ImageId, ImageRecord>();
  /** What stands for a picture from here on that was cut anew. */
  private readonly moved = new Map<ImageId, ImageId>();
  private grownUpon: ReadonlySet<StepId> | null = null;
  private readonly trace: Trace;
  private readonly wish: Wish;
  private readonly executor: ToolExecutor;

  constructor(trace: Trace, wish: Wish, executor: ToolExecutor) {
    this.trace = trace;
    this.wish = wish;
    this.executor = executor;
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
    const { which, counted, reading } = this.wish;
    const asked = which === "all" || which === step.id;
    const size = this.sizes.get(image);
    if (!size || !body.declared || (!asked && image === body.action.image)) return;
    const there: ActionBody = { ...body, action: { ...body.action, image } };
    const before: Counted = { space: body.declared.space, asStored: body.declared.asStored ?? false };
    const read = readIn(there, asked ? counted : before, size, reading);
    if (!read || isSame(read, body)) return;
    this.changed.set(step.id, read);
    this.actions.set(step.id, read);
  }

  private async observation(step: Step): Promise<RereadRefusal | null> {
    const { body } = step;
    const asked = actionsShown(this.trace, step);
    if (body.kind !== "observation" || !asked.some(({ id }) => this.changed.has(id))) return null;
    const [first, ...more] = asked.map(({ id, body }) => ({ body: this.actions.get(id) ?? body }));
    if (!first) return null;
    const made = await performPicture({ asked: [first, ...more], frame: null }, this.sizes, this.executor);
    const seen = made.ok ? made.value : null;
    if (seen?.id === body.image) return null;
    this.grownUpon ??= grownUpon(this.trace);
    if (this.grownUpon.has(step.id)) return "built-upon";
    if (seen) {
      const from = first.body.action.image;
      const { id, width, height } = seen;
      this.added.set(id, { id, width, height, name: "", origin: { kind: "derived", from } });
      if (body.image) this.moved.set(body.image, id);
    }
    this.changed.set(step.id, { ...body, image: seen?.id ?? null });
    return null;
  }

  private readonly sizes = { get: (id: ImageId) => this.added.get(id) ?? this.trace.images.get(id) };
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
