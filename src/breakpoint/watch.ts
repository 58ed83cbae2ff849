import { hintedLine, hintsOf, placeOfAction } from "../annotation";
import { unreachable } from "../base";
import type { ImageBox, Size } from "../geometry";
import type { Step } from "../trace";
import type { LineSoFar } from "./lineSoFar";

/** Figures of a line so far that can be watched while it grows. */
export const WATCHES = ["answer", "confidence", "looks", "smallest-crop", "seen", "repeats", "tokens"] as const;
export type Watch = (typeof WATCHES)[number];

/**
 * A figure of the line so far; null where there is none yet. `answer`: its probability as it was asked last. `confidence`:
 * geometric mean of the probabilities of the tokens of the step that was written last. `looks`: pictures that were shown.
 * `smallest-crop`: the shortest side of any, in pixels of the picture. `seen`: the share of the first picture that crops
 * have shown. `repeats`: actions that the line had already. `tokens`: written by the model.
 */
export function figureOf(watch: Watch, line: LineSoFar): number | null {
  const { steps, probabilities, trace } = line;
  switch (watch) {
    case "answer": {
      const last = steps.findLast(({ id }) => probabilities.has(id));
      return last ? (probabilities.get(last.id) ?? null) : null;
    }
    case "confidence":
      return confidenceOf(steps.findLast(({ generation }) => (generation?.tokens.length ?? 0) > 0));
    case "looks":
      return steps.filter(({ body }) => body.kind === "observation" && body.image !== null).length;
    case "smallest-crop": {
      const sides = cropsOf(line).map(({ box }) => Math.min(box.width, box.height));
      return sides.length === 0 ? null : Math.min(...sides);
    }
    case "seen":
      return shareSeen(line);
    case "repeats": {
      const last = steps.at(-1);
      return last ? hintsOf(trace, last.id).filter(({ evidence }) => evidence.kind === "repeated").length : 0;
    }
    case "tokens":
      return steps.reduce((sum, { generation }) => sum + (generation?.tokens.length ?? 0), 0);
    default:
      return unreachable(watch);
  }
}

function confidenceOf(step: Step | undefined): number | null {
  const told = step?.generation?.tokens.flatMap(({ logProbability }) =>
    logProbability === null ? [] : [logProbability],
  );
  if (!told || told.length === 0) return null;
  return Math.exp(told.reduce((sum, value) => sum + value, 0) / told.length);
}

/** The crops of a line, on the pictures that were given. */
function cropsOf({ trace, steps }: LineSoFar) {
  const line = hintedLine(trace, steps);
  return steps.flatMap((step) => {
    const place = step.body.kind === "action" && step.body.action.kind === "zoom" ? placeOfAction(line, step) : null;
    return place ? [place] : [];
  });
}

/** Cells to a side in which what was seen is counted: a figure to glance at, and not to a pixel. */
const CELLS = 64;

function shareSeen(line: LineSoFar): number | null {
  const problem = line.steps.find(({ body }) => body.kind === "problem")?.body;
  const first = problem?.kind === "problem" ? problem.images[0] : undefined;
  const picture = first && line.trace.images.get(first);
  if (!picture) return null;
  const boxes = cropsOf(line).flatMap(({ image, box }) => (image === first ? [box] : []));
  let seen = 0;
  for (let cell = 0; cell < CELLS * CELLS; cell++) if (boxes.some((box) => holdsCell(box, cell, picture))) seen++;
  return seen / (CELLS * CELLS);
}

function holdsCell({ left, top, width, height }: ImageBox, cell: number, picture: Size): boolean {
  const x = (((cell % CELLS) + 0.5) / CELLS) * picture.width;
  const y = ((Math.floor(cell / CELLS) + 0.5) / CELLS) * picture.height;
  return x >= left && x < left + width && y >= top && y < top + height;
}
