// Part of `npm run check`: ruff and the Python tests of `training/`, where Python has them; what is skipped is said.
// A finding fails, a missing tool does not. `SIGHTLINE_PYTHON` names a Python to try first.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type Call, trainingChecks } from "./check/training";

const FOLDER = join(import.meta.dirname, "../training");
const PYTHONS = [join(FOLDER, ".venv/bin/python"), join(FOLDER, ".venv/Scripts/python.exe"), "python3", "python"];
// Nothing that a check writes should lie in the tree.
const ENVIRONMENT = { ...process.env, PYTHONDONTWRITEBYTECODE: "1" };

const call: Call = ([program = "", ...words]) => {
  const { status, stdout } = spawnSync(program, words, { cwd: FOLDER, env: ENVIRONMENT, encoding: "utf8" });
  return { status, output: stdout ?? "" };
};

function run([program = "", ...words]: readonly string[]): boolean {
  return spawnSync(program, words, { cwd: FOLDER, env: ENVIRONMENT, stdio: "inherit" }).status === 0;
}

const first = process.env.SIGHTLINE_PYTHON;
const pythons = first === undefined ? PYTHONS : [first, ...PYTHONS];
for (const check of trainingChecks(pythons, readFileSync(join(FOLDER, "requirements-check.txt"), "utf8"), call)) {
  if ("skipped" in check) {
    console.log(`training: ${check.name} skipped: ${check.skipped}`);
    continue;
  }
  console.log(`training: ${check.name}`);
  if (!run(check.command)) process.exitCode = 1;
}
