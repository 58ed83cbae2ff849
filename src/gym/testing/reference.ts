import { expect } from "vitest";
import { type Action, fitAction, type ImageId } from "../../action";
import { must } from "../../base";
import { createNativeDialect, type Piece } from "../../dialect";
import { cornersOf, type ImageBox, type Size } from "../../geometry";
import { checkAnswer } from "../answer";
import type { Family, Layout, Puzzle, ReferenceTurn } from "../problem";

/** A problem whose pictures are not painted: only their sizes are known. */
export type Posed<L extends Layout = Layout> = Puzzle<L> & {
  readonly family: Family;
  readonly pictures: readonly Size[];
};

const native = createNativeDialect({ instructions: "", marksObserved: false });

const imageIdAt = (index: number): ImageId => `picture-${index}` as ImageId;

/** What a model's turn says, read as the runner reads it. */
function piecesOf(problem: Posed, text: string): readonly Piece[] {
  const shown = problem.pictures.map(({ width, height }, i) => ({ id: imageIdAt(i), size: { width, height } }));
  const reader = native.read(shown);
  return [...reader.push(text), ...reader.end()];
}

/** The actions of the whole reference, with the number of the picture that each is on. */
export const actionsIn = (problem: Posed): readonly { readonly action: Action; readonly picture: number }[] =>
  problem.reference.flatMap((turn) => (turn.author === "model" ? turnActions(problem, turn.text) : []));

const turnActions = (problem: Posed, text: string) =>
  piecesOf(problem, text).flatMap((piece) =>
    piece.kind === "action" ? [{ action: piece.action, picture: Number(piece.action.image.split("-")[1]) }] : [],
  );

export function answerOf(problem: Posed): string | undefined {
  const last = problem.reference.at(-1);
  const piece = last?.author === "model" ? piecesOf(problem, last.text).at(-1) : undefined;
  return piece?.kind === "answer" ? piece.text : undefined;
}

/**
 * The reference as the runner would play it: nothing in it that cannot be read or performed, a look at the end of
 * every turn but the last, each look answered by what it shows, and the truth at the end.
 */
export function expectReplays(problem: Posed): void {
  const { reference, pictures } = problem;
  expect(checkAnswer(problem, answerOf(problem) ?? "")).toBe(true);
  reference.forEach((turn, i) => {
    expect(turn.author).toBe(i % 2 === 0 ? "model" : "runner");
    if (turn.author === "model") expectReadable(problem, turn.text, i === reference.length - 1);
    else expectShows(reference[i - 1], turn.crop, problem, pictures[0]!);
  });
}

function expectReadable(problem: Posed, text: string, isLast: boolean): void {
  expect(text).not.toMatch(/undefined|NaN/);
  const pieces = piecesOf(problem, text);
  expect(pieces.map(({ kind }) => kind)).not.toContain("unparsed");
  const looks = pieces.flatMap((piece) => (piece.kind === "action" && native.observes(piece.action) ? [piece] : []));
  expect(looks).toEqual(isLast ? [] : pieces.slice(-1));
  for (const { action, picture } of turnActions(problem, text)) must(fitAction(action, problem.pictures[picture]!));
}

/** What is shown is what was asked for, but for the rounding to whole percents and the picture's rim. */
function expectShows(asked: ReferenceTurn | undefined, crop: ImageBox, problem: Posed, size: Size) {
  const [last] = asked?.author === "model" ? turnActions(problem, asked.text).slice(-1) : [];
  const zoom = last?.action.kind === "zoom" ? last.action : undefined;
  const [left, top, right, bottom] = cornersOf(zoom!.box);
  const [x1, y1, x2, y2] = cornersOf(crop);
  const isNear = (a: number, b: number, side: number) =>
    Math.abs(a - Math.min(side, Math.max(0, b))) <= side / 200 + 1e-6;
  expect(isNear(left, x1, size.width) && isNear(right, x2, size.width)).toBe(true);
  expect(isNear(top, y1, size.height) && isNear(bottom, y2, size.height)).toBe(true);
}
