import type { GymProblem, Trap } from "../gym";
import { type GymName, seedInRange } from "./gymName";
import type { Sort } from "./sorts";

/**
 * The problem of this name. A seed out of range, as typed by hand, is brought into it. The generator and its pictures
 * are fetched with the first problem: a page that shows none does without them.
 */
export async function gymProblem(name: GymName): Promise<GymProblem> {
  const generate = await generator();
  return generate({ ...name, seed: seedInRange(name.seed) });
}

let made: ReturnType<typeof makeGenerator> | null = null;

/** The generator with the unpacked atlas, made once. */
function generator() {
  made ??= makeGenerator().catch((thrown: unknown) => {
    // Asked again after a failure, as when a network was away.
    made = null;
    throw thrown;
  });
  return made;
}

async function makeGenerator() {
  const { generateProblem, generateTrap, loadAtlas, TRAPS } = await import("../gym");
  const atlas = await loadAtlas();
  const isTrap = (sort: Sort): sort is Trap => TRAPS.some((trap) => trap === sort);
  return ({ family, ...rest }: GymName): GymProblem =>
    isTrap(family) ? generateTrap({ trap: family, ...rest }, atlas) : generateProblem({ family, ...rest }, atlas);
}
