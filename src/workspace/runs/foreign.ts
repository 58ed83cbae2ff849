import { createDialect, type Dialect, FOREIGN_SYSTEMS, type ForeignName, isDialectName } from "../../dialect";

// The dialects of other systems, behind one door that is opened when the first of them is wanted: see `dialects.ts`.

/** A system by the name that files have it by, and its title: its name as its authors write it. */
export interface SystemTitle {
  readonly name: ForeignName;
  readonly title: string;
}

/** The systems that a model can be asked to speak like; of the others nothing here performs what it would write. */
export const speakable = (): readonly string[] =>
  FOREIGN_SYSTEMS.names.filter((name) => FOREIGN_SYSTEMS.instructions(name) !== null);

export const systemTitles = (): readonly SystemTitle[] =>
  FOREIGN_SYSTEMS.names.map((name) => ({ name, title: FOREIGN_SYSTEMS.title(name) }));

/** The dialect of that name with what a person tells a model of it, or else the default; null for an unknown name. */
export function foreignDialect(name: string, told: string | undefined): Dialect | null {
  if (!isDialectName(name) || name === "native") return null;
  if (told !== undefined) return createDialect(name, { instructions: told, insists: true });
  return createDialect(name, { instructions: FOREIGN_SYSTEMS.instructions(name) ?? "" });
}

export const defaultInstructions = (name: string): string | null =>
  isDialectName(name) && name !== "native" ? FOREIGN_SYSTEMS.instructions(name) : null;

export const readingOf = (name: string): Dialect | null => (isDialectName(name) ? createDialect(name) : null);
