import type { GymProblem, Move } from "../gym";

/** What the model is given to work with: its actions, none of them, or a person's first move. */
export const CONDITIONS = ["looking", "refused", "injected-right", "injected-wrong"] as const;
export type Condition = (typeof CONDITIONS)[number];

/** What a condition makes of a run. Null where a problem has no such move: an empty count has no right box. */
export function optionsUnder(
  condition: Condition,
  { rightMove, wrongMove }: Pick<GymProblem, "rightMove" | "wrongMove">,
): { readonly refuseActions: boolean; readonly injected: Move | null } | null {
  if (condition === "looking") return { refuseActions: false, injected: null };
  if (condition === "refused") return { refuseActions: true, injected: null };
  const injected = condition === "injected-right" ? rightMove : wrongMove;
  return injected && { refuseActions: false, injected };
}
