import { type PythonLine, type PythonToken, pythonLines } from "./tokens";

/** A line of a program with what is indented below it. */
export interface Statement {
  readonly tokens: readonly PythonToken[];
  readonly body: readonly Statement[];
}

interface Grown {
  readonly tokens: readonly PythonToken[];
  readonly body: Grown[];
}

/** Deeper blocks than this lie in the last one. */
const MAX_DEPTH = 30;

const HEADS = new Set("for while if elif else try except finally with def class async".split(" "));

/** A program's source as statements. */
export function statementsOf(source: string): readonly Statement[] {
  const root: Grown = { tokens: [], body: [] };
  const open: { readonly indent: number; readonly statement: Grown }[] = [];
  for (const line of pythonLines(source)) {
    while ((open.at(-1)?.indent ?? -1) >= line.indent) open.pop();
    const statement = grownFrom(line);
    (open.at(-1)?.statement ?? root).body.push(statement);
    if (open.length < MAX_DEPTH) open.push({ indent: line.indent, statement });
  }
  return root.body;
}

/** `if large: cut(it)` holds its statement within its own line. */
function grownFrom({ tokens }: PythonLine): Grown {
  const [first] = tokens;
  const end = first?.kind === "name" && HEADS.has(first.value) ? colonIn(tokens) : -1;
  if (end < 0) return { tokens, body: [] };
  const rest = tokens.slice(end + 1);
  return { tokens: tokens.slice(0, end), body: rest.length > 0 ? [{ tokens: rest, body: [] }] : [] };
}

/** The colon that ends the head of a block; -1 where there is none. */
function colonIn(tokens: readonly PythonToken[]): number {
  let depth = 0;
  for (const [i, { kind, value }] of tokens.entries()) {
    if (kind !== "sign") continue;
    if ("([{".includes(value)) depth++;
    if (")]}".includes(value)) depth--;
    if (value === ":" && depth === 0) return i;
  }
  return -1;
}
