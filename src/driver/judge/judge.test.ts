import { describe, expect, it } from "vitest";
import { speaking } from "../../runner/testing";
import { gymReward, plainReference, rewardNamed } from "../../scoring";
import { GREEDY, lineTo, type Step } from "../../trace";
import { type GrowTools, grow } from "../grow";
import { opened, planOf, ROOT, toolsWith, wandering } from "../testing";
import type { Hearing, Question } from "./judge";
import { createLikelihoodJudge } from "./likelihood";
import { createModelJudge, readVerdict } from "./model";
import { createRewardJudge } from "./reward";

const deepEyes = rewardNamed("deepeyes-general") ?? gymReward;
const NEVER = new AbortController().signal;
const { trace } = opened(null).log();
const problem = lineTo(trace, ROOT);

/** Where the model looks first, and where it then answers. */
const model = speaking(({ turns }) =>
  JSON.stringify(turns).includes("<act>")
    ? "<think>so</think><answer>B</answer>"
    : "<think>left</think><act>zoom 10 10 60 60</act>",
);
const tools: GrowTools = { ...toolsWith(model), conditions: planOf().conditions };
const hearing: Hearing = { images: trace.images, model, seed: 3, signal: NEVER };

async function grown(reach: "step" | "answer", by = model): Promise<readonly Step[]> {
  const from = { line: problem, images: trace.images, sampling: GREEDY };
  return (await grow(by, from, { reach, mostNodes: null }, tools, NEVER)).line;
}

describe("a reward as a judge", () => {
  const judgeOf = (answer: string, completions = 1) =>
    createRewardJudge({ reward: gymReward, reference: plainReference(answer), judge: null, completions, tools });

  it("scores a whole line as it is, and one without an answer by what the model makes of it", async () => {
    const [whole, part] = [await grown("answer"), await grown("step")];
    const before = model.asked.length;
    expect(await judgeOf("B").judge({ kind: "rate", line: whole }, hearing)).toEqual({ kind: "rated", rating: 1.5 });
    expect(model.asked.length).toBe(before);
    expect(await judgeOf("B").judge({ kind: "rate", line: part }, hearing)).toEqual({ kind: "rated", rating: 1.5 });
    expect(model.asked.length).toBe(before + 2);
    expect(await judgeOf("C").judge({ kind: "rate", line: part }, hearing)).toEqual({ kind: "rated", rating: 0 });
  });

  it("takes the mean over several completions for a rating, and any that is right for a step", async () => {
    const part = await grown("step");
    const other = wandering();
    const judge = judgeOf("A", 8);
    const given = await judge.judge({ kind: "rate", line: part }, { ...hearing, model: other });
    if (given.kind !== "rated" || given.rating === null) throw new Error("It was to be rated");
    expect(given.rating).toBeGreaterThan(0);
    expect(given.rating).toBeLessThan(1.5);
    const asked = other.asked.length;
    const steps = { kind: "steps", line: part, ends: [part.length] } as const;
    expect(await judge.judge(steps, { ...hearing, model: other })).toEqual({ kind: "steps-rated", ratings: [1] });
    // What was completed once is not completed again.
    expect(other.asked.length).toBe(asked);
  });

  it("knows whether an answer is right, and says nothing where nobody knows the right one", async () => {
    const asked: Question = { kind: "answer", line: problem, answer: "B" };
    expect(await judgeOf("B").judge(asked, hearing)).toEqual({ kind: "checked", right: true });
    expect(await judgeOf("C").judge(asked, hearing)).toEqual({ kind: "checked", right: false });
    const blind = createRewardJudge({
      reward: gymReward,
      reference: plainReference(null),
      judge: null,
      completions: 1,
      tools,
    });
    expect(await blind.judge(asked, hearing)).toEqual({ kind: "checked", right: null });
    expect(await blind.judge({ kind: "rate", line: await grown("answer") }, hearing)).toEqual({
      kind: "rated",
      rating: null,
    });
  });
});

describe("a reward that asks a judge of its own", () => {
  const asking = (verdict: string) => speaking(() => `They say the same. Judgement: ${verdict}`);
  const judgeBy = (asks: ReturnType<typeof asking> | null) =>
    createRewardJudge({
      reward: deepEyes,
      reference: plainReference("B"),
      judge: { asks },
      completions: 1,
      tools,
    });

  it("asks the other model, once for the same answer, and is worth what that says", async () => {
    const whole = await grown("answer");
    const [right, wrong] = [asking("1"), asking("0")];
    const judge = judgeBy(right);
    const [first, again] = [
      await judge.judge({ kind: "rate", line: whole }, hearing),
      await judge.judge({ kind: "rate", line: whole }, hearing),
    ];
    expect([first, right.asked.length]).toEqual([again, 1]);
    expect(JSON.stringify(right.asked[0]?.turns)).toContain("Right answer: B");
    const refused = await judgeBy(wrong).judge({ kind: "rate", line: whole }, hearing);
    const worth = (verdict: typeof first): number => (verdict.kind === "rated" ? (verdict.rating ?? -9) : -9);
    expect(worth(first)).toBeGreaterThan(worth(refused));
  });

  it("asks the model that is searched with where no other is named", async () => {
    const own = asking("1");
    await judgeBy(null).judge({ kind: "rate", line: await grown("answer") }, { ...hearing, model: own });
    expect(own.asked).toHaveLength(1);
  });
});

describe("the likelihood of a model's own words as a judge", () => {
  it("is the mean log-probability of a token, whatever the length", async () => {
    const given = await createLikelihoodJudge().judge({ kind: "rate", line: await grown("answer") }, hearing);
    expect(given).toMatchObject({ kind: "rated", rating: expect.closeTo(-0.1, 10) });
  });

  it("says nothing of what no model wrote, and never that an answer is right", async () => {
    const judge = createLikelihoodJudge();
    expect(await judge.judge({ kind: "rate", line: problem }, hearing)).toEqual({ kind: "rated", rating: null });
    expect(await judge.judge({ kind: "answer", line: problem, answer: "B" }, hearing)).toEqual({
      kind: "checked",
      right: null,
    });
  });
});

describe("a model that is asked", () => {
  it("is shown the pictures of the problem and what was said, and is read", async () => {
    const asked = speaking(() => "The second reads the letter.\nBetter: 2");
    const lines = [await grown("step"), await grown("answer")] as const;
    expect(await createModelJudge(asked).judge({ kind: "compare", lines }, hearing)).toEqual({
      kind: "compared",
      better: 1,
    });
    const [turn] = asked.asked[0]?.turns ?? [];
    expect(turn?.parts[0]).toEqual({ kind: "image", image: [...trace.images.keys()][0] });
    expect(JSON.stringify(turn?.parts[1])).toContain("Which letter?");
    expect(JSON.stringify(turn?.parts[1])).toContain("<answer>B</answer>");
  });

  const line = problem;
  it.each<[Question, string, object]>([
    [{ kind: "compare", lines: [line, line] }, "1", { better: 0 }],
    [{ kind: "compare", lines: [line, line] }, "Both are fine.", { better: null }],
    [{ kind: "compare", lines: [line, line] }, "There are 2 letters. Better: 1", { better: 0 }],
    [{ kind: "check", line }, "Yes, I know nothing against it.", { right: true }],
    [{ kind: "check", line }, "No.", { right: false }],
    [{ kind: "check", line }, "Yes and no.", { right: null }],
    [{ kind: "rate", line }, "3 things are right. Rating: 7.5", { rating: 0.75 }],
    [{ kind: "rate", line }, "8", { rating: 0.8 }],
    [{ kind: "rate", line }, "Rating: 70", { rating: null }],
    [{ kind: "rate", line }, "Good", { rating: null }],
    [{ kind: "steps", line, ends: [1, 2] }, "Step 1: right\nStep 2: wrong", { ratings: [1, -1] }],
    [{ kind: "steps", line, ends: [1, 2] }, "The right way.\nStep 1: right\nStep 2: neutral", { ratings: [1, 0] }],
    [{ kind: "steps", line, ends: [1, 2] }, "Step 1: right", { ratings: null }],
  ])("reads %o from %s", (question, said, verdict) => {
    expect(readVerdict(question, said)).toMatchObject(verdict);
  });
});
