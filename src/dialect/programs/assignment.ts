import type { PythonToken } from "./tokens";

/** A statement that gives values to variables; one that gives none has no targets. */
export interface Assignment {
  readonly targets: readonly (readonly PythonToken[])[];
  readonly words: readonly PythonToken[];
  /** `+` where it is `+=`; null where the value is taken as it is. */
  readonly sign: string | null;
}

/** `a = b = c` as its parts; an `=` inside brackets names an argument and parts nothing. A type is no part of a target. */
export function assignmentIn(tokens: readonly PythonToken[]): Assignment {
  const parts: PythonToken[][] = [[]];
  let depth = 0;
  let sign: string | null = null;
  for (const token of tokens) {
    const mark = token.kind === "sign" ? token.value : "";
    if (mark !== "" && "([{".includes(mark)) depth++;
    if (mark !== "" && ")]}".includes(mark)) depth--;
    const augmented = depth === 0 ? /^([+\-*/%&|^])=$/.exec(mark)?.[1] : undefined;
    if (augmented !== undefined) sign = augmented;
    if ((mark === "=" && depth === 0) || augmented !== undefined) parts.push([]);
    else parts.at(-1)?.push(token);
  }
  const targets = parts.slice(0, -1).map((target) => (target[1]?.value === ":" ? target.slice(0, 1) : target));
  return { targets, words: parts.at(-1) ?? [], sign };
}

/** The names between the brackets of `def cut(img, box=None, *, pad: int = 3):`. */
export function parametersOf(head: readonly PythonToken[]): readonly string[] {
  const names: string[] = [];
  let depth = 0;
  for (const [i, { kind, value }] of head.entries()) {
    if (kind === "sign" && "([{".includes(value)) depth++;
    if (kind === "sign" && ")]}".includes(value)) depth--;
    const opens = ["(", ",", "*"].includes(head[i - 1]?.value ?? "");
    if (kind === "name" && depth === 1 && opens) names.push(value);
  }
  return names;
}
