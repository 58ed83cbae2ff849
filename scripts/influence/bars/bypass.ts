import { type BarCheck, heldIf, skipped } from "./bar";
import { lookCards } from "./look";

/**
 * A person's first move shows a part that was not asked for, and the model still answers rightly: the answer cannot
 * rest on that look, and the card has to say that it is bypassed.
 */
export const bypassBar: BarCheck = async (name, rig, tools) => {
  const cards = await lookCards(name, rig, tools);
  if (typeof cards === "string") return skipped(cards);
  return heldIf(cards.needless.verdict === "bypassed", cards.seen);
};
