import { parseArgs } from "node:util";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { oneOf, runCommand, UsageError, wholeNumber } from "./commandLine";

const USAGE = "npm run thing -- --colour red|blue";
const said = { out: [] as string[], errors: [] as string[] };

beforeEach(() => {
  said.out = [];
  said.errors = [];
  vi.spyOn(console, "log").mockImplementation((line: string) => void said.out.push(line));
  vi.spyOn(console, "error").mockImplementation((line: string) => void said.errors.push(line));
});

afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = 0;
});

test("--help prints the usage and runs nothing", async () => {
  const run = vi.fn();
  await runCommand(USAGE, run, ["--help"]);
  expect(said.out).toEqual([USAGE]);
  expect(run).not.toHaveBeenCalled();
});

test.each<[string, () => void]>([
  ["colours", () => void parseArgs({ args: ["--colours"], options: { colour: { type: "string" } } })],
  ["--colour must be one of red, blue", () => void oneOf(["red", "blue"], "green", "colour")],
  ["whole number", () => void wholeNumber("-1", "seed")],
  ["nothing to do", () => throwing(new UsageError("nothing to do"))],
  ["a.json", () => throwing(Object.assign(new Error("no such file: a.json"), { code: "ENOENT" }))],
])("what a person can mend is said with the usage and exit code 2: %s", async (words, run) => {
  await runCommand(USAGE, run, []);
  expect(said.errors.join("\n")).toContain(words);
  expect(said.errors.join("\n")).toContain(USAGE);
  expect(process.exitCode).toBe(2);
});

test("a bug keeps its stack", async () => {
  await expect(runCommand(USAGE, () => throwing(new TypeError("a bug")), [])).rejects.toThrow("a bug");
});

function throwing(error: Error): never {
  throw error;
}
