import { readProgram } from "./program";

/** The texts that a program's source puts into variables of these names, the last of each; null where it has none. */
export function textAssigned(source: string, names: readonly string[]): string | null {
  const { variables } = readProgram(source, { variables: new Map(), imageNamed: () => undefined, opened: undefined });
  for (const name of names) {
    const value = variables.get(name);
    if (value?.kind === "text") return value.text;
  }
  return null;
}
