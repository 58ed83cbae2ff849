// What the page and the worker of the flywheel tell each other: one picture asked for, and what became of its drafts.
import type { Result } from "../../base";
import type { Outcome, Spin } from "../../gym";

/** One picture: its seed, and how often its problem is made harder. */
export type PictureAsk = Pick<Spin, "seed" | "rounds">;

/** What became of every draft on one picture, in their order; all of them share its pixels. */
export type PictureAnswer = Result<readonly Outcome[], "not-loaded">;

/** The bytes of the pictures in an answer, which are handed over and not copied. */
export function handedOver(answer: PictureAnswer): Transferable[] {
  if (!answer.ok) return [];
  return [...new Set(answer.value.map((outcome) => pixelsOf(outcome).data.buffer))];
}

const pixelsOf = (outcome: Outcome) => (outcome.kind === "made" ? outcome.problem.picture : outcome.picture);
