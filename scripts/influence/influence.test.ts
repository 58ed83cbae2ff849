import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "../../src/base";
import { gymProblem } from "../../src/catalog";
import {
  type AnsweredLine,
  answeredLine,
  ask,
  type Finding,
  type InfluenceTools,
  jitterAtRandom,
  looksAlong,
  OPEN,
  parseFinding,
  receiptFor,
  staleBy,
  verify,
} from "../../src/influence";
import { GREEDY, type StepId } from "../../src/trace";
import { createRig, GYM_MODEL_FOLDER, type Rig } from "../headless/rig";
import { openCheckpoint } from "./checkpoint";
import { parsePlan } from "./plan";
import { reportOf } from "./report";
import { gymSetOf, solved } from "./sources";
import { parseTold } from "./told";
import { NEVER, toolsOf } from "./tools";

const NAME = { family: "find", seed: 12, difficulty: 2 } as const;

describe("questions, asked of the built-in model", () => {
  let rig: Rig;
  let tools: InfluenceTools;
  let line: AnsweredLine;
  let look: StepId;

  beforeAll(async () => {
    rig = await createRig(GYM_MODEL_FOLDER);
    tools = toolsOf(rig);
    const run = await solved(await gymProblem(NAME), NAME, rig);
    line = must(answeredLine(run.trace, run.line));
    look = looksAlong(run.trace, run.line)[0]?.observation ?? line.steps[0]?.id ?? ("" as StepId);
  });
  afterAll(() => rig.engine.dispose());

  const about = () => ({ line, step: look, isRight: null });
  const asked = async (question: Parameters<typeof ask>[0], with_ = tools): Promise<Finding> => {
    const asking = ask(question, about(), with_, NEVER);
    for (;;) {
      const { done, value } = await asking.next();
      if (done) return must(value);
    }
  };
  const lookQuestion = () =>
    ({ kind: "look", set: gymSetOf({ truth: line.answer }), seeds: [1], ownBox: null }) as const;

  it("say that a look mattered, can be kept and read again, and are equal when they are asked again", async () => {
    const finding = await asked(lookQuestion());
    if (finding.kind !== "look") throw new Error("another kind");
    expect(finding.card.verdict).toBe("mattered");
    expect(finding.card.missing).toEqual([]);
    const asRun = finding.card.measured.find(({ arm }) => arm === "as-run");
    expect(asRun?.answer).toBe(line.answer);
    expect(asRun?.shares.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1);
    const read = parseFinding(JSON.parse(JSON.stringify(finding)));
    expect(read).toEqual(finding);
    expect(await verify(finding, about(), tools, NEVER)).toEqual({ ok: true, value: "equal" });
  });

  it("know what made them, and when that is no more", async () => {
    const seeds = { sampling: GREEDY, seeds: [1] };
    const receipt = await receiptFor(line, seeds, tools);
    expect(receipt.files?.map(({ path }) => path)).toContain("onnx/decoder_model_merged.onnx");
    expect(receipt.files?.every(({ hash }) => /^[0-9a-f]{64}$/.test(hash))).toBe(true);
    const now = (changes: Partial<InfluenceTools>, other = line) => receiptFor(other, seeds, { ...tools, ...changes });
    expect(staleBy(receipt, await now({}))).toEqual([]);
    const shorter = { ...line, steps: line.steps.filter(({ body }) => body.kind !== "thought") };
    expect(staleBy(receipt, await now({}, shorter))).toEqual(["line"]);
    expect(staleBy(receipt, await now({ modelFiles: [] }))).toEqual(["model"]);
  });

  it("move a box, and know the smallest change that flips the answer", async () => {
    const finding = await asked({ kind: "jitter", set: OPEN, changes: jitterAtRandom(6, 1) });
    if (finding.kind !== "jitter") throw new Error("another kind");
    const { tried, smallestFlip } = finding.map;
    expect(tried[0]).toMatchObject({ overlap: 1, stays: true });
    const flips = tried.filter(({ stays }) => !stays).map(({ overlap }) => overlap);
    expect(smallestFlip?.overlap ?? null).toBe(flips.length === 0 ? null : Math.max(...flips));
  });

  it("are refused in a word where they cannot be asked", async () => {
    const first = async (question: Parameters<typeof ask>[0], step = look) => {
      const asking = ask(question, { ...about(), step }, tools, NEVER);
      return (await asking.next()).value;
    };
    const bisect = { kind: "bisect", sampling: GREEDY, seeds: 3 } as const;
    expect(await first(bisect)).toEqual({ ok: false, error: "no-truth" });
    const problem = line.steps[0]?.id ?? look;
    expect(await first(lookQuestion(), problem)).toEqual({ ok: false, error: "no-look" });
  });

  it("do without probabilities where a model tells none, and say what could not be had", async () => {
    const { scoreAll: _, ...silent } = tools.model;
    const finding = await asked(lookQuestion(), { ...tools, model: silent });
    if (finding.kind !== "look") throw new Error("another kind");
    const figure = (name: string) => finding.card.figures.find(({ arm }) => arm === name);
    // It gives the same answer as it was run, and tells how likely its own words were; of other answers it tells nothing.
    expect(figure("as-run")?.probability?.mean).toBeGreaterThan(0.5);
    expect(figure("as-run")?.logProbability).toBeNull();
    expect(figure("noise")?.probability).toBeNull();
    expect(finding.card.verdict).toBe("untold");
    const occluding = ask(
      { kind: "occlude", picture: finding.receipt.pictures[0] ?? ("" as never), seeds: [1], coarse: 0, depth: 0 },
      about(),
      { ...tools, model: silent },
      NEVER,
    );
    expect((await occluding.next()).value).toEqual({ ok: false, error: "no-probabilities" });
  });

  it("stop when they are told to", async () => {
    const stop = new AbortController();
    const asking = ask(lookQuestion(), about(), tools, stop.signal);
    await asking.next();
    stop.abort();
    await expect(asking.next()).rejects.toThrow(expect.objectContaining({ name: "AbortError" }));
  });
});

describe("the command", () => {
  it("says what is missing", () => {
    expect(() => parsePlan([])).toThrow(/--ask/);
    expect(() => parsePlan(["--ask", "look"])).toThrow(/Nothing to ask about/);
    expect(() => parsePlan(["--ask", "why", "--gym", "find"])).toThrow(/look/);
    expect(() => parsePlan(["no-such-file.json", "--ask", "look"])).toThrow(/no-such-file/);
    expect(parsePlan(["--ask", "look,bisect", "--gym", "find,maze", "--n", "3"])).toMatchObject({
      asks: ["look", "bisect"],
      gym: { sorts: ["find", "maze"], problems: 3, firstSeed: 1, level: "mixed" },
    });
  });

  it("goes on from what it has kept, without the line that was cut off", () => {
    const path = join(mkdtempSync(join(tmpdir(), "influence-")), "kept.jsonl");
    const told = { name: "a", ask: "tools", kind: "refused", code: "no-answer" } as const;
    openCheckpoint(path, parseTold).add("tools a", told);
    writeFileSync(path, `${readFileSync(path, "utf8")}{"name":"tools b","val`);
    const again = openCheckpoint(path, parseTold);
    expect([again.has("tools a"), again.has("tools b")]).toEqual([true, false]);
    expect(again.values()).toEqual([told]);
    expect(reportOf(again.values()).refused).toEqual({ "tools: no-answer": 1 });
  });
});
