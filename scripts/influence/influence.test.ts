import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { must } from "../../src/base";
import { gymProblem } from "../../src/catalog";
import {
  type AnsweredLine,
  agreementOf,
  answeredLine,
  ask,
  type Finding,
  type InfluenceTools,
  jitterAtRandom,
  lookAt,
  looksAlong,
  OPEN,
  parseFinding,
  receiptFor,
  staleBy,
  verify,
} from "../../src/influence";
import { GREEDY, type StepId } from "../../src/trace";
import { createRig, GYM_MODEL_FOLDER, type Rig } from "../headless/rig";
import { costOfCard } from "./bars/cost";
import { openCheckpoint } from "./checkpoint";
import { parsePlan } from "./plan";
import { printReport, reportOf } from "./report";
import { gymSetOf, solved } from "./sources";
import { parseTold, type Told } from "./told";
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

  it("give the same figures whether the words of the line are gone on with or written again", async () => {
    const { scoreAll } = tools.model;
    if (!scoreAll) throw new Error("The built-in model scores words");
    const untold: typeof scoreAll = async (...asked) =>
      (await scoreAll(...asked)).map((tokens) => tokens.map((token) => ({ ...token, alternatives: [] })));
    const [short, long] = [
      await asked(lookQuestion()),
      await asked(lookQuestion(), { ...tools, model: { ...tools.model, scoreAll: untold } }),
    ];
    expect(agreementOf(short, long)).toBe("equal");
    if (short.kind !== "look" || long.kind !== "look") throw new Error("another kind");
    expect(short.card.cost.writtenTokens).toBeLessThan(long.card.cost.writtenTokens);
    const asRun = short.card.measured.find(({ arm }) => arm === "as-run");
    expect(asRun?.cost.writtenTokens).toBe(0);
  });

  it("take less than half of the tokens of seven cold runs for seven arms, and a fifth of their pictures", async () => {
    const found = must(lookAt(line, look));
    const { arms, cardTokens, cardTiles } = await costOfCard({ truth: line.answer }, line, found, rig, tools);
    expect(arms).toBe(7);
    expect(cardTokens).toBeLessThan(0.5);
    expect(cardTiles).toBeLessThan(0.2);
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

  it("tell the answer behind each step, which the look makes likely", async () => {
    const finding = await asked({ kind: "curve", answer: line.answer, set: gymSetOf({ truth: line.answer }) });
    if (finding.kind !== "curve") throw new Error("another kind");
    const { points } = finding.curve;
    const [first, last] = [points[0]?.probability ?? 1, points.at(-1)?.probability ?? 0];
    expect(first).toBeLessThan(0.3);
    expect(last).toBeGreaterThan(0.9);
    expect(points.some(({ step }) => step === look)).toBe(true);
    expect(parseFinding(JSON.parse(JSON.stringify(finding)))).toEqual(finding);
  });

  it("find where else a box could have been, with what was written among it, as likely as its own tokens", async () => {
    const action = line.steps.find(({ body }) => body.kind === "action");
    const asking = ask({ kind: "cloud", width: 6 }, { ...about(), step: action?.id ?? look }, tools, NEVER);
    let last: Finding | null = null;
    for (let next = await asking.next(); ; next = await asking.next()) {
      if (next.done) last = must(next.value);
      if (next.done) break;
    }
    if (last?.kind !== "cloud") throw new Error("another kind");
    const own = last.cloud.boxes.find(({ isOwn }) => isOwn);
    const tokens = action?.generation?.tokens ?? [];
    const from = tokens.findIndex(({ text }) => /\d/.test(text));
    // The action is known as soon as its end is read, which may take a token less than was written.
    const written = tokens.slice(from).reduce((sum, { logProbability }) => sum + (logProbability ?? 0), 0);
    expect(Math.log(own?.probability ?? 0)).toBeCloseTo(written, 1);
    expect(last.cloud.covered).toBeLessThanOrEqual(1);
    expect(parseFinding(JSON.parse(JSON.stringify(last)))).toEqual(last);
  });

  it("flip where what carries the answer is brushed away, and say how little of it is enough", async () => {
    const picture = line.steps[0]?.body.kind === "problem" ? line.steps[0].body.images[0] : undefined;
    const asked_ = line.steps.find(({ body }) => body.kind === "action")?.body;
    if (!picture || asked_?.kind !== "action" || asked_.action.kind !== "zoom") throw new Error("no look");
    const { box } = asked_.action;
    const half = { ...box, width: box.width / 2 };
    const boxes = [half, { ...half, left: box.left + half.width }];
    const finding = await asked({ kind: "brush", picture, boxes, seed: 1 });
    if (finding.kind !== "brush") throw new Error("another kind");
    expect(finding.result.flips).toBe(true);
    expect(finding.result.fewest.length).toBeGreaterThan(0);
    expect(parseFinding(JSON.parse(JSON.stringify(finding)))).toEqual(finding);
  });

  it("pose the problem otherwise, and draw a step anew until it stays gone or is given up", async () => {
    const variations = [
      { kind: "blur", sigma: 0.3 },
      { kind: "brightness", factor: 0 },
    ] as const;
    const varied = await asked({ kind: "vary", variations });
    if (varied.kind !== "vary") throw new Error("another kind");
    expect(varied.result.posed).toBe(line.answer);
    expect(varied.result.tried.map(({ variation, stays }) => [variation.kind, stays])).toEqual([
      ["as-posed", true],
      ["blur", true],
      ["brightness", false],
    ]);
    const action = line.steps.find(({ body }) => body.kind === "action");
    const question = { kind: "resample", sampling: { ...GREEDY, temperature: 1.5, seed: 1 }, tries: 1 } as const;
    const asking = ask(question, { ...about(), step: action?.id ?? look }, tools, NEVER);
    let last: Finding | null = null;
    for (let next = await asking.next(); ; next = await asking.next()) {
      if (next.done) last = must(next.value);
      if (next.done) break;
    }
    if (last?.kind !== "resample") throw new Error("another kind");
    const [tried] = last.result.tried;
    expect(tried?.isGone === true || tried?.draws === 8).toBe(true);
    for (const finding of [varied, last]) expect(parseFinding(JSON.parse(JSON.stringify(finding)))).toEqual(finding);
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

  it("find other answers among the alternatives to the model's own, where it scores no words", async () => {
    const { scoreAll: _, ...telling } = tools.model;
    const [scored, told] = [await asked(lookQuestion()), await asked(lookQuestion(), { ...tools, model: telling })].map(
      (finding) => (finding.kind === "look" ? finding.card : null),
    );
    expect(told?.verdict).toBe("mattered");
    expect(told?.figures.every(({ logProbability }) => logProbability === null)).toBe(true);
    for (const { arm, probability } of told?.figures ?? []) {
      const mean = scored?.figures.find((figure) => figure.arm === arm)?.probability?.mean ?? -1;
      if (probability) expect(Math.abs(probability.mean - mean)).toBeLessThan(0.01);
    }
    expect(told?.figures.filter(({ probability }) => probability).length).toBeGreaterThan(3);
  });

  it("do without probabilities where a model tells none, and say what could not be had", async () => {
    const silent = withoutAlternatives(tools.model);
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

/** A model that tells how likely its own words were, and nothing else. */
function withoutAlternatives({ scoreAll: _, ...model }: InfluenceTools["model"]): InfluenceTools["model"] {
  return {
    ...model,
    async *continue(request, signal) {
      for await (const event of model.continue(request, signal))
        yield event.kind === "token" ? { ...event, token: { ...event.token, alternatives: [] } } : event;
    },
  };
}

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
    const told = { name: "a", ask: "tools", model: null, kind: "refused", code: "no-answer" } as const;
    openCheckpoint(path, parseTold).add("tools a", told);
    writeFileSync(path, `${readFileSync(path, "utf8")}{"name":"tools b","val`);
    const again = openCheckpoint(path, parseTold);
    expect([again.has("tools a"), again.has("tools b")]).toEqual([true, false]);
    expect(again.values()).toEqual([told]);
    expect(reportOf(again.values()).models[0]?.refused).toEqual({ "tools: no-answer": 1 });
  });

  it("tells what came of each checkpoint of a training by itself, and draws use of looks against accuracy", () => {
    const pair = { family: "find", rightWithout: false, rightWith: true, looked: true };
    const told = (name: string, model: string, change: Partial<typeof pair>): Told => ({
      ...{ name, ask: "tools", model, kind: "pair" },
      pair: { ...pair, ...change },
    });
    const report = reportOf([
      told("a", "early", {}),
      told("b", "early", { rightWith: false, looked: false }),
      told("a", "late", { rightWithout: true, looked: false }),
    ]);
    expect(report.models.map(({ model, tools }) => [model, tools.map(({ problems }) => problems)])).toEqual([
      ["early", [2]],
      ["late", [1]],
    ]);
    expect(report.collapse.map(({ model, looked, rightWith }) => [model, looked, rightWith])).toEqual([
      ["early", 0.5, 0.5],
      ["late", 0, 1],
    ]);
    expect(printReport(report)).toContain(`looked              ${"█".repeat(20)}${"·".repeat(20)} 50.0 %`);
  });
});
