import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { must } from "../../src/base";
import { packTrace } from "../../src/storage";
import { encodeTrace } from "../../src/trace";
import { addStep, built, judgement } from "../../src/trace/testing";
import { readInput } from "./readInput";
import { readPack } from "./readPack";

const folder = mkdtempSync(join(tmpdir(), "input-"));
afterAll(() => rmSync(folder, { recursive: true }));

const TRACE = built(
  addStep("ask", null, { kind: "problem", question: "How many?", images: [] }),
  addStep("end", "ask", { kind: "answer", text: "3" }),
);
/** A judgement of a step that the file does not hold, as a merge by another program leaves one. */
const STRAY = { ...encodeTrace(TRACE), judgements: [judgement("j1", "gone")] };
const TOLD = "judgements[0], the judgement j1, is left out: no-such-step";

const write = (name: string, data: string | Uint8Array): string => {
  const path = join(folder, name);
  writeFileSync(path, data);
  return path;
};
const PATH = write("stray.json", JSON.stringify(STRAY));

describe("a file with a judgement of a step that is gone", () => {
  it("is read without it, and the reader tells which", async () => {
    const told: string[] = [];
    const read = must(await readPack("a.json", new Blob([JSON.stringify(STRAY)]), (line) => told.push(line)));
    expect([read.trace.steps.size, read.trace.judgements.size, told]).toEqual([2, 0, [`a.json: ${TOLD}`]]);
  });

  it("is told by a command that asks nothing of it", async () => {
    const root = resolve(import.meta.dirname, "../..");
    const args = ["--import", "tsx", "scripts/score.ts", PATH, "--reward", "r1-v"];
    const { stderr } = await promisify(execFile)(process.execPath, args, { cwd: root }).catch((error) => error);
    expect(stderr).toContain(TOLD);
  });

  it("cannot be opened by a command in another way", () => {
    const scripts = resolve(import.meta.dirname, "..");
    const others = readdirSync(scripts, { recursive: true, encoding: "utf8" })
      .filter((path) => /\.ts$/.test(path) && !/\.test\.ts$|^fuzz|^bench\//.test(path))
      .filter((path) => /\b(unpackTrace|parseTraceWithStrays)\b/.test(readFileSync(join(scripts, path), "utf8")));
    // What was packed a moment ago is read back by who packed it.
    expect(others.sort()).toEqual(["input/readPack.ts", "share/prepare.ts"]);
  });
});

describe("an input", () => {
  const read = async (path: string) => {
    const ids: string[] = [];
    const missed = await readInput(path, { from: null, images: null }, ({ trace }) => ids.push(trace.id));
    return { ids, code: missed?.code ?? null };
  };

  it("is a file that the page saved, a bare trace or a log", async () => {
    const packed = new Uint8Array(await must(await packTrace(TRACE, async () => null)).arrayBuffer());
    const log = JSON.stringify({ question: "Which?", response: "<answer>B</answer>" });
    for (const path of [write("a.sightline.zip", packed), PATH])
      expect(await read(path)).toEqual({ ids: [TRACE.id], code: null });
    expect((await read(write("log.jsonl", `${log}\n${log}\n`))).ids).toHaveLength(2);
  });

  it("says why nothing of it is read", async () => {
    expect(await read(write("new.json", JSON.stringify({ ...STRAY, version: 99 })))).toEqual({
      ids: [],
      code: "newer-version",
    });
    expect((await read(write("none.json", '{"a": 1}'))).ids).toEqual([]);
  });

  it("may be a log larger than any trace: it is not read whole to learn that it is none", async () => {
    const line = new TextEncoder().encode(
      `${JSON.stringify({ question: "?", response: "<answer>B</answer>", pad: "x".repeat(2 ** 20) })}\n`,
    );
    const large = new Blob(Array.from({ length: 300 }, () => line));
    expect(await readPack("large.jsonl", large)).toEqual({ ok: false, error: "not-a-trace" });
  });
});
