// Which parts of the source import each other in a circle. Parts are looked at twice: as the folders at the top, and as
// what stands directly in those (a folder with all below it, or a file), since a knot inside one folder hides at the top.
import { posix } from "node:path";
import type { MeasuredFile } from "./source";

type Graph = ReadonlyMap<string, ReadonlySet<string>>;

/** The knots: groups of units each of which reaches all the others. Sorted, so that two trees can be compared. */
export function unitCycles(files: readonly MeasuredFile[]): string[][] {
  return [1, 2].flatMap((depth) => knotsIn(unitGraph(files, depth)));
}

function unitGraph(files: readonly MeasuredFile[], depth: number): Graph {
  const paths = new Set(files.map((file) => file.path));
  const graph = new Map<string, Set<string>>();
  for (const file of files) {
    const from = unitOf(file.path, depth);
    const targets = graph.get(from) ?? new Set<string>();
    graph.set(from, targets);
    for (const specifier of file.imports) {
      const target = resolveImport(file.path, specifier, paths);
      if (target !== undefined && unitOf(target, depth) !== from) targets.add(unitOf(target, depth));
    }
  }
  return graph;
}

/** `app/gym/solve.ts` is of `app` at depth 1 and of `app/gym` at depth 2, where `app/names.ts` is a unit of its own. */
const unitOf = (path: string, depth: number): string =>
  path
    .replace(/\.tsx?$/, "")
    .split("/")
    .slice(0, depth)
    .join("/");

function resolveImport(from: string, specifier: string, paths: ReadonlySet<string>): string | undefined {
  if (!specifier.startsWith(".")) return undefined;
  const base = posix.join(posix.dirname(from), specifier.replace(/\?.*$/, ""));
  return [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`].find((path) => paths.has(path));
}

/** The strongly connected parts of more than one node, by Tarjan's algorithm. */
function knotsIn(graph: Graph): string[][] {
  const order = new Map<string, number>();
  const open: string[] = [];
  const knots: string[][] = [];
  const visit = (unit: string): number => {
    const index = order.size;
    order.set(unit, index);
    open.push(unit);
    let low = index;
    for (const next of graph.get(unit) ?? []) {
      if (!order.has(next)) low = Math.min(low, visit(next));
      else if (open.includes(next)) low = Math.min(low, order.get(next) ?? low);
    }
    if (low === index) {
      const knot = open.splice(open.indexOf(unit));
      if (knot.length > 1) knots.push(knot.sort());
    }
    return low;
  };
  for (const unit of graph.keys()) if (!order.has(unit)) visit(unit);
  return knots.sort((a, b) => b.length - a.length);
}
