// The architecture, as tables and a test: which folder may import which, inside the large folders too, and who alone may
// name which package.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { INSIDE, type Rows } from "./insideLayers";

/** The ground floor: what every other folder may lean on. */
const GROUND = ["base", "geometry", "pixels", "action"];
const TRACE = [...GROUND, "trace"];

/** A folder may import the folders named after it, and nothing else under `src`. */
const MAY_IMPORT: Rows = {
  base: [],
  geometry: ["base"],
  pixels: ["base", "geometry"],
  action: ["base", "geometry"],
  trace: ["base", "geometry", "action"],
  dialect: ["base", "geometry", "action", "trace"],
  gym: [...TRACE, "dialect"],
  runner: ["base", "geometry", "action", "trace", "dialect"],
  // Programs of named modules, planned and never done: it says what it wants in actions and changes of pixels, and reads
  // Python's literals as the dialects do.
  interpreter: [...GROUND, "dialect"],
  annotation: ["base", "geometry", "action", "trace"],
  opening: ["base", "geometry", "action", "trace", "dialect", "runner"],
  scoring: ["base", "geometry", "action", "trace"],
  // A dialect prints the words of steps, and scoring says which answers are right when pairs are made and which problems
  // are too easy or too hard to train on. Annotation says who decides between raters.
  export: ["base", "geometry", "action", "trace", "annotation", "dialect", "scoring"],
  // Pure choices over nodes that the driver names: it knows neither traces nor models, so that every search is tested
  // with a policy of chance and replays anywhere.
  search: ["base"],
  // Does the work that searches want, with models and judges, and writes it into a trace: above the loop of a run, of
  // which it starts many, and below whoever holds the document, which it knows by a port.
  driver: ["base", "action", "trace", "dialect", "runner", "scoring", "search"],
  // Where a run stops by itself: what checks notice of a step, it stops at. Whoever runs asks it, so that it knows no loop.
  breakpoint: [...TRACE, "annotation"],
  // Asks models about lines that it changes, beside evaluation and knowing nothing of problems; whether an answer is
  // the same it asks of scoring, so that both compare answers in one way.
  influence: [...TRACE, "dialect", "runner", "scoring"],
  evaluation: [...TRACE, "dialect", "gym", "catalog", "runner", "scoring", "search", "driver"],
  // What leaves the browser: beside export, and like it below whoever holds documents. Makes pictures again where a part
  // of one is blacked, in the way in which everybody does.
  sharing: ["base", "geometry", "action", "trace", "runner"],
  // Plays a trace in a page of its own, without the workspace: fits the same edges together as the wiring does, fewer.
  player: [...TRACE, "runner", "raster", "storage", "stage", "sharing"],
  session: ["base", "geometry", "action", "trace", "dialect", "runner"],
  engine: ["base", "geometry", "pixels"],
  raster: ["base", "geometry", "pixels", "action"],
  // Its worker computes pictures with the same pixels as the page; it knows nothing of traces, so that it can tell nothing.
  sandbox: ["base", "geometry", "pixels"],
  storage: ["base", "geometry", "action", "trace"],
  // Finds things on pixels, and speaks of them in the marks and the names of actions.
  tools: GROUND,
  // A service worker, and what the page has to know of it: it knows files and nothing that is in them.
  offline: [],
  // Encodes and packs frames that it is handed as a function: it knows neither traces nor what is on them.
  recording: ["base", "geometry"],
  remote: ["base", "action", "trace", "dialect"],
  catalog: ["base", "geometry", "pixels", "trace", "dialect", "gym"],
  logs: ["base", "trace", "dialect", "opening"],
  stage: ["base", "geometry", "action", "trace"],
  // A line as shots in time and on paper, painted by the functions that paint the stage, so that both look alike.
  film: ["base", "geometry", "action", "trace", "stage"],
  workspace: [
    ...TRACE,
    "annotation",
    "export",
    "sharing",
    "dialect",
    "opening",
    "gym",
    "runner",
    // Whether an answer is right is asked of a problem's reference, as rewards ask it.
    "scoring",
    "search",
    "driver",
    "evaluation",
    "influence",
    // Programs of modules are run call by call, over the same edges as a person's own actions.
    "interpreter",
    "breakpoint",
    "session",
    "catalog",
  ],
  app: [
    ...TRACE,
    "annotation",
    "export",
    "sharing",
    "dialect",
    "opening",
    "gym",
    "runner",
    "scoring",
    "search",
    "driver",
    "evaluation",
    "influence",
    "interpreter",
    "breakpoint",
    "session",
    "catalog",
    "stage",
    "film",
    "workspace",
  ],
  // Fits the edges to the workspace's ports and so sees all of them; nothing but the roots and the scripts sees it.
  wiring: [
    ...TRACE,
    // What counts the hints about the runs of a log, in the worker that lists them.
    "annotation",
    // And what scores them.
    "scoring",
    "dialect",
    "opening",
    "runner",
    "session",
    "engine",
    "offline",
    "raster",
    "recording",
    "storage",
    "remote",
    "sandbox",
    "tools",
    "catalog",
    "logs",
    "workspace",
  ],
};

/** What stands beside `src` may import these folders of it. `*` is all of them, past their barrels too: tools look inside. */
const BESIDE: Rows = {
  scripts: ["*"],
  training: ["base", "geometry", "pixels", "action", "trace", "dialect", "gym", "engine", "scoring", "evaluation"],
  // Journeys wait for the limit of a program, which they know by its name. They make files of traces, as other raters would have saved them. An export is held to the trace that it was made of, and its pictures to the pixels of that.
  e2e: [
    "base",
    "action",
    "trace",
    "annotation",
    "pixels",
    "raster",
    "gym",
    "catalog",
    "engine",
    "remote",
    "sandbox",
    "app",
    "player",
    // Links and files that were shared are read back as the page reads them.
    "sharing",
    "storage",
  ],
};

/** Folders so wide that each of their units has a barrel of its own, which whoever needs the unit imports. */
const ENTERED_BY_UNIT = ["workspace"];

/** The packages that only some folders may name. */
const OWNERS: Rows = {
  react: ["stage", "app"],
  "react-dom": ["app"],
  konva: ["stage"],
  "react-konva": ["stage"],
  "radix-ui": ["app"],
  zustand: ["session", "workspace", "app", "wiring"],
  "@tanstack/query-core": ["workspace"],
  "@tanstack/react-query": ["app"],
  // Models, and the small networks of tools, which run beside them in a worker of their own.
  "onnxruntime-web": ["engine", "tools"],
  "@huggingface/tokenizers": ["engine"],
  "@huggingface/jinja": ["engine"],
  // What two lines say differently is a matter of showing it.
  diff: ["app"],
  idb: ["storage"],
  // What runs programs of logs, and nothing else runs any.
  pyodide: ["sandbox"],
  "quickjs-emscripten-core": ["sandbox"],
  "@jitl/quickjs-wasmfile-release-sync": ["sandbox"],
  fflate: ["storage"],
  fzstd: ["storage"],
  // Workbooks are zips of XML, which workers and Node have no reader for.
  saxen: ["opening"],
  hyparquet: ["opening"],
  "hyparquet-compressors": ["opening"],
  "hyparquet-writer": ["export"],
  mediabunny: ["recording"],
  gifenc: ["recording"],
};

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
