// The architecture, held to its tables: which folder may import which, inside the large folders too, and who alone may name
// which package.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { BESIDE, ENTERED_BY_UNIT, MAY_IMPORT, OWNERS } from "./folderLayers";
import { INSIDE } from "./insideLayers";

/** Globals that make a result depend on when or where it was computed; the spine takes them as arguments. */
const SPINE = [
  "base",
  "geometry",
  "pixels",
  "action",
  "trace",
  "dialect",
  "opening",
  "gym",
  "runner",
  "interpreter",
  "scoring",
  "search",
  "driver",
  "influence",
  "breakpoint",
  "evaluation",
  "export",
  "sharing",
];
const AMBIENT =
  /\b(Math\.random|Date\.now|new Date\(\)|setTimeout|setInterval|fetch\(|localStorage|document\.|window\.)/;
/** Above the spine, time, chance and names come from one source that is handed in; only the wiring has the real one. */
const TOLD = ["session", "workspace"];
const UNTOLD = /\b(Math\.random|Date\.now|new Date\(\)|crypto\.randomUUID)/;

const ROOT = resolve(import.meta.dirname, "..");

interface SourceFile {
  /** From the root of the repository. */
  readonly path: string;
  /** Under `src`, or what stands beside it. */
  readonly folder: string;
  readonly text: string;
  /** Paths of files in the repository that it imports, and packages by their names. */
  readonly imports: readonly { readonly specifier: string; readonly target: string | null }[];
}

const isTest = (path: string): boolean => /\.test\.tsx?$|\/testing(\.ts|\/)/.test(path);

/** What lies in a checkout and is not ours: beside the training, also what it left. */
const notOurs = (folder: string): RegExp =>
  folder === "training" ? /(^|\/)(node_modules|\.venv|runs|data)\// : /(^|\/)node_modules\//;

const pathsIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && !notOurs(folder).test(path))
    .map((path) => `${folder}/${path}`);

function sourceFiles(): readonly SourceFile[] {
  const paths = ["src", ...Object.keys(BESIDE)].flatMap(pathsIn);
  const known = new Set(paths);
  const targetOf = (from: string, specifier: string): string | null => {
    if (!specifier.startsWith(".")) return null;
    const base = relative(ROOT, resolve(ROOT, dirname(from), specifier));
    const tried = [base, `${base}.ts`, `${base}.tsx`, `${base}/index.ts`];
    return tried.find((path) => known.has(path)) ?? base;
  };
  return paths.map((path) => {
    const text = readFileSync(join(ROOT, path), "utf8");
    const specifiers = [...text.matchAll(/(?:from|import\(|new URL\()\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
    const imports = specifiers.map((specifier) => ({ specifier, target: targetOf(path, specifier) }));
    return { path, folder: folderOf(path), text, imports };
  });
}

/** `src/trace/edit.ts` is of `trace`, `src/main.tsx` of the roots, `e2e/run.spec.ts` of `e2e`. */
function folderOf(path: string): string {
  const [top = "", next = "", ...rest] = path.split("/");
  if (top !== "src") return top;
  return rest.length === 0 ? "roots" : next;
}

/** The unit of a file within its folder: the next subfolder, or a dot. The folder's barrel is of none. */
function unitOf(path: string): string | null {
  const [, , unit = "", ...rest] = path.split("/");
  if (rest.length > 0) return unit;
  return unit === "index.ts" ? null : ".";
}

/** Whether a folder may be entered by this file: its barrel, or a unit's where the folder is entered by those. */
function isBarrel(path: string): boolean {
  const [, folder = "", unit, ...rest] = path.split("/");
  if (unit === "index.ts") return true;
  return ENTERED_BY_UNIT.includes(folder) && rest.length === 1 && rest[0] === "index.ts";
}

/** The members of a graph that a way leads from and back to. */
function inCycle(graph: ReadonlyMap<string, ReadonlySet<string>>): readonly string[] {
  const reached = (from: string, seen: Set<string>): Set<string> => {
    for (const to of graph.get(from) ?? [])
      if (!seen.has(to)) {
        seen.add(to);
        reached(to, seen);
      }
    return seen;
  };
  return [...graph.keys()].filter((member) => reached(member, new Set()).has(member));
}

function graphOf(
  files: readonly SourceFile[],
  nameOf: (path: string) => string | null,
): ReadonlyMap<string, ReadonlySet<string>> {
  const graph = new Map<string, Set<string>>();
  for (const { path, imports } of files)
    for (const { target } of imports) {
      const [from, to] = [nameOf(path), target && nameOf(target)];
      if (from && to && from !== to) graph.set(from, (graph.get(from) ?? new Set()).add(to));
    }
  return graph;
}

describe("layers", () => {
  const everything = sourceFiles();
  const files = everything.filter(({ path, folder }) => path.startsWith("src/") && folder !== "roots");
  const shipped = files.filter(({ path }) => !isTest(path));

  it("knows every folder, and every unit of the large ones", () => {
    expect([...new Set(files.map(({ folder }) => folder))].filter((folder) => !(folder in MAY_IMPORT))).toEqual([]);
    const unknown = shipped.filter(({ path, folder }) => INSIDE[folder] && !((unitOf(path) ?? ".") in INSIDE[folder]));
    expect(unknown.map(({ path }) => path)).toEqual([]);
  });

  it("lets imports go one way, through barrels", () => {
    const wrong: string[] = [];
    for (const file of files)
      for (const { specifier, target } of file.imports) {
        if (target === null || !target.startsWith("src/")) continue;
        const folder = folderOf(target);
        if (folder === file.folder) continue;
        const allowed = (MAY_IMPORT[file.folder] ?? []).includes(folder) || isTest(file.path);
        // Builders for tests live in `testing`, beside the barrel, so that production code never ships them.
        const isPrivate = !isBarrel(target) && !(isTest(file.path) && /\/testing(\.ts|\/)/.test(target));
        if (!allowed) wrong.push(`${file.path} may not import ${folder}`);
        else if (isPrivate) wrong.push(`${file.path} reaches past the barrel of ${folder}: ${specifier}`);
      }
    expect(wrong).toEqual([]);
  });

  it("lets imports go one way inside the large folders", () => {
    const wrong: string[] = [];
    for (const { path, folder, imports } of shipped)
      for (const { target } of imports) {
        if (!target?.startsWith(`src/${folder}/`) || isTest(target) || !INSIDE[folder]) continue;
        const [from, to] = [unitOf(path), unitOf(target)];
        if (from && to && from !== to && !INSIDE[folder][from]?.includes(to))
          wrong.push(`${path} may not import ${folder}/${to}`);
      }
    expect(wrong).toEqual([]);
  });

  it("lets what stands beside the source import what it is told to", () => {
    const wrong = everything.flatMap(({ path, folder, imports }) =>
      imports.flatMap(({ target }) => {
        const row = BESIDE[folder];
        if (!row || !target?.startsWith("src/") || row.includes("*") || row.includes(folderOf(target))) return [];
        return isTest(path) || isTest(target) ? [] : [`${path} may not import ${target}`];
      }),
    );
    expect(wrong).toEqual([]);
    // The other way there is none.
    const backwards = shipped.filter(({ imports }) =>
      imports.some(({ target }) => target && !target.startsWith("src/")),
    );
    expect(backwards.map(({ path }) => path)).toEqual([]);
  });

  it("lets only the owners name a package", () => {
    const wrong: string[] = [];
    for (const file of shipped)
      for (const { specifier } of file.imports) {
        const owned = Object.keys(OWNERS).find((name) => specifier === name || specifier.startsWith(`${name}/`));
        if (owned && !OWNERS[owned]?.includes(file.folder)) wrong.push(`${file.path} may not name ${owned}`);
      }
    expect(wrong).toEqual([]);
  });

  it("keeps time, chance and the browser out of the spine", () => {
    const code = ({ text }: SourceFile): string => text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "");
    const wrong = shipped.filter(
      (file) =>
        (SPINE.includes(file.folder) && AMBIENT.test(code(file))) ||
        (TOLD.includes(file.folder) && UNTOLD.test(code(file))),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it("keeps React out of the workspace, and every store within a function", () => {
    const wrong = shipped.filter(
      ({ folder, text }) =>
        (folder === "workspace" && /from "(react|@tanstack\/react-query)"/.test(text)) ||
        /^(export )?const \w+[^\n]*= (createStore|create)[<(]/m.test(text),
    );
    expect(wrong.map(({ path }) => path)).toEqual([]);
  });

  it("has no import cycle, of files or of units", () => {
    expect(inCycle(graphOf(shipped, (path) => path))).toEqual([]);
    expect(inCycle(graphOf(shipped, folderOf))).toEqual([]);
    const cyclic = Object.keys(INSIDE).flatMap((folder) =>
      inCycle(graphOf(shipped, (path) => (folderOf(path) === folder ? unitOf(path) : null))),
    );
    expect(cyclic).toEqual([]);
  });

  it("keeps files small enough to read in one sitting", () => {
    expect(files.filter((file) => file.text.split("\n").length > 401).map((file) => file.path)).toEqual([]);
  });
});
