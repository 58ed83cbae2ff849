import type { Difficulty, Family, Trap } from "../gym";

// Names alone, without their words: the page needs them before anybody opens the gym.

/** A sort of gym problem: a family, or a trap that is judged as one. */
export type Sort = Family | Trap;

/** Every family, in the order in which they are learnt. */
export const FAMILY_NAMES: readonly Family[] = ["find", "count", "maze", "measure", "track", "geometry", "chart"];

export const TRAP_NAMES: readonly Trap[] = ["bypassing", "attention", "shortcut"];

/** Every difficulty, the easiest first. */
export const LEVELS: readonly Difficulty[] = [1, 2, 3, 4, 5];

/** The sort of this name, as a file or an address tells it. */
export const sortNamed = (word: string): Sort | undefined =>
  [...FAMILY_NAMES, ...TRAP_NAMES].find((sort) => sort === word);
