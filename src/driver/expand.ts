import { createSeats, type RunModel, type Seat } from "../runner";
import type { Way } from "../search";
import { type Edit, GREEDY, lineTo, type Sampling, stepIdFrom, type Trace } from "../trace";
import type { Driven } from "./driven";
import { type ExpandWork, type Grown, type GrowTools, grow, reachOf } from "./grow";
import { createMeter, type Meter } from "./meter";
import { growToken } from "./tokens";

export interface ExpandTools extends GrowTools {
  readonly models: readonly [RunModel, ...RunModel[]];
  readonly nowMillis: () => number;
}

/** What came of one piece of growing. */
export interface Expanded {
  readonly work: ExpandWork;
  readonly ways: readonly Way[];
  readonly edits: readonly Edit[];
  readonly tokens: number;
}

/** Grows several pieces of work at the same time, and gives each as soon as it is there. */
export async function* expandAll(
  works: readonly ExpandWork[],
  driven: Driven,
  trace: Trace,
  tools: ExpandTools,
  signal: AbortSignal,
): AsyncGenerator<Expanded> {
  // Where one of them fails the others need not go on.
  const failed = new AbortController();
  const both = AbortSignal.any([signal, failed.signal]);
  const seats = seatsFor(works, tools.models, both);
  const going = new Map(
    works.map((work, i) => {
      const one = expandOne(work, seats[i] ?? [], { driven, trace, tools, signal: both });
      return [work.id, one] as const;
    }),
  );
  try {
    while (going.size > 0) {
      const done = await Promise.race(going.values());
      going.delete(done.work.id);
      yield done;
    }
  } finally {
    failed.abort();
    await Promise.allSettled(going.values());
  }
}

/** A seat for each way of each piece of work, at the table of its model. */
function seatsFor(
  works: readonly ExpandWork[],
  models: ExpandTools["models"],
  signal: AbortSignal,
): readonly (readonly Seat[])[] {
  const modelOf = ({ actor }: ExpandWork): RunModel => models[actor % models.length] ?? models[0];
  const tables = new Map<RunModel, Seat[]>();
  for (const model of models) {
    const ways = works.filter((work) => modelOf(work) === model).reduce((sum, work) => sum + seatsOf(work), 0);
    tables.set(model, [...createSeats(model, ways, signal)]);
  }
  return works.map((work) => tables.get(modelOf(work))?.splice(0, seatsOf(work)) ?? []);
}

/** Of one token all ways come from one question. */
const seatsOf = ({ until, ways }: ExpandWork): number => (until === "token" ? 1 : ways);

interface Place {
  readonly driven: Driven;
  readonly trace: Trace;
  readonly tools: ExpandTools;
  readonly signal: AbortSignal;
}

async function expandOne(work: ExpandWork, seats: readonly Seat[], place: Place): Promise<Expanded> {
  const { tools } = place;
  const until = tools.nowMillis() + (work.limits.millis ?? Number.POSITIVE_INFINITY);
  // Several ways share what the work may cost.
  const share = work.limits.tokens === null ? null : Math.floor(work.limits.tokens / Math.max(1, seats.length));
  const meters = seats.map(({ model }) => createMeter(model, share, () => tools.nowMillis() > until));
  const grown = await Promise.all(
    seats.map(async (seat, i) => {
      const meter = meters[i];
      try {
        return meter ? await growWays(work, i, meter, place) : [];
      } finally {
        seat.leave();
      }
    }),
  );
  const kept = within(differing(grown.flat()), work.limits.nodes);
  return {
    work,
    ways: kept.map(({ way }) => way),
    edits: kept.flatMap(({ edits }) => edits),
    tokens: meters.reduce((sum, meter) => sum + meter.tokens(), 0),
  };
}

async function growWays(work: ExpandWork, at: number, { model }: Meter, place: Place): Promise<readonly Grown[]> {
  const { driven, trace, tools, signal } = place;
  if (work.until === "token") return growToken(work, model, place);
  const line = lineTo(trace, stepIdFrom(driven.state.tree[work.node]?.content ?? ""));
  const sampling = samplingFor(work, driven, at);
  const { nodes: mostNodes } = work.limits;
  const limits = { reach: reachOf(work, driven.plan.staged), mostNodes, asOne: work.until === "stage" };
  return [await grow(model, { line, images: trace.images, sampling }, limits, tools, signal)];
}

function samplingFor(work: ExpandWork, { plan }: Driven, at: number): Sampling {
  const temperature = plan.temperatures[work.actor % plan.temperatures.length] ?? 1;
  return { ...GREEDY, temperature, topP: plan.topP, seed: work.seed + at };
}

/** The first of those that say the same. */
function differing(grown: readonly Grown[]): readonly Grown[] {
  const said = new Set<string>();
  return grown.filter(({ edits, way }) => {
    const words = edits.map((edit) => (edit.kind === "add-step" ? edit.step.raw : "")).join("") || way.path.join();
    const isNew = !said.has(words);
    said.add(words);
    return isNew;
  });
}

/** As many of them as there is room for. */
function within(grown: readonly Grown[], mostNodes: number | null): readonly Grown[] {
  let nodes = 0;
  return grown.filter(({ way }) => {
    const fits = mostNodes === null || nodes + way.path.length <= mostNodes;
    if (fits) nodes += way.path.length;
    return fits;
  });
}
