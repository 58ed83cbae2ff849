// The words of programs that are run, apart from the others: they are fetched when a program is first looked at.
import type { Language } from "../../../workspace/ports";
import { programs as en } from "./en";
import type { ProgramWords } from "./words";
import { programs as zh } from "./zh";

export type { ProgramWords } from "./words";

export const PROGRAM_WORDS: Readonly<Record<Language, ProgramWords>> = { en, zh };

/** What is said of a code; the code itself where nothing is. */
export const saidOf = (table: object, code: string): string => {
  const said: unknown = Object.hasOwn(table, code) ? Reflect.get(table, code) : undefined;
  return typeof said === "string" ? said : code;
};
