import { must } from "../../../src/base";
import { bodyOf, shownAlong } from "../../../src/dialect";
import {
  type Chart,
  chartLine,
  entryName,
  type GymProblem,
  lengthsThought,
  type Maze,
  mazeLine,
  nameOf,
  type Rule,
  type Scene,
  think,
} from "../../../src/gym";
import { run } from "../../../src/runner";
import { applyEdit, GREEDY, plainStep, type Step, type StepBody, stepIdFrom, type Trace } from "../../../src/trace";
import type { Rig } from "../../headless/rig";
import { LIMITS } from "../sources";

/** A wrong step in a right line: the kind of step that it takes the place of, the first of it, and its words. */
export interface Plant {
  readonly kind: StepBody["kind"];
  /** Words by which the step is known among others of its kind. */
  readonly holds: string;
  readonly words: string;
  /** The answer of a model that believes it: another did not come of the plant. Null where it may read several. */
  readonly leadsTo: string | null;
}

/** A step that misleads a model that keeps to what it has said; null for families that none is known for. */
export function plantFor({ layout, truth, question }: GymProblem): Plant | null {
  switch (layout.kind) {
    case "scene":
      return otherObject(layout, truth);
    case "maze":
      return otherWay(layout, truth);
    case "rule":
      return otherLength(layout, question);
    case "chart":
      return otherHeight(layout, question);
    default:
      return null;
  }
}

/** It looks for another thing than the one that was asked for. */
function otherObject({ objects }: Scene, truth: string): Plant | null {
  const other = objects.find(({ letter }) => letter !== truth);
  return other
    ? { kind: "thought", holds: "find the", words: think(`find the ${nameOf(other)}`), leadsTo: other.letter }
    : null;
}

/** It draws the way from another dot. */
function otherWay(maze: Maze, truth: string): Plant | null {
  const other = maze.corridors.find(({ letter }) => letter !== truth);
  return other ? { kind: "action", holds: "line", words: mazeLine(maze, other), leadsTo: other.letter } : null;
}

/** It counts the bar once more into the stick than it goes. */
function otherLength(rule: Rule, question: string): Plant | null {
  const stick = rule.sticks.find(({ colour }) => question.includes(colour));
  if (!stick) return null;
  const longer = { ...stick, bars: stick.bars + 1 };
  const leadsTo = String(longer.bars * rule.unit);
  return { kind: "thought", holds: "times", words: lengthsThought(rule, longer), leadsTo };
}

/** It rules its line at the height of another figure. */
function otherHeight(chart: Chart, question: string): Plant | null {
  const entry = chart.entries.find((each) => question.includes(entryName(chart, each)));
  const other = chart.ticks.find(({ y }) => entry && y !== entry.top.y);
  if (!entry || !other) return null;
  const words = chartLine(chart, { ...entry, top: { ...entry.top, y: other.y } });
  return { kind: "action", holds: "line", words, leadsTo: null };
}

export interface Planted {
  readonly trace: Trace;
  readonly line: readonly Step[];
  readonly planted: Step["id"];
}

/** The line up to where the plant takes a step's place, the plant, and what the model makes of it. */
export async function plantInto(line: readonly Step[], trace: Trace, plant: Plant, rig: Rig): Promise<Planted | null> {
  const at = line.findIndex(({ body, raw }) => body.kind === plant.kind && raw.includes(plant.holds));
  const before = line.slice(0, at);
  const parent = before.at(-1);
  if (at < 0 || !parent) return null;
  const step = stepOf(plant, before, parent.id, trace, rig);
  if (!step) return null;
  let planted = must(applyEdit(trace, { kind: "add-step", step, index: 0 }));
  const said: Step[] = [...before, step];
  let made = 0;
  const clockAndIds = { nextStepId: () => stepIdFrom(`${step.id}-${++made}`), nowMillis: rig.nowMillis };
  const conditions = { limits: LIMITS, refuseActions: false };
  const options = { ...rig, clockAndIds, sampling: GREEDY, conditions, alternatives: 0 };
  for await (const event of run(said, planted.images, options, new AbortController().signal)) {
    if (event.kind !== "edit") continue;
    planted = must(applyEdit(planted, event.edit));
    if (event.edit.kind === "add-step") said.push(event.edit.step);
  }
  return { trace: planted, line: said, planted: step.id };
}

function stepOf(
  { words }: Plant,
  before: readonly Step[],
  parent: Step["id"],
  { images }: Trace,
  { dialect }: Rig,
): Step | null {
  const reader = dialect.read(shownAlong(dialect, before, images));
  const [piece] = [...reader.push(words), ...reader.end()];
  if (!piece || piece.kind === "filler") return null;
  const id = stepIdFrom(`${parent}-planted`);
  return plainStep({ id, parent, author: "human", atMillis: 0, body: bodyOf(piece), raw: words });
}
