import { parseGymName } from "../../src/catalog";
import { FAMILIES, readAnswer } from "../../src/gym";
import { type Reference, type Rollout, referenceAlong, rolloutOf } from "../../src/scoring";
import { childrenOf, lineTo, type Step, type Trace } from "../../src/trace";
import { type GivenReferences, withGiven } from "./references";

/** One line of a trace, from a problem to a leaf, that is to be scored. */
export interface LineToScore {
  readonly input: string;
  readonly trace: string;
  readonly title: string;
  /** The last step of the line. */
  readonly leaf: string;
  /** The names of the problem's pictures, or their ids where they have none. */
  readonly pictures: readonly string[];
  readonly rollout: Rollout;
  readonly reference: Reference;
}

/** Every line of a trace of an input. */
export function linesIn(input: string, trace: Trace, given: GivenReferences): readonly LineToScore[] {
  return leavesOf(trace).map((leaf): LineToScore => {
    const line = lineTo(trace, leaf.id);
    const rollout = rolloutOf(line, trace.images);
    const problem = line.findLast(({ body }) => body.kind === "problem")?.body;
    const pictures = problem?.kind === "problem" ? problem.images : [];
    const told = [trace.id, trace.title, rollout.question, "*"].map((key) => given.get(key)).find(Boolean);
    const own = gymReference(trace, line) ?? referenceAlong(line);
    const reference = withGiven(own, told, pictures[0]);
    return {
      input,
      trace: trace.id,
      title: trace.title,
      leaf: leaf.id,
      pictures: pictures.map((id) => trace.images.get(id)?.name || id),
      rollout,
      reference,
    };
  });
}

/** The steps that nothing follows, put-away branches left out. */
function leavesOf(trace: Trace): readonly Step[] {
  const leaves: Step[] = [];
  const waiting = [...childrenOf(trace, null)].reverse();
  for (let step = waiting.pop(); step; step = waiting.pop()) {
    const children = childrenOf(trace, step.id);
    if (children.length === 0) leaves.push(step);
    waiting.push(...[...children].reverse());
  }
  return leaves;
}

/** A gym problem's answers are read by its family, which the name of its picture tells. */
function gymReference(trace: Trace, line: readonly Step[]): Reference | null {
  const problem = line.findLast(({ body }) => body.kind === "problem")?.body;
  if (problem?.kind !== "problem" || problem.reference?.source.kind !== "gym") return null;
  const [picture] = problem.images;
  const named = parseGymName((picture && trace.images.get(picture)?.name) ?? "");
  const family = FAMILIES.find((each) => each === named?.family);
  if (!family) return null;
  return { answer: problem.reference.answer ?? null, readAnswer: (text) => readAnswer(family, text) ?? null };
}

/** Lines with the same key are rollouts of one problem. */
export const problemOf = ({ rollout, pictures, reference }: LineToScore, sameQuestion: boolean): string =>
  JSON.stringify([rollout.question, sameQuestion ? [] : pictures, reference.answer]);

/** Things with the same key together, in the order in which the keys came. */
export function groupsBy<T>(things: readonly T[], keyOf: (thing: T) => string): readonly (readonly [T, ...T[]])[] {
  const groups = new Map<string, [T, ...T[]]>();
  for (const thing of things) {
    const group = groups.get(keyOf(thing));
    if (group) group.push(thing);
    else groups.set(keyOf(thing), [thing]);
  }
  return [...groups.values()];
}
