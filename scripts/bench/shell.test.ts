import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { measureShell } from "./shell";

const folder = mkdtempSync(join(tmpdir(), "sightline-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("follows what is fetched at once and nothing else", () => {
  mkdirSync(join(folder, "assets"));
  writeFileSync(
    join(folder, "index.html"),
    '<script type="module" crossorigin src="./assets/index.js"></script><link rel="stylesheet" href="./assets/a.css"><link rel="icon" href="./icon.svg">',
  );
  const script =
    'import{a as b}from"./shared.js";import"./side.js";const c=()=>import("./lazy.js");export{b}from"./out.js";';
  writeFileSync(join(folder, "assets/index.js"), script);
  for (const name of ["shared.js", "side.js", "out.js"])
    writeFileSync(join(folder, "assets", name), 'import"./index.js"');
  writeFileSync(join(folder, "assets/a.css"), "body{}");
  const { files, gzipBytes } = measureShell(folder);
  const names = ["a.css", "index.js", "out.js", "shared.js", "side.js"].map((name) => join("assets", name));
  expect(Object.keys(files).sort()).toEqual([...names, "index.html"]);
  expect(gzipBytes).toBeGreaterThan(100);
});
