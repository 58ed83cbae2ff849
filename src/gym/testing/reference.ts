import { expect } from "vitest";
import { type Action, fitAction, type ImageId } from "../../action";
import { must } from "../../base";
import { createNativeDialect, type Piece } from "../../dialect";
import { cornersOf, type ImageBox, type Size } from "../../geometry";
import { checkAnswer } from "../answer";
import type { Layout } from "../problem";
import type { Family, Puzzle } from "../puzzle";

/** A problem whose pictures are not painted: only their sizes are known. */
export type Posed<L extends Layout = Layout> = Puzzle<L> & {
  readonly family: Family;
  readonly pictures: readonly Size[];
};

const native = createNativeDialect({ instructions: "", marksObserved: false });

const imageIdAt = (index: number): ImageId => `picture-${index}` as ImageId;

/** An image as the model knows it, and where in the first picture its corner is. */
interface Shown {
  readonly size: Size;
  readonly left: number;
  readonly top: number;
}

/** A turn of the model, and what it has been shown before. */
interface Turn {
  readonly text: string;
  readonly shown: readonly Shown[];
}

function turnsOf({ reference, pictures }: Posed): Turn[] {
  const shown: Shown[] = pictures.map((size) => ({ size, left: 0, top: 0 }));
  return reference.flatMap((turn) => {
    if (turn.author === "model") return [{ text: turn.text, shown: [...shown] }];
    const { left, top, width, height } = turn.crop;
    shown.push({ size: { width, height }, left, top });
    return [];
  });
}

/** What a model's turn says, read as the runner reads it. */
function piecesOf({ text, shown }: Turn): readonly Piece[] {
  const reader = native.read(shown.map(({ size }, i) => ({ id: imageIdAt(i), size })));
  return [...reader.push(text), ...reader.end()];
}

interface Act {
  readonly action: Action;
  /** The number of the image that it is on: the pictures first, then the crops. */
  readonly picture: number;
}

/** The actions of the whole reference. */
export const actionsIn = (problem: Posed): readonly Act[] => turnsOf(problem).flatMap(actionsOf);

const actionsOf = (turn: Turn): Act[] =>
  piecesOf(turn).flatMap((piece) =>
    piece.kind === "action" ? [{ action: piece.action, picture: Number(piece.action.image.split("-")[1]) }] : [],
  );

function answerOf(problem: Posed): string | undefined {
  const last = turnsOf(problem).at(-1);
  const piece = last && piecesOf(last).at(-1);
  return piece?.kind === "answer" ? piece.text : undefined;
}

/**
 * The reference as the runner would play it: nothing in it that cannot be read or performed, a look at the end of
 * every turn but the last, each look answered by what it shows, and the truth at the end.
 */
export function expectReplays(problem: Posed): void {
  const { reference } = problem;
  expect(checkAnswer(problem, answerOf(problem) ?? "")).toBe(true);
  reference.forEach(({ author }, i) => {
    expect(author).toBe(i % 2 === 0 ? "model" : "runner");
  });
  const crops = reference.flatMap((turn) => (turn.author === "runner" ? [turn.crop] : []));
  turnsOf(problem).forEach((turn, i) => {
    expectReadable(turn, crops[i] === undefined);
    if (crops[i]) expectShows(turn, crops[i]);
  });
}

function expectReadable(turn: Turn, isLast: boolean): void {
  expect(turn.text).not.toMatch(/undefined|NaN/);
  const pieces = piecesOf(turn);
  expect(pieces.map(({ kind }) => kind)).not.toContain("unparsed");
  const looks = pieces.flatMap((piece) => (piece.kind === "action" && native.observes(piece.action) ? [piece] : []));
  expect(looks).toEqual(isLast ? [] : pieces.slice(-1));
  for (const { action, picture } of actionsOf(turn)) must(fitAction(action, turn.shown[picture]!.size));
}

/** What is shown is what was asked for, but for the rounding to whole percents and the image's rim. */
function expectShows(turn: Turn, crop: ImageBox): void {
  const [last] = actionsOf(turn).slice(-1);
  const { size, left, top } = turn.shown[last!.picture]!;
  const zoom = last?.action.kind === "zoom" ? last.action : undefined;
  const asked = cornersOf(zoom!.box);
  const corners = cornersOf(crop);
  const isNear = (a: number, b: number, side: number) =>
    Math.abs(a - Math.min(side, Math.max(0, b))) <= side / 200 + 1e-6;
  for (const i of [0, 2] as const) {
    expect(isNear(asked[i], corners[i] - left, size.width)).toBe(true);
    expect(isNear(asked[i + 1]!, corners[i + 1]! - top, size.height)).toBe(true);
  }
}
