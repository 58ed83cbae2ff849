import { must } from "../../../src/base";
import { bodyOf, shownAlong } from "../../../src/dialect";
import type { Attempt } from "../../../src/evaluation";
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
  readAnswer,
  type Scene,
  think,
} from "../../../src/gym";
import { run } from "../../../src/runner";
import { answerOf } from "../../../src/scoring";
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

/** Steps that mislead a model that keeps to what it has said; none for families that none is known for. */
export function plantsFor({ layout, truth, question }: GymProblem): readonly Plant[] {
  switch (layout.kind) {
    case "scene":
      return otherObjects(layout, truth);
    case "maze":
      return otherWays(layout, truth);
    case "rule":
      return otherLengths(layout, question);
    case "chart":
      return otherHeights(layout, question);
    default:
      return [];
  }
}

/** It looks for another thing than the one that was asked for. */
const otherObjects = ({ objects }: Scene, truth: string): readonly Plant[] =>
  objects
    .filter(({ letter }) => letter !== truth)
    .map((other) => ({
      kind: "thought",
      holds: "find the",
      words: think(`find the ${nameOf(other)}`),
      leadsTo: other.letter,
    }));

/** It draws the way from another dot. */
const otherWays = (maze: Maze, truth: string): readonly Plant[] =>
  maze.corridors
    .filter(({ letter }) => letter !== truth)
    .map((other) => ({ kind: "action", holds: "line", words: mazeLine(maze, other), leadsTo: other.letter }));

/** It counts the bar once or twice more into the stick than it goes. */
function otherLengths(rule: Rule, question: string): readonly Plant[] {
  const stick = rule.sticks.find(({ colour }) => question.includes(colour));
  if (!stick) return [];
  return [1, 2].map((more) => {
    const longer = { ...stick, bars: stick.bars + more };
    const leadsTo = String(longer.bars * rule.unit);
    return { kind: "thought", holds: "times", words: lengthsThought(rule, longer), leadsTo };
  });
}

/** It rules its line at the height of another figure. */
function otherHeights(chart: Chart, question: string): readonly Plant[] {
  const entry = chart.entries.find((each) => question.includes(entryName(chart, each)));
  if (!entry) return [];
  return chart.ticks
    .filter(({ y }) => y !== entry.top.y)
    .map(({ y }) => {
      const words = chartLine(chart, { ...entry, top: { ...entry.top, y } });
      return { kind: "action", holds: "line", words, leadsTo: null };
    });
}

export interface Planted {
  readonly trace: Trace;
  readonly line: readonly Step[];
  readonly planted: Step["id"];
}

/**
 * A right line that one wrong step breaks: of the steps that could be planted the first that the model, greedily, follows
 * to the answer that it leads to. Null where it recovers from every one of them.
 */
export async function brokenLine(problem: GymProblem, right: Attempt, rig: Rig): Promise<Planted | null> {
  for (const plant of plantsFor(problem)) {
    const planted = await plantInto(right.line, right.trace, plant, rig);
    const answer = planted && answerOf(planted.line);
    const said = answer ? readAnswer(problem.family, answer) : null;
    if (planted && said && said !== problem.truth && (plant.leadsTo ?? said) === said) return planted;
  }
  return null;
}

/** The line up to where the plant takes a step's place, the plant, and what the model makes of it. */
async function plantInto(line: readonly Step[], trace: Trace, plant: Plant, rig: Rig): Promise<Planted | null> {
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
