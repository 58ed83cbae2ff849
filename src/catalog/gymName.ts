import type { Difficulty } from "../gym";
import { LEVELS, type Sort, sortNamed } from "./sorts";

/** What names a gym problem, one with a trap among them. */
export interface GymName {
  readonly family: Sort;
  readonly seed: number;
  readonly difficulty: Difficulty;
}

/** Seeds from here on were trained on; problems for people and for tests stay below. */
export const SEED_LIMIT = 10_000_000;

/** The level of problems whose name tells none, as names once did. */
export const USUAL_LEVEL: Difficulty = 2;

export const seedInRange = (seed: number): number =>
  Number.isFinite(seed) ? Math.abs(Math.trunc(seed)) % SEED_LIMIT : 0;

/** "find-7-level-3": enough to make the problem again. */
export const printGymName = ({ family, seed, difficulty }: GymName): string => `${family}-${seed}-level-${difficulty}`;

/** What the pictures of a problem are kept under: "find-7-level-3.png", or one name for each frame of a film. */
export const pictureNames = (name: GymName, pictures: number): string[] =>
  Array.from({ length: pictures }, (_, i) => `${printGymName(name)}${pictures > 1 ? `-frame-${i + 1}` : ""}.png`);

const NAME = /^([a-z]+)-(\d{1,8})(?:-level-(\d))?(?:-frame-\d{1,2})?(?:\.png)?$/;

/** The problem that a picture's name tells of; null for any other name. */
export function parseGymName(name: string): GymName | null {
  const [, word, digits, digit] = NAME.exec(name) ?? [];
  const family = sortNamed(word ?? "");
  const seed = Number(digits);
  const difficulty = digit === undefined ? USUAL_LEVEL : LEVELS.find((level) => String(level) === digit);
  return family && difficulty && seed < SEED_LIMIT ? { family, seed, difficulty } : null;
}
