// The table in `docs/systems.md` says of every system what its descriptor says.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import type { CoordinateSpace } from "../trace";
import type { System } from "./grammar/system";
import { SYSTEMS } from "./systems";

const SPACES: Readonly<Record<CoordinateSpace, string>> = {
  pixel: "pixels of the picture",
  resized: "pixels of the picture as resized",
  permille: "0–1000",
  percent: "0–100",
  unit: "0–1",
};

const COLUMNS = ["system", "name", "written as", "space", "order", "source", "kept", "not kept"];

const text = readFileSync(join(import.meta.dirname, "../../docs/systems.md"), "utf8");
const [, section = ""] = text.split("\n## Systems\n");
const rows = section
  .slice(0, section.indexOf("\n## "))
  .split("\n")
  .filter((line) => line.startsWith("|"))
  .map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );

const rowOf = ({ title, name, grammar, source: { of, at } }: System): readonly string[] => [
  title.replaceAll("<", "\\<"),
  `\`${name}\``,
  SPACES[grammar.space],
  at === null ? of : `${of}, ${at}`,
];

it("has a row for every system, in order, with its name, space and source", () => {
  const [head, , ...systems] = rows;
  expect(head).toEqual(COLUMNS);
  expect(systems.map(([title, name, , space, , source]) => [title, name, space, source])).toEqual(SYSTEMS.map(rowOf));
});

it("leaves no cell empty", () => {
  for (const cells of rows) {
    expect(cells).toHaveLength(COLUMNS.length);
    expect(cells.filter((cell) => cell === "")).toEqual([]);
  }
});
