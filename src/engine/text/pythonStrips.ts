import type { Template } from "@huggingface/jinja";

const lstrip = (text: string, characters: string): string => text.slice(lengthAtStart([...text], new Set(characters)));
const rstrip = (text: string, characters: string): string =>
  text.slice(0, text.length - lengthAtStart([...text].reverse(), new Set(characters)));

/** How Python's methods of that name take the characters of a set away (Python 3.13, `str.strip`). */
const STRIPS = {
  lstrip,
  rstrip,
  strip: (text: string, characters: string): string => rstrip(lstrip(text, characters), characters),
};

/** No template has names that begin so. */
const nameOf = (method: string): string => `__python_${method}`;

/** What a template that was changed by `callPythonStrips` has to be rendered with. */
export const PYTHON_STRIPS: Readonly<Record<string, unknown>> = Object.fromEntries(
  Object.entries(STRIPS).map(([method, strip]) => [nameOf(method), strip]),
);

/** A node of a template's tree, with those of its parts that matter here. */
interface Node {
  readonly type: string;
  readonly object?: unknown;
  readonly property?: unknown;
  readonly computed?: unknown;
  readonly value?: unknown;
  callee?: unknown;
  args?: unknown;
}

/**
 * Makes a template call `PYTHON_STRIPS` where it names the characters to be stripped. The methods of the template engine
 * take no heed of them and strip all white space (@huggingface/jinja 0.5.11), so that `lstrip('\n')`, as Qwen3's template
 * has it, would take the indentation of the first line, too.
 */
export function callPythonStrips({ parsed }: Template): void {
  visit(parsed, (node) => {
    const { callee, args } = node;
    if (node.type !== "CallExpression" || !isNode(callee) || callee.type !== "MemberExpression") return;
    const { object, property, computed } = callee;
    if (computed !== false || !Array.isArray(args) || args.length !== 1 || !isNode(property)) return;
    const method = String(property.value);
    if (!Object.hasOwn(STRIPS, method)) return;
    node.callee = { ...property, value: nameOf(method) };
    node.args = [object, ...args];
  });
}

const isNode = (value: unknown): value is Node => typeof value === "object" && value !== null && "type" in value;

function visit(value: unknown, change: (node: Node) => void): void {
  if (Array.isArray(value)) for (const member of value) visit(member, change);
  else if (isNode(value)) {
    for (const part of Object.values(value)) visit(part, change);
    change(value);
  }
}

function lengthAtStart(characters: readonly string[], taken: ReadonlySet<string>): number {
  const end = characters.findIndex((character) => !taken.has(character));
  return characters.slice(0, end < 0 ? characters.length : end).join("").length;
}
