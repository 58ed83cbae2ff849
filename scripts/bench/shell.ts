import { readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { gzipSync } from "node:zlib";

export interface ShellSize {
  readonly gzipBytes: number;
  /** Every file of the first load, with its size after gzip. */
  readonly files: Readonly<Record<string, number>>;
}

/**
 * What the first load of a built page fetches before anybody presses anything: the page, its scripts and styles, and
 * all that those import statically. Chunks behind `import()`, workers, WASM, models and fonts come later or not at all.
 */
export function measureShell(dist: string): ShellSize {
  const files: Record<string, number> = {};
  const waiting = ["index.html"];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (path in files) continue;
    const bytes = readFileSync(join(dist, path));
    files[path] = gzipSync(bytes, { level: 9 }).length;
    waiting.push(...namedBy(path, bytes.toString("utf8")));
  }
  return { gzipBytes: Object.values(files).reduce((total, bytes) => total + bytes, 0), files };
}

function namedBy(path: string, text: string): string[] {
  if (path.endsWith(".html")) {
    const tags = text.match(/<(?:script|link)\b[^>]*>/g) ?? [];
    return tags.filter(isFetchedAtOnce).flatMap((tag) => near(path, /(?:src|href)="([^"]+)"/.exec(tag)?.[1]));
  }
  if (path.endsWith(".js")) return [...text.matchAll(STATIC_IMPORT)].flatMap((match) => near(path, match[1]));
  if (path.endsWith(".css")) return [...text.matchAll(/@import\s+"([^"]+)"/g)].flatMap((match) => near(path, match[1]));
  return [];
}

/** `import … from "x"`, `import "x"`, `export … from "x"`; not `import("x")`. */
const STATIC_IMPORT =
  /(?:^|[;}\s])(?:import|export)\s*(?:[\w*{][^"'();]*?\bfrom\s*|[{*][^"'();]*?from\s*)?["'](\.[^"']+)["']/g;

const isFetchedAtOnce = (tag: string): boolean =>
  tag.startsWith("<script") || /rel="(?:stylesheet|modulepreload)"/.test(tag);

/** The path inside the folder that `target` leads to from `path`; nothing for other places. */
function near(path: string, target: string | undefined): string[] {
  return target === undefined || /^[a-z]+:/.test(target) ? [] : [normalize(join(dirname(path), target))];
}
