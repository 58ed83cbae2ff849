// Which checks of `training/` this machine can run, and why it cannot run the others. Training is no part of the page, so
// that a machine without Python may still check all the rest.

/** Calls a program in `training/`: its exit status, null where there is no such program, and what it said. */
export type Call = (command: readonly string[]) => { readonly status: number | null; readonly output: string };

export type Check =
  | { readonly name: string; readonly command: readonly string[] }
  | { readonly name: string; readonly skipped: string };

const INSTALL = "pip install -r training/requirements-check.txt";
/** From `training/`: it, and the modules that programs find in the sandbox, which have rules of their own for names. */
const RUFF_FOLDERS = [".", "../src/sandbox/python"];
/** The first Python that has what the code uses, such as `datetime.UTC`. */
const PYTHON = [3, 11] as const;

/** The version that a requirements file asks for. */
export function pinnedVersion(requirements: string, name: string): string {
  const version = requirements.match(new RegExp(`^${name}==(\\S+)$`, "m"))?.[1];
  if (version === undefined) throw new Error(`No version of ${name} is pinned`);
  return version;
}

/** `pythons` are tried in their order; `requirements` pins the version of ruff. */
export function trainingChecks(pythons: readonly string[], requirements: string, call: Call): Check[] {
  return [...ruffChecks(pythons, pinnedVersion(requirements, "ruff"), call), testCheck(pythons, call)];
}

function ruffChecks(pythons: readonly string[], pinned: string, call: Call): Check[] {
  const candidates = [...pythons.map((python) => [python, "-m", "ruff"]), ["ruff"]];
  const versions = candidates.map((ruff) => versionOf([...ruff, "--version"], call));
  const ruff = candidates[versions.indexOf(pinned)];
  const other = versions.find((version) => version !== null);
  // Another version has other rules: what it finds, or does not find, would differ from one machine to the next.
  const skipped = other ? `ruff ${other} is here, ${pinned} is asked for` : `ruff ${pinned} is not here`;
  return (["check", "format"] as const).map((verb) => {
    const name = `ruff ${verb}`;
    if (!ruff) return { name, skipped: `${skipped} (${INSTALL})` };
    return { name, command: [...ruff, verb, ...(verb === "format" ? ["--check"] : []), "--no-cache", ...RUFF_FOLDERS] };
  });
}

function versionOf(command: readonly string[], call: Call): string | null {
  const { status, output } = call(command);
  return status === 0 ? (output.match(/\d+(\.\d+)+/)?.[0] ?? null) : null;
}

function testCheck(pythons: readonly string[], call: Call): Check {
  const name = "pytest";
  const probe = `import sys, pytest; sys.exit(sys.version_info < (${PYTHON.join(", ")}))`;
  const python = pythons.find((candidate) => call([candidate, "-c", probe]).status === 0);
  if (python === undefined) return { name, skipped: `no Python ${PYTHON.join(".")} with pytest is here (${INSTALL})` };
  // -rs says of each test that was skipped why: most often that torch is not installed.
  return { name, command: [python, "-m", "pytest", "-q", "-rs", "-p", "no:cacheprovider"] };
}
