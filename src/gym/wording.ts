import { type Colour, isThing, type Kind, type Shape } from "./kinds";
import { pluralOfThing } from "./things/names";

/** What a counting question is about: a kind, or all of one shape, or all of one colour. */
export type Query = Kind | { readonly shape: Shape } | { readonly colour: Colour };

/** The ways to ask for a letter, given the object's name. */
export const FIND_WORDINGS: readonly ((name: string) => string)[] = [
  (name) => `Which letter is on the ${name}?`,
  (name) => `What letter does the ${name} carry?`,
  (name) => `Read the letter on the ${name}.`,
  (name) => `Find the ${name}. Which letter is on it?`,
  (name) => `What is written on the ${name}?`,
];

/** The ways to ask for a number, given the name of many. */
export const COUNT_WORDINGS: readonly ((names: string) => string)[] = [
  (names) => `How many ${names} are there?`,
  (names) => `How many ${names} can you see?`,
  (names) => `Count the ${names}.`,
  (names) => `What is the number of ${names}?`,
];

/** "red circle", "circle", "red thing", "cat". */
export function singular(query: Query): string {
  if ("thing" in query) return query.thing;
  const colour = "colour" in query ? `${query.colour} ` : "";
  return `${colour}${"shape" in query ? query.shape : "thing"}`;
}

/** "red circles", "crosses", "red things", "mice". */
export function plural(query: Query): string {
  if ("thing" in query) return pluralOfThing(query.thing);
  const one = singular(query);
  return one.endsWith("s") ? `${one}es` : `${one}s`;
}

export function matches(query: Query, kind: Kind): boolean {
  if ("thing" in query) return isThing(kind) && query.thing === kind.thing;
  if (isThing(kind)) return false;
  return (!("shape" in query) || query.shape === kind.shape) && (!("colour" in query) || query.colour === kind.colour);
}
