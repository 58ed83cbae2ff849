// npm run census: which calls the programs of logs make, and which of them the sandbox has. Prints a table.
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join, relative } from "node:path";
import { loadPyodide } from "pyodide";
import * as z from "zod/mini";
import { SEALED_CONFIG, startPython } from "../src/sandbox/worker/python";
import { programsIn } from "./census/programs";
import { runCommand } from "./commandLine";

const READ = /\.(jsonl?|ipynb|tsv|csv|md|txt|py)$/;

const filesUnder = (path: string): readonly string[] =>
  statSync(path).isDirectory() ? readdirSync(path).flatMap((name) => filesUnder(join(path, name))) : [path];

const MODULES = join(import.meta.dirname, "../src/sandbox/python");
const modules = () =>
  Object.fromEntries(
    filesUnder(MODULES)
      .filter((path) => path.endsWith(".py"))
      .map((path) => [relative(MODULES, path), readFileSync(path, "utf8")]),
  );

const rowsSchema = z.tuple([z.array(z.tuple([z.string(), z.string(), z.number(), z.boolean()])), z.number()]);

await runCommand("npm run census -- FOLDER…", async (folders) => {
  const texts = folders
    .flatMap(filesUnder)
    .filter((path) => READ.test(path))
    .map((path) => readFileSync(path, "utf8"));
  // A log may hold one program in several of its fields.
  const programs = [...new Set(texts.flatMap(programsIn))];
  const interpreter = await loadPyodide(SEALED_CONFIG);
  await startPython(async () => interpreter, modules());
  interpreter.FS.writeFile(
    "/home/program/census.py",
    readFileSync(join(import.meta.dirname, "census/census.py"), "utf8"),
  );
  interpreter.globals.set("programs", interpreter.toPy(programs));
  const [rows, broken] = rowsSchema.parse(
    interpreter
      .runPython("import sys; sys.path.insert(0, '/home/program'); from census import census; census(programs)")
      .toJs(),
  );
  const all = rows.reduce((sum, [, , count]) => sum + count, 0);
  const there = rows.reduce((sum, [, , count, has]) => sum + (has ? count : 0), 0);
  console.log(
    `${programs.length} programs, ${broken} that are no whole Python; ${all} calls, ${there} of them there.\n`,
  );
  console.log("| family | call | count | here |\n| --- | --- | --- | --- |");
  for (const [family, name, count, has] of rows)
    console.log(`| ${family} | \`${name}\` | ${count} | ${has ? "yes" : "no"} |`);
});
