// What is read off one file of source: its imports, functions, casts and stores, by the parser that vite brings.
import { type ESTree, parseSync, Visitor, type VisitorObject } from "vite";

/** A file of source. Its path is relative to the folder that is measured, with forward slashes. */
export interface SourceFile {
  readonly path: string;
  readonly text: string;
}

/** Something that stands at a line, which is counted from 1. */
export interface Place {
  readonly path: string;
  readonly line: number;
}

/** A function with a body, from its first line to its last, the functions inside it included. */
export interface MeasuredFunction extends Place {
  readonly name: string;
  readonly lines: number;
}

export interface MeasuredFile {
  readonly path: string;
  readonly lines: number;
  /** Lines on which anything stands at all. */
  readonly writtenLines: number;
  /** Lines on which nothing but a comment stands. */
  readonly commentLines: number;
  /** What the file imports or hands on, types included, as it is written there. */
  readonly imports: readonly string[];
  readonly functions: readonly MeasuredFunction[];
  /** `x as T` and `<T>x`, but not `as const`, which claims nothing. */
  readonly casts: readonly Place[];
  readonly anys: readonly Place[];
  /** Stores of zustand that are made when the file is loaded, so that every workspace would share them. */
  readonly moduleStores: readonly Place[];
}

/** Tests, and the builders and recordings that only tests use. */
export const isTest = (path: string): boolean => /\.test\.tsx?$|(^|\/)(testing|fixtures)(\.ts|\/)/.test(path);

export function measureFile(file: SourceFile): MeasuredFile {
  const { program, comments, errors } = parseSync(file.path, file.text);
  if (errors.length > 0) throw new Error(`Cannot parse ${file.path}: ${errors[0]?.message}`);
  const lineAt = lineFinder(file.text);
  const place = (node: ESTree.Span): Place => ({ path: file.path, line: lineAt(node.start) });
  const casts: Place[] = [];
  const anys: Place[] = [];
  const functions = functionsIn(lineAt);
  const stores = moduleStoresIn();
  const visits: VisitorObject[] = [
    {
      TSAsExpression: (node) => void (isConst(node.typeAnnotation) || casts.push(place(node))),
      TSTypeAssertion: (node) => void (isConst(node.typeAnnotation) || casts.push(place(node))),
      TSAnyKeyword: (node) => void anys.push(place(node)),
    },
    functions.visit,
    stores.visit,
  ];
  for (const visit of visits) new Visitor(visit).visit(program);
  return {
    path: file.path,
    ...countLines(file.text, comments),
    imports: importsOf(program),
    functions: functions.found.map((found) => ({ path: file.path, ...found })),
    casts,
    anys,
    moduleStores: stores.found.map(place),
  };
}

/** Finds the line of an offset, counted from 1. */
function lineFinder(text: string): (offset: number) => number {
  const starts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  return (offset) => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return high;
  };
}

function countLines(text: string, comments: readonly ESTree.Span[]) {
  // A file ends in a newline, which begins no further line.
  const lines = text.replace(/\n$/, "").split("\n");
  const bare = comments
    .reduceRight((rest, { start, end }) => {
      const blank = rest.slice(start, end).replace(/[^\n]/g, " ");
      return rest.slice(0, start) + blank + rest.slice(end);
    }, text)
    .split("\n");
  const written = lines.map((line, index) => ({ line, bare: bare[index] ?? "" })).filter(({ line }) => line.trim());
  const commented = written.filter((row) => !row.bare.trim());
  return { lines: lines.length, writtenLines: written.length, commentLines: commented.length };
}

function importsOf(program: ESTree.Program): string[] {
  const found: string[] = [];
  new Visitor({
    ImportDeclaration: (node) => void found.push(node.source.value),
    ExportAllDeclaration: (node) => void found.push(node.source.value),
    ExportNamedDeclaration: (node) => void (node.source && found.push(node.source.value)),
    ImportExpression: ({ source }) =>
      void (source.type === "Literal" && typeof source.value === "string" && found.push(source.value)),
    TSImportType: (node) => void found.push(node.source.value),
  }).visit(program);
  return found;
}

const isConst = (type: ESTree.TSType): boolean =>
  type.type === "TSTypeReference" && type.typeName.type === "Identifier" && type.typeName.name === "const";

type AnyFunction = ESTree.Function | ESTree.ArrowFunctionExpression;

/** Tells of every function, on the way into it and on the way out. */
const onFunctions = (enter: (node: AnyFunction) => void, exit: () => void): VisitorObject => ({
  FunctionDeclaration: enter,
  FunctionExpression: enter,
  ArrowFunctionExpression: enter,
  "FunctionDeclaration:exit": exit,
  "FunctionExpression:exit": exit,
  "ArrowFunctionExpression:exit": exit,
});

/** Collects the functions of a file. One without a name of its own is called by what it is given to. */
function functionsIn(lineAt: (offset: number) => number) {
  const found: Omit<MeasuredFunction, "path">[] = [];
  const names = new Map<unknown, string>();
  const around: string[] = [];
  const enter = (node: AnyFunction): void => {
    const name = node.id?.name ?? names.get(node) ?? `a callback in ${around.at(-1) ?? "the module"}`;
    around.push(name);
    const line = lineAt(node.start);
    if (node.body) found.push({ name, line, lines: lineAt(node.end) - line + 1 });
  };
  const exit = (): void => void around.pop();
  const named = (key: ESTree.PropertyKey, value: unknown): void => {
    if (key.type === "Identifier" || key.type === "PrivateIdentifier") names.set(value, key.name);
  };
  const visit: VisitorObject = {
    VariableDeclarator: ({ id, init }) => void (id.type === "Identifier" && init && names.set(init, id.name)),
    Property: ({ key, value }) => named(key, value),
    MethodDefinition: ({ key, value }) => named(key, value),
    PropertyDefinition: ({ key, value }) => named(key, value),
    ...onFunctions(enter, exit),
  };
  return { found, visit };
}

/** Collects the calls of zustand's makers that stand outside every function, and outside the fields of an instance. */
function moduleStoresIn() {
  const found: ESTree.Span[] = [];
  const makers = new Set<string>();
  let depth = 0;
  const enter = (): void => void depth++;
  const exit = (): void => void depth--;
  const visit: VisitorObject = {
    ImportDeclaration: ({ source, specifiers }) => {
      if (!/^zustand($|\/(vanilla|traditional)$)/.test(source.value)) return;
      for (const { local } of specifiers) if (/^create/.test(local.name)) makers.add(local.name);
    },
    CallExpression: (node) => {
      if (depth === 0 && node.callee.type === "Identifier" && makers.has(node.callee.name)) found.push(node);
    },
    PropertyDefinition: (node) => {
      if (!node.static) depth++;
    },
    "PropertyDefinition:exit": (node) => {
      if (!node.static) depth--;
    },
    ...onFunctions(enter, exit),
  };
  return { found, visit };
}
