import { hintedLine, hintsOf, isToolError, placeOfAction } from "../annotation";
import { unreachable } from "../base";
import { areaOf, type ImageBox } from "../geometry";
import { actionsShown, type Step, type StepId } from "../trace";
import type { Breakpoint, Condition } from "./breakpoint";
import type { LineSoFar } from "./lineSoFar";

/** A breakpoint that was met. */
export interface Hit {
  readonly breakpoint: Breakpoint;
  readonly step: StepId;
  /** The figures that it rests on: the probability before and now, or the shorter side of a crop in pixels. */
  readonly figures: readonly number[];
}

/** The breakpoints that are on and that the newest step meets, in their order. */
export function hitsAt(breakpoints: readonly Breakpoint[], line: LineSoFar): readonly Hit[] {
  const step = line.steps.at(-1);
  if (!step) return [];
  return breakpoints.flatMap((breakpoint): readonly Hit[] => {
    const figures = breakpoint.isOn ? met(breakpoint.condition, step, line) : null;
    return figures ? [{ breakpoint, step: step.id, figures }] : [];
  });
}

/** The figures by which a step meets a condition; null where it does not. */
function met(condition: Condition, step: Step, line: LineSoFar): readonly number[] | null {
  switch (condition.kind) {
    case "tiny-crop": {
      const side = shorterSide(step, line);
      return side !== null && side < condition.side ? [side] : null;
    }
    case "outside":
      return isHinted("outside", step, line) ? [] : null;
    case "same-action":
      return isHinted("repeated", step, line) ? [] : null;
    case "tool-error":
      return isError(step, line) ? [] : null;
    case "broken-tag":
      return step.body.kind === "unparsed" ? [] : null;
    case "answer-falls":
    case "answer-rises": {
      const change = answerChange(step, line);
      const by = change && (change.now - change.before) * (condition.kind === "answer-rises" ? 1 : -1);
      return change && by !== null && by > 0 && by >= condition.by ? [change.before, change.now] : null;
    }
    case "looked-at":
      return shows(step, condition, line) ? [] : null;
    case "not-looked-at":
      return step.body.kind === "answer" &&
        isPosed(condition, line) &&
        !line.steps.some((s) => shows(s, condition, line))
        ? []
        : null;
    default:
      return unreachable(condition);
  }
}

/**
 * Whether a step tells that a tool failed, whatever a system's words for that are: nothing is shown where a picture was
 * asked for, or words could not be read. Tools that answer in words, and programs, say so in words.
 */
function isError(step: Step, { trace, steps }: LineSoFar): boolean {
  const { body } = step;
  if (body.kind !== "observation" || body.image !== null || (body.found?.length ?? 0) > 0) return false;
  const asked = actionsShown(trace, step);
  const before = steps.at(-2)?.body.kind;
  const saysInWords = asked.some(({ body: { action } }) => action.kind === "tool" || action.kind === "program");
  return isToolError(step) || before === "unparsed" || (asked.length > 0 && !saysInWords);
}

/** What hints say of a step breakpoints say as well: one rule for both. */
const isHinted = (kind: "outside" | "repeated", step: Step, { trace }: LineSoFar): boolean =>
  hintsOf(trace, step.id).some(
    ({ evidence, target }) => evidence.kind === kind && "step" in target && target.step === step.id,
  );

/** Of a crop, in pixels of the picture that was given, or of its own image where that came of it otherwise. */
function shorterSide(step: Step, { trace, steps }: LineSoFar): number | null {
  if (step.body.kind !== "action" || step.body.action.kind !== "zoom") return null;
  const { box } = placeOfAction(hintedLine(trace, steps), step) ?? step.body.action;
  return Math.min(box.width, box.height);
}

function answerChange(step: Step, { steps, probabilities }: LineSoFar): { before: number; now: number } | null {
  const now = probabilities.get(step.id);
  const earlier = steps.slice(0, -1).findLast(({ id }) => probabilities.has(id));
  const before = earlier && probabilities.get(earlier.id);
  return now === undefined || before === undefined ? null : { before, now };
}

type Region = Extract<Condition, { kind: "looked-at" | "not-looked-at" }>;

/** A breakpoint of another picture says nothing of this one. */
const isPosed = ({ image }: Region, { steps }: LineSoFar): boolean =>
  steps.some(({ body }) => body.kind === "problem" && body.images.includes(image));

/** Whether a step cuts out at least half of a region. */
function shows(step: Step, { image, box }: Region, { trace, steps }: LineSoFar): boolean {
  if (step.body.kind !== "action" || step.body.action.kind !== "zoom") return false;
  const place = placeOfAction(hintedLine(trace, steps), step);
  return place?.image === image && shared(place.box, box) >= 0.5 * areaOf(box);
}

const shared = (a: ImageBox, b: ImageBox): number =>
  Math.max(0, Math.min(a.left + a.width, b.left + b.width) - Math.max(a.left, b.left)) *
  Math.max(0, Math.min(a.top + a.height, b.top + b.height) - Math.max(a.top, b.top));
