import { createDialect, type Dialect, FOREIGN_SYSTEMS, type ForeignName, isDialectName } from "../../dialect";

// The dialects of other systems, behind one door that is opened when the first of them is wanted.

/** What of a dialect a person chooses by. */
export interface Speakable {
  readonly name: ForeignName;
  /** What a model is told of it; null where nothing here performs what it would write. */
  readonly instructions: string | null;
}

/** Every system whose logs are read. */
export const foreignNames: readonly ForeignName[] = FOREIGN_SYSTEMS.names;

/** What each system is called, by its name. */
export const systemTitles = (): ReadonlyMap<string, string> =>
  new Map(FOREIGN_SYSTEMS.names.map((name) => [name, FOREIGN_SYSTEMS.title(name)]));

/** The systems that a model can be asked to speak like. */
export const speakable = (): readonly Speakable[] =>
  FOREIGN_SYSTEMS.names.flatMap((name) => {
    const instructions = FOREIGN_SYSTEMS.instructions(name);
    return instructions === null ? [] : [{ name, instructions }];
  });

/** The dialect of that name with what a person tells a model of it, or else the default; null for an unknown name. */
export function foreignDialect(name: string, told: string | undefined): Dialect | null {
  if (!isDialectName(name) || name === "native") return null;
  if (told !== undefined) return createDialect(name, { instructions: told, insists: true });
  return createDialect(name, { instructions: FOREIGN_SYSTEMS.instructions(name) ?? "" });
}

export const defaultInstructions = (name: string): string | null =>
  isDialectName(name) && name !== "native" ? FOREIGN_SYSTEMS.instructions(name) : null;

/** How a step's numbers were read: by the dialect that it was written in. */
export const readingOf = (name: string): Dialect | null => (isDialectName(name) ? createDialect(name) : null);
