import { describe, expect, it } from "vitest";
import { speaking } from "../runner/testing";
import { GREEDY, lineTo, type Step } from "../trace";
import { type GrowTools, grow } from "./grow";
import { isParting, type LockStepAnswer, lockStep, movesOf } from "./lockStep";
import { opened, planOf, ROOT, toolsWith } from "./testing";

const NEVER = new AbortController().signal;
const { trace } = opened(null).log();
const problem = lineTo(trace, ROOT);

/** Looks where it is told to, then answers. */
const looking = (where: string, answer: string) =>
  speaking(({ turns }) =>
    JSON.stringify(turns).includes("<act>")
      ? `<think>so</think><answer>${answer}</answer>`
      : `<think>here</think><act>zoom ${where}</act>`,
  );
const forced = looking("10 10 60 60", "B");
const toolsFor = (model: typeof forced): GrowTools => ({ ...toolsWith(model), conditions: planOf().conditions });

async function lineOf(model: typeof forced): Promise<readonly Step[]> {
  const from = { line: problem, images: trace.images, sampling: GREEDY };
  return (await grow(model, from, { reach: "answer", mostNodes: null }, toolsFor(model), NEVER)).line;
}

async function asked(model: typeof forced): Promise<readonly LockStepAnswer[]> {
  const answers: LockStepAnswer[] = [];
  const line = await lineOf(forced);
  for await (const answer of lockStep(model, { line, images: trace.images }, toolsFor(model), NEVER))
    answers.push(answer);
  return answers;
}

describe("the moves of a line", () => {
  const kinds = (line: readonly Step[]) => movesOf(line).map(({ steps }) => steps.map(({ body }) => body.kind));

  it("are its actions with what was thought before them and what they showed, and its answer", async () => {
    expect(kinds(await lineOf(forced))).toEqual([
      ["thought", "action", "observation"],
      ["thought", "answer"],
    ]);
  });

  it("hold every step behind the last question once, also where the line ends in a thought", async () => {
    const line = await lineOf(forced);
    const [first] = problem;
    if (!first) throw new Error("There is no problem");
    const again: readonly Step[] = [...line, { ...first, body: { ...first.body } }, ...line.slice(1, 2)];
    expect(movesOf(again).flatMap(({ steps }) => steps)).toEqual(again.slice(line.length + 1));
    expect(movesOf(problem)).toEqual([]);
  });
});

/** Finds every letter of the line's words as likely as this, and says what `model` says. */
const finding = (model: typeof forced, logProbability: number | null): typeof forced & { readonly read: string[] } => {
  const read: string[] = [];
  return {
    ...model,
    read,
    scoreAll: async (_, continuations) => {
      read.push(...continuations);
      return continuations.map((words) =>
        [...words].map((text, id) => ({ id, text, logProbability, alternatives: [] })),
      );
    },
  };
};

describe("what a model makes of the move that the line made", () => {
  it("is the mean log-probability of its words, read out in its place, beside that of its own", async () => {
    const other = finding(looking("60 60 90 90", "C"), -2);
    const answers = await asked(other);
    expect(answers.map(({ forcedMeanLogProbability }) => forcedMeanLogProbability)).toEqual([-2, -2]);
    expect(answers[0]?.meanLogProbability).toBeCloseTo(-0.1, 10);
    expect(other.read).toEqual([
      "<think>here</think><act>zoom 10 10 60 60</act>",
      "<think>so</think><answer>B</answer>",
    ]);
  });

  it("is untold where the model does not say", async () => {
    for (const silent of [forced, finding(forced, null)])
      expect((await asked(silent)).map(({ forcedMeanLogProbability }) => forcedMeanLogProbability)).toEqual([
        null,
        null,
      ]);
  });
});

describe("models in lock-step", () => {
  it("do not part where they do the same", async () => {
    const answers = await asked(looking("10 10 60 60", "B"));
    expect(answers.map(({ parting }) => parting)).toEqual([{ kind: "same" }, { kind: "same" }]);
    expect(answers[0]?.meanLogProbability).toBeCloseTo(-0.1, 10);
  });

  it("go on behind what the line did, not behind what they would have done", async () => {
    const other = looking("60 60 90 90", "B");
    const answers = await asked(other);
    expect(answers.map(({ parting }) => parting)).toEqual([{ kind: "elsewhere", overlap: 0 }, { kind: "same" }]);
    // Of the second move the model was asked with the box that the line cut out.
    expect(JSON.stringify(other.asked.at(-1)?.turns)).toContain("zoom 10 10 60 60");
  });

  it("are told apart by what they answer, and where they say nothing", async () => {
    expect((await asked(looking("10 10 60 60", " B "))).map(({ parting }) => parting.kind)).toEqual(["same", "same"]);
    expect((await asked(looking("10 10 60 60", "C"))).at(-1)?.parting).toEqual({ kind: "otherwise" });
    const answers = await asked(speaking(() => ""));
    expect(answers.map(({ parting, made }) => [parting.kind, made.length])).toEqual([
      ["silent", 0],
      ["silent", 0],
    ]);
  });

  it("make branches that fit the trace beside the line", async () => {
    const answers = await asked(looking("20 10 60 60", "C"));
    const line = await lineOf(forced);
    const parents = answers.map(({ made }) => made[0]?.parent);
    expect(parents[0]).toBe(ROOT);
    expect(parents).toHaveLength(movesOf(line).length);
  });

  it("are stopped", async () => {
    const stop = new AbortController();
    const line = await lineOf(forced);
    const going = lockStep(forced, { line, images: trace.images }, toolsFor(forced), stop.signal);
    await going.next();
    stop.abort();
    await expect(going.next()).rejects.toThrow();
  });
});

it("takes boxes that share more than half for one place", () => {
  const at = (overlap: number | null) => isParting({ kind: "elsewhere", overlap });
  expect([at(0.4), at(0.5), at(0.6), at(null)]).toEqual([true, true, false, true]);
});
