// The architecture, as two tables and a test: which folder may import which, and who alone may name which package.
import { readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { describe, expect, it } from "vitest";

/** A folder may import the folders named after it, and nothing else under `src`. */
const MAY_IMPORT: Record<string, readonly string[]> = {
  base: [],
  geometry: ["base"],
  pixels: ["base", "geometry"],
  action: ["base", "geometry"],
  trace: ["base", "geometry", "action"],
  dialect: ["base", "geometry", "action", "trace"],
  opening: ["base", "geometry", "action", "trace", "dialect"],
  gym: ["base", "geometry", "pixels", "action", "trace", "dialect"],
  runner: ["base", "geometry", "action", "trace", "dialect"],
  session: ["base", "geometry", "action", "trace", "dialect", "runner"],
  engine: ["base", "geometry", "pixels"],
  raster: ["base", "geometry", "pixels", "action"],
  storage: ["base", "geometry", "action", "trace"],
  remote: ["base", "action", "trace", "dialect"],
  catalog: ["base", "geometry", "pixels", "trace", "dialect", "gym"],
  stage: ["base", "geometry", "action", "trace"],
  app: [
    "base",
    "geometry",
    "pixels",
    "action",
    "trace",
    "dialect",
    "opening",
    "gym",
    "runner",
    "session",
    "catalog",
    "stage",
  ],
};
// The composition root fits edges to faces and so sees all of them; nothing but `main.tsx` and the scripts sees it.
MAY_IMPORT.wiring = Object.keys(MAY_IMPORT);

/** The packages that only some folders may name. */
const OWNERS: Record<string, readonly string[]> = {
  react: ["stage", "app"],
  "react-dom": ["app"],
  konva: ["stage"],
  "react-konva": ["stage"],
  "radix-ui": ["app"],
  zustand: ["session", "app", "wiring"],
  "@tanstack/react-query": ["app"],
  "onnxruntime-web": ["engine"],
  "@huggingface/tokenizers": ["engine"],
  "@huggingface/jinja": ["engine"],
  idb: ["storage"],
  fflate: ["storage"],
  hyparquet: ["opening"],
  "hyparquet-compressors": ["opening"],
};

/** Globals that make a result depend on when or where it was computed; the spine takes them as arguments. */
const SPINE = ["base", "geometry", "pixels", "action", "trace", "dialect", "opening", "gym", "runner"];
const AMBIENT =
  /\b(Math\.random|Date\.now|new Date\(\)|setTimeout|setInterval|fetch\(|localStorage|document\.|window\.)/;

const SRC = resolve(import.meta.dirname);

interface SourceFile {
  readonly path: string;
  readonly folder: string;
  readonly text: string;
  readonly imports: readonly string[];
}

function sourceFiles(): SourceFile[] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((path) => /\.tsx?$/.test(path) && path.includes("/"))
    .map((path) => {
      const text = readFileSync(join(SRC, path), "utf8");
      const imports = [...text.matchAll(/(?:from|import\()\s*"([^"]+)"/g)].map((match) => match[1] ?? "");
      return { path, folder: path.split("/")[0] ?? "", text, imports };
    });
}

const isTest = (path: string): boolean => /\.test\.tsx?$|\/testing(\.ts|\/)/.test(path);

describe("layers", () => {
  const files = sourceFiles();

  it("knows every folder", () => {
    expect([...new Set(files.map((file) => file.folder))].filter((folder) => !(folder in MAY_IMPORT))).toEqual([]);
  });

  it("lets imports go one way, through barrels", () => {
    const wrong: string[] = [];
    for (const file of files) {
      for (const specifier of file.imports.filter((name) => name.startsWith("."))) {
        const [folder, ...inside] = relative(SRC, resolve(SRC, dirname(file.path), specifier)).split("/");
        if (folder === file.folder || folder === undefined) continue;
        const allowed = (MAY_IMPORT[file.folder] ?? []).includes(folder) || isTest(file.path);
        // Builders for tests live in `testing`, beside the barrel, so that production code never ships them.
        const private_ = inside.length > 0 && !(isTest(file.path) && inside[0] === "testing");
        if (!allowed) wrong.push(`${file.path} may not import ${folder}`);
        else if (private_) wrong.push(`${file.path} reaches past the barrel of ${folder}: ${specifier}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("lets only the owners name a package", () => {
    const wrong: string[] = [];
    for (const file of files.filter(({ path }) => !isTest(path))) {
      for (const specifier of file.imports) {
        const owned = Object.keys(OWNERS).find((name) => specifier === name || specifier.startsWith(`${name}/`));
        if (owned && !OWNERS[owned]?.includes(file.folder)) wrong.push(`${file.path} may not name ${owned}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it("keeps time, chance and the browser out of the spine", () => {
    const wrong = files
      .filter((file) => SPINE.includes(file.folder) && !isTest(file.path))
      .filter((file) => AMBIENT.test(file.text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, "")))
      .map((file) => file.path);
    expect(wrong).toEqual([]);
  });

  it("has no import cycle", () => {
    const byPath = new Map(files.map((file) => [file.path, file]));
    const resolveImport = (from: string, specifier: string): string | undefined => {
      const base = relative(SRC, resolve(SRC, dirname(from), specifier));
      return [`${base}.ts`, `${base}.tsx`, `${base}/index.ts`].find((path) => byPath.has(path));
    };
    const done = new Set<string>();
    const cycles: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) {
        cycles.push([...trail.slice(trail.indexOf(path)), path].join(" → "));
        return;
      }
      if (done.has(path)) return;
      for (const specifier of byPath.get(path)?.imports.filter((name) => name.startsWith(".")) ?? []) {
        const next = resolveImport(path, specifier);
        if (next) visit(next, [...trail, path]);
      }
      done.add(path);
    };
    for (const path of byPath.keys()) visit(path, []);
    expect(cycles).toEqual([]);
  });

  it("keeps files small enough to read in one sitting", () => {
    expect(files.filter((file) => file.text.split("\n").length > 401).map((file) => file.path)).toEqual([]);
  });
});
