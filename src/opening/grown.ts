import {
  emptyTrace,
  type ImageRecord,
  type Judgement,
  type JudgementId,
  type KeptScore,
  plainStep,
  type Step,
  type StepBody,
  type StepId,
  type Token,
  type Trace,
  type TraceId,
} from "../trace";

/** Names and times for the steps of a trace that is read out of a log. */
export interface StepNames {
  nextStepId(): StepId;
  nowMillis(): number;
}

/**
 * The trace that a log grows into, step by step. Grown in place and made a trace at the end: edits copy their maps, and
 * a record may have very many steps.
 */
export class GrownTrace {
  readonly steps = new Map<StepId, Step>();
  readonly children = new Map<StepId | null, readonly StepId[]>();
  readonly pictures = new Map<ImageRecord["id"], ImageRecord>();
  readonly judgements = new Map<JudgementId, Judgement>();
  private readonly scores: KeptScore[] = [];
  /** The step that the next one goes on from. */
  parent: StepId | null = null;
  private readonly names: StepNames;

  constructor(names: StepNames) {
    this.names = names;
  }

  append(body: StepBody, raw: string, logged: readonly Token[] = []): Step {
    const step = plainStep({
      id: this.names.nextStepId(),
      parent: this.parent,
      author: "import",
      atMillis: this.names.nowMillis(),
      body,
      raw,
      ...(logged.length > 0 ? { logged } : {}),
    });
    this.steps.set(step.id, step);
    this.children.set(this.parent, [...(this.children.get(this.parent) ?? []), step.id]);
    this.parent = step.id;
    return step;
  }

  /** The step that was appended last, or that `parent` was set to. */
  last(): Step | undefined {
    return this.parent === null ? undefined : this.steps.get(this.parent);
  }

  replace(step: Step): void {
    this.steps.set(step.id, step);
  }

  addImage(image: ImageRecord): void {
    if (!this.pictures.has(image.id)) this.pictures.set(image.id, image);
  }

  /** A score that the log keeps of the whole line up to here. A number too large to be one, `1e999`, is as good as none. */
  score(name: string, value: KeptScore["value"]): void {
    const leaf = this.parent;
    if (leaf !== null && (typeof value !== "number" || Number.isFinite(value)))
      this.scores.push({ name, value, about: { kind: "line", leaf }, source: { kind: "log", field: name } });
  }

  trace(id: TraceId, title: string): Trace {
    const { pictures, steps, children, judgements, scores } = this;
    return { ...emptyTrace(id, title), images: pictures, steps, children, judgements, scores };
  }
}
