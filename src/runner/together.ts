// Rollouts that run at the same time ask the model at the same time. Those that ask the same thing are continued
// together, in one pass a token, and what they part over is asked one after another. So several runs of one loop become
// a batch without the loop knowing of it: a run waits with its next question until every other has asked its own, has
// ended, or is still being answered.
import type { ModelEvent, ModelRequest, RunModel } from "./ports";

/** One run's share of a model. `leave` once it asks no more, or the others wait for it for ever. */
export interface Seat {
  readonly model: RunModel;
  leave(): void;
}

interface Asked {
  readonly request: ModelRequest;
  /** Raised by the run that asked, or when it stops listening. */
  readonly stop: AbortController;
  readonly heard: Inbox;
}

/** As many seats as there are runs that go on at the same time. */
export function createSeats(model: RunModel, count: number, signal: AbortSignal): readonly Seat[] {
  const table = new Table(model, count, signal);
  return Array.from({ length: count }, () => {
    let seated = true;
    return {
      model: { id: model.id, continue: (request, own) => table.ask(request, own) },
      leave() {
        if (seated) table.leave();
        seated = false;
      },
    };
  });
}

class Table {
  private waiting: Asked[] = [];
  private answering = 0;
  private readonly model: RunModel;
  private seated: number;
  private readonly signal: AbortSignal;

  constructor(model: RunModel, seated: number, signal: AbortSignal) {
    this.model = model;
    this.seated = seated;
    this.signal = signal;
  }

  async *ask(request: ModelRequest, own: AbortSignal): AsyncIterable<ModelEvent> {
    const stop = new AbortController();
    const raise = (): void => stop.abort();
    const asked: Asked = { request, stop, heard: new Inbox() };
    own.addEventListener("abort", raise, { once: true });
    if (own.aborted) raise();
    this.waiting.push(asked);
    this.beginWhenAllAsked();
    try {
      yield* asked.heard.all();
      own.throwIfAborted();
    } finally {
      own.removeEventListener("abort", raise);
      raise();
    }
  }

  leave(): void {
    this.seated--;
    this.beginWhenAllAsked();
  }

  private beginWhenAllAsked(): void {
    if (this.answering > 0 || this.waiting.length === 0 || this.waiting.length < this.seated) return;
    const groups = alike(this.waiting);
    this.waiting = [];
    this.answering = groups.length;
    void this.answerAll(groups);
  }

  private async answerAll(groups: readonly (readonly Asked[])[]): Promise<void> {
    for (const group of groups) {
      await this.answer(group).catch((thrown: unknown) => {
        for (const { heard } of group) heard.fail(thrown);
      });
      for (const { heard } of group) heard.close();
      this.answering--;
    }
    this.beginWhenAllAsked();
  }

  private async answer(group: readonly Asked[]): Promise<void> {
    const { model } = this;
    const [first] = group;
    if (first && group.length > 1 && model.continueAll) {
      const { sampling: _, ...request } = first.request;
      const samplings = group.map((asked) => asked.request.sampling);
      const stops = group.map(({ stop }) => stop.signal);
      for await (const event of model.continueAll({ ...request, samplings }, this.signal, stops)) {
        if (event.kind === "prompt") for (const { heard } of group) heard.put(event);
        else if (event.kind === "token") group[event.rollout]?.heard.put({ kind: "token", token: event.token });
        else if (event.reason !== "stopped") group[event.rollout]?.heard.put({ kind: "end", reason: event.reason });
        if (event.kind === "end") group[event.rollout]?.heard.close();
      }
      return;
    }
    // A server answers several at once by itself; a model in the page takes them in turn.
    await Promise.all(group.map((asked) => this.answerOne(asked)));
  }

  private async answerOne({ request, stop, heard }: Asked): Promise<void> {
    try {
      for await (const event of this.model.continue(request, AbortSignal.any([this.signal, stop.signal])))
        heard.put(event);
    } catch (thrown) {
      if (!stop.signal.aborted || this.signal.aborted) throw thrown;
    }
    heard.close();
  }
}

/** Questions that differ in nothing but their samplings, together. */
function alike(waiting: readonly Asked[]): readonly (readonly Asked[])[] {
  const groups = new Map<string, Asked[]>();
  for (const asked of waiting) {
    const { sampling: _, ...rest } = asked.request;
    const key = JSON.stringify(rest);
    const group = groups.get(key);
    if (group) group.push(asked);
    else groups.set(key, [asked]);
  }
  return [...groups.values()];
}

/** What one run hears, in order, whether or not it listens already. */
class Inbox {
  private readonly events: ModelEvent[] = [];
  private end: { readonly thrown: unknown } | "closed" | null = null;
  private wake: () => void = () => {};

  put(event: ModelEvent): void {
    this.events.push(event);
    this.wake();
  }

  close(): void {
    this.end ??= "closed";
    this.wake();
  }

  fail(thrown: unknown): void {
    this.end ??= { thrown };
    this.wake();
  }

  async *all(): AsyncGenerator<ModelEvent, void> {
    for (;;) {
      const event = this.events.shift();
      if (event) yield event;
      else if (this.end === null) await new Promise<void>((resolve) => (this.wake = resolve));
      else if (this.end === "closed") return;
      else throw this.end.thrown;
    }
  }
}
