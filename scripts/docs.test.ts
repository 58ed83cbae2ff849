// The documents as they stand: decisions are numbered and listed, and no link leads nowhere.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { describe, expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "..");
const DECISIONS = join(ROOT, "docs/decisions");

interface Link {
  readonly from: string;
  readonly to: string;
}

/** Every Markdown file of the repository, new ones included, built and fetched ones not. */
function markdownFiles(): string[] {
  const skipped = new Set(["node_modules", ".git", ".cache", ".venv", "dist", "test-results"]);
  const visit = (folder: string): string[] =>
    readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      if (skipped.has(entry.name)) return [];
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return visit(path);
      return entry.name.endsWith(".md") ? [path] : [];
    });
  return visit(ROOT);
}

/** Links in the text and at its foot, code left out, where brackets mean other things. */
function linksIn(path: string): Link[] {
  const text = readFileSync(path, "utf8").replace(/```[\s\S]*?```|`[^`\n]*`/g, "");
  const found = [...text.matchAll(/\]\(<?([^)\s>]+)|^\[[^\]]+\]:\s*<?([^\s>]+)/gm)];
  return found.map((match) => ({ from: path, to: match[1] ?? match[2] ?? "" }));
}

const isRelative = ({ to }: Link): boolean => !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(to);

/** The names that headings have as places to link to, as GitHub makes them. */
function anchorsIn(path: string): Set<string> {
  const headings = readFileSync(path, "utf8").match(/^#{1,6} .*$/gm) ?? [];
  return new Set(
    headings.map((heading) =>
      heading
        .replace(/^#+ /, "")
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, "")
        .trim()
        .replace(/\s/g, "-"),
    ),
  );
}

function leadsNowhere({ from, to }: Link): boolean {
  const [file = "", anchor] = decodeURI(to).split("#");
  const target = file === "" ? from : join(dirname(from), file);
  if (!existsSync(target)) return true;
  return anchor !== undefined && target.endsWith(".md") && !anchorsIn(target).has(anchor);
}

describe("links", () => {
  it("lead to files and headings that are there", () => {
    const files = markdownFiles();
    expect(files.length).toBeGreaterThan(20);
    const dead = files.flatMap(linksIn).filter(isRelative).filter(leadsNowhere);
    expect(dead.map(({ from, to }) => `${relative(ROOT, from)} → ${to}`)).toEqual([]);
  });
});

describe("decisions", () => {
  const names = readdirSync(DECISIONS)
    .filter((name) => name !== "README.md")
    .sort();
  const rows = [
    ...readFileSync(join(DECISIONS, "README.md"), "utf8").matchAll(/^\| (\d+) \| \[(.+)\]\((.+)\) \| (.+) \|$/gm),
  ];

  it("are numbered from 1 on without a gap, and each once", () => {
    expect(names.map((name) => name.slice(0, 5))).toEqual(
      names.map((_, index) => `${String(index + 1).padStart(4, "0")}-`),
    );
  });

  it("say their number in the title", () => {
    const titles = names.map((name) => readFileSync(join(DECISIONS, name), "utf8").split("\n")[0]);
    expect(titles).toEqual(names.map((_, index) => expect.stringMatching(`^# ${index + 1}\\. \\S`)));
  });

  it("stand in the index in their order, by their titles, with a status", () => {
    const listed = rows.map(([, number, title, file]) => ({ file, heading: `# ${number}. ${title}` }));
    const there = names.map((name) => ({
      file: name,
      heading: readFileSync(join(DECISIONS, name), "utf8").split("\n")[0],
    }));
    expect(listed).toEqual(there);
    const statuses = rows.map(([, , , , rest]) => rest?.split(" | ").at(-1));
    expect(statuses).toEqual(rows.map(() => expect.stringMatching(/^(holds|replaced by \d+)$/)));
  });
});
