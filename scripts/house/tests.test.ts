// What test files owe each other: they share the modules that they import (decision 80).
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");
const FOLDERS = ["src", "scripts", "training", "e2e"];
const REPLACING = /\bvi\.(?:mock|doMock|resetModules)\(/;

const testFiles = FOLDERS.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!node_modules.*)\.test\.tsx?$/.test(file))
    .map((file) => join(folder, file)),
);

it("test files put nothing in the place of a module, which those after them would be given as well", () => {
  expect(testFiles.length).toBeGreaterThan(100);
  expect(testFiles.filter((file) => REPLACING.test(readFileSync(join(ROOT, file), "utf8")))).toEqual([]);
});
