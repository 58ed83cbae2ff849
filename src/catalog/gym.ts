import type { Family, GymProblem } from "../gym";
import { type GymName, seedInRange } from "./gymName";

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
  return ({ family, ...rest }: GymName): GymProblem => {
    const trap = TRAPS.find((known) => known === family);
    // What is no trap is a family.
    return trap
      ? generateTrap({ trap, ...rest }, atlas)
      : generateProblem({ family: family as Family, ...rest }, atlas);
  };
}
