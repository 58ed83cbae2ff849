import type { TurnCost } from "../../trace";

/** Tokens a second after the first, as they are read out. */
export function speedOf(cost: Pick<TurnCost, "decodeMillis" | "generatedTokens">): string {
  if (cost.generatedTokens < 2 || cost.decodeMillis <= 0) return "–";
  const perSecond = ((cost.generatedTokens - 1) * 1000) / cost.decodeMillis;
  return perSecond >= 10 ? String(Math.round(perSecond)) : perSecond.toFixed(1);
}
