import { describe, expect, it } from "vitest";
import { type Call, type Check, pinnedVersion, trainingChecks } from "./training";

const REQUIREMENTS = "ruff==1.2.3\npytest==9.0.0\n";

/** A machine on which some programs exist: for each, the modules it has, and for ruff its version. */
function machine(programs: Readonly<Record<string, { readonly ruff?: string; readonly pytest?: boolean }>>): Call {
  return ([program = "", ...words]) => {
    const found = programs[program];
    if (!found) return { status: null, output: "" };
    if (words.includes("-c")) return { status: found.pytest ? 0 : 1, output: "" };
    return found.ruff ? { status: 0, output: `ruff ${found.ruff}\n` } : { status: 1, output: "" };
  };
}

const check = (call: Call): Check[] => trainingChecks(["venv", "python3"], REQUIREMENTS, call);
const skips = (checks: readonly Check[]): string[] =>
  checks.flatMap((one) => ("skipped" in one ? [`${one.name}: ${one.skipped}`] : []));
const commands = (checks: readonly Check[]): string[] =>
  checks.flatMap((one) => ("command" in one ? [one.command.join(" ")] : []));

describe("checks of training", () => {
  it("are all skipped, and say so, where there is no Python", () => {
    expect(skips(check(machine({})))).toEqual([
      "ruff check: ruff 1.2.3 is not here (pip install -r training/requirements-check.txt)",
      "ruff format: ruff 1.2.3 is not here (pip install -r training/requirements-check.txt)",
      "pytest: no Python 3.11 with pytest is here (pip install -r training/requirements-check.txt)",
    ]);
  });

  it("take for each tool the first Python that has it", () => {
    const checks = check(machine({ venv: { pytest: true }, python3: { ruff: "1.2.3", pytest: true } }));
    expect(commands(checks)).toEqual([
      "python3 -m ruff check --no-cache . ../src/sandbox/python",
      "python3 -m ruff format --check --no-cache . ../src/sandbox/python",
      "venv -m pytest -q -rs -p no:cacheprovider",
    ]);
  });

  it("take a ruff that stands alone", () => {
    expect(commands(check(machine({ ruff: { ruff: "1.2.3" } })))).toContain(
      "ruff check --no-cache . ../src/sandbox/python",
    );
  });

  it("do not run another version of ruff, whose rules differ", () => {
    const said = skips(check(machine({ python3: { ruff: "1.3.0" } })));
    expect(said[0]).toContain("ruff 1.3.0 is here, 1.2.3 is asked for");
  });

  it("need a pinned version", () => {
    expect(pinnedVersion(REQUIREMENTS, "pytest")).toBe("9.0.0");
    expect(() => pinnedVersion("ruff>=1", "ruff")).toThrow("No version of ruff is pinned");
  });
});
