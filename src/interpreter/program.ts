import type { Value } from "./value";

/** A program longer than this is no program of named modules. */
export const MOST_CALLS = 200;
export const MOST_CHARACTERS = 100_000;

/** What a call hands to a module: the name of an earlier result or picture, or something written out. */
export type Argument =
  | { readonly kind: "name"; readonly name: string }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "number"; readonly number: number }
  | { readonly kind: "none" };

/** One call of a module. */
export interface Call {
  /** Of the program's source, from 1. */
  readonly line: number;
  /** The name that its result goes by from then on. */
  readonly output: string;
  readonly module: string;
  readonly args: ReadonlyMap<string, Argument>;
  /** The call in words, which tells it apart from every other of the program. */
  readonly source: string;
  /** The words of the source that it stands for; empty for a call that a line makes besides its first. */
  readonly raw: string;
}

export type Program = readonly Call[];

/** Why a program is not run, or not run on: where, and what is wrong there. */
export interface Refusal {
  /** Kebab-case. */
  readonly code: string;
  /** Of the program's source, from 1. */
  readonly line: number;
  /** Empty where no module could be read. */
  readonly module: string;
  /** What is meant: a name, an argument, a class. */
  readonly detail: string;
}

/** What a program begins with: pictures by their names, and the question that it is to answer. */
export interface Given {
  readonly names: ReadonlyMap<string, Value>;
  readonly question: string;
}
