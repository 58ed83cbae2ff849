import { type Action, type Shape, shapeInSize, shapeOf } from "../../action";
import { branchOf, type Step, type StepId, type Trace } from "../../trace";
import type { Reading } from "../state";

/** What a reading came to, as far as another may come to something else. */
export interface ReadingFacts {
  readonly steps: number;
  readonly thoughts: number;
  readonly actions: number;
  /** How many shapes the actions leave on pictures. */
  readonly marks: number;
  /** Where on their pictures these lie, to be compared and not to be read. */
  readonly places: string;
  readonly observations: number;
  readonly notUnderstood: number;
  /** The last answer of its last run; null where there is none. */
  readonly answer: string | null;
}

/** The facts of a reading, of what the log says alone: steps that were made here since are not counted. */
export function factsOf(trace: Trace, { root, report }: Reading): ReadingFacts {
  const steps = importedBelow(trace, root);
  const count = (kind: Step["body"]["kind"]): number => steps.filter(({ body }) => body.kind === kind).length;
  const answer = steps.findLast(({ body }) => body.kind === "answer")?.body;
  return {
    steps: steps.length,
    thoughts: count("thought"),
    actions: count("action"),
    marks: report.marks,
    places: JSON.stringify(steps.flatMap(({ body }) => (body.kind === "action" ? [placeOf(trace, body.action)] : []))),
    observations: count("observation"),
    notUnderstood: report.notUnderstood.reduce((sum, { count = 1 }) => sum + count, 0),
    answer: answer?.kind === "answer" ? answer.text : null,
  };
}

/**
 * A shape in millionths of its picture: two readings may take a missing picture for two sizes, and then the same
 * numbers are two places.
 */
function placeOf(trace: Trace, action: Action): Shape {
  const shape = shapeOf(action);
  const image = trace.images.get(action.image);
  return image ? shapeInSize(shape, image, { width: 1e6, height: 1e6 }) : shape;
}

const importedBelow = (trace: Trace, root: StepId): readonly Step[] =>
  branchOf(trace, root).filter(({ author }) => author === "import");
