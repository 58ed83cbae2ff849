import { FAMILIES, type Family, type GymProblem, generateProblem } from "../gym";
import type { Words } from "./card";

/** One sort of gym problem, as the chooser shows it. */
export interface FamilyCard {
  readonly family: Family;
  readonly title: Words;
  readonly says: Words;
}

const FAMILY_WORDS: Readonly<Record<Family, Pick<FamilyCard, "title" | "says">>> = {
  find: {
    title: { en: "Find and read", zh: "查找并识读" },
    says: {
      en: "One object carries a letter too small to read before one zooms in.",
      zh: "某个物体上有一个字母，不放大就看不清。",
    },
  },
  count: {
    title: { en: "Count", zh: "计数" },
    says: {
      en: "How many objects are of one kind: box each, then say the number.",
      zh: "数出同类物体：逐个框出，再报数。",
    },
  },
};

export const FAMILY_CARDS: readonly FamilyCard[] = FAMILIES.map((family) => ({ family, ...FAMILY_WORDS[family] }));

/** Seeds from here on were trained on; problems for people and for tests stay below. */
export const SEED_LIMIT = 10_000_000;

/** The problem of this family and seed. A seed out of range, as typed by hand, is brought into it. */
export const gymProblem = (family: Family, seed: number): GymProblem => generateProblem(family, seedInRange(seed));

export const seedInRange = (seed: number): number =>
  Number.isFinite(seed) ? Math.abs(Math.trunc(seed)) % SEED_LIMIT : 0;
