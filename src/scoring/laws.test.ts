// What holds of every reward in the table, whatever a model said.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { imageBox } from "../geometry";
import type { JudgeRequest, JudgeVerdict } from "./judge";
import { matchOf, numberIn } from "./reading/alike";
import { floatOf } from "./reading/number";
import { firstTagged, firstTaggedOnLine, isBlocks, strip } from "./reading/text";
import { type Reward, scoreGroup } from "./reward";
import { cosineTolerance } from "./rewards/reasonRft";
import { meanRelativeAccuracy } from "./rewards/vilasr";
import { completionOf, type Rollout, rolloutOf } from "./rollout";
import { REWARDS } from "./table";
import { answers, completion, given, judging, looks, PICTURE, problem, rollout, says, shown, told } from "./testing";

const SHARDS = [
  "<think>",
  "</think>",
  "<answer>",
  "</answer>",
  "\n",
  " ",
  "B",
  "42",
  "-0",
  "nan",
  "inf",
  "\\boxed{",
  "}",
  "{",
  "[",
  "]",
  "[1, 2, 30, 40]",
  "```json\n",
  "```",
  '[{"bbox_2d": [1, 2, 3, 4], "label": "x"}]',
  "Action:",
  "### Step 1:",
  "Step 2:",
  "### The final answer is:",
  "### Image Description:",
  "### Rationales:",
  "f(a, 'b')",
  "<sandbox_output>",
  "</sandbox_output>",
  "[{'Position': [1, 2, 3, 4], 'Confidence': 7}]",
  "[{'Position': [4, 3, 2, 1], 'Confidence': -1}]",
  '{"reasoning_steps": [1, "a"]}',
  "１",
  "\u2028",
  "😀",
  "<image>",
];
const words = fc.oneof(
  fc.array(fc.constantFrom(...SHARDS), { maxLength: 12 }).map((shards) => shards.join("")),
  fc.string(),
);
const anyStep = words.chain((text) => fc.constantFrom(says(text), answers(text), looks(text), shown(text), told(text)));
const anyRollout: fc.Arbitrary<Rollout> = fc.array(anyStep, { maxLength: 6 }).map((steps) => rollout(...steps));
const anyGroup = fc.array(anyRollout, { minLength: 1, maxLength: 4 });
const anyTold = fc
  .record({
    answer: words,
    verdict: fc.constantFrom(true, false, null),
    steps: fc.array(words, { minLength: 1, maxLength: 3 }),
  })
  .map(({ answer, verdict, steps }) =>
    given(
      answer,
      { steps, keySteps: [...steps, steps], boxes: [{ image: PICTURE, box: imageBox(1, 2, 30, 40) }] },
      judging(verdict),
    ),
  );

const lawful = (reward: Reward) =>
  fc.property(anyGroup, anyTold, (group, to) => {
    const result = scoreGroup(reward, group, to);
    expect(result.ok).toBe(true);
    for (const score of result.ok ? result.value : []) {
      const sum = score.parts.reduce((total, { weight, value }) => total + weight * value, 0);
      expect(score.value).toBe(sum + 0);
      expect(Number.isFinite(score.value)).toBe(true);
      expect(score.value).toBeGreaterThanOrEqual(reward.range[0] - 1e-9);
      expect(score.value).toBeLessThanOrEqual(reward.range[1] + 1e-9);
      expect(score.parts.map(({ name }) => name)).toEqual(reward.parts);
      expect(score.formula.endsWith(` = ${Number(score.value.toFixed(4))}`)).toBe(true);
      expect([score.name, score.source]).toEqual([reward.name, reward.source]);
    }
    expect(scoreGroup(reward, group, to)).toEqual(result);
  });

const asksNoMore = (reward: Reward) =>
  fc.property(anyGroup, anyTold, (group, to) => {
    const asked = new Set<string>();
    const judge = {
      name: "listens",
      judge(request: JudgeRequest): JudgeVerdict {
        asked.add(request.kind);
        return to.judge?.judge(request) ?? null;
      },
    };
    scoreGroup(reward, group, { ...to, judge });
    expect([...asked].filter((kind) => !(reward.asks ?? []).some((told) => told === kind))).toEqual([]);
  });

describe("every reward", () => {
  it.each(REWARDS.map((reward) => [reward.name, reward] as const))(
    "%s is total, bounded, and no more than its parts",
    (_, reward) => {
      fc.assert(lawful(reward), { numRuns: 60 });
    },
  );

  it.each(REWARDS.map((reward) => [reward.name, reward] as const))(
    "%s asks a judge for no more than it says that it asks",
    (_, reward) => {
      fc.assert(asksNoMore(reward), { numRuns: 60 });
    },
  );

  it.each(REWARDS.map((reward) => [reward.name, reward] as const))(
    "%s takes a line of nothing, and many hostile characters",
    (_, reward) => {
      const to = given(
        "B",
        { steps: ["B"], keySteps: ["B"], boxes: [{ image: PICTURE, box: imageBox(0, 0, 9, 9) }] },
        judging(true),
      );
      const hostile = [
        "a".repeat(2e5),
        "<answer>".repeat(2e4),
        "\n".repeat(2e5),
        "<think></think> ".repeat(1e4),
        "1,".repeat(1e5),
        "f(".repeat(1e5),
        "```json\n".repeat(2e4),
        "{".repeat(2e5),
        "\\boxed{".repeat(2e4),
        "### Step 1:".repeat(2e4),
        "-".repeat(2e4),
      ];
      const group = [rolloutOf([]), rolloutOf([problem()]), ...hostile.map(completion)];
      expect(scoreGroup(reward, group, to).ok).toBe(true);
    },
  );

  it("has a name of its own, a source with a version, and says which form it is where there are two", () => {
    expect(new Set(REWARDS.map(({ name }) => name)).size).toBe(REWARDS.length);
    for (const { source, name } of REWARDS.filter(({ name }) => name !== "gym-reward"))
      expect(`${name}: ${source.reference}`).toMatch(/@[0-9a-f]{7}|\d+\.\d+\.\d+/);
    const papers = REWARDS.filter(({ name }) => name.endsWith("-paper"));
    expect(papers.map(({ form }) => form)).toEqual(papers.map(() => "paper"));
  });

  it.each(REWARDS.flatMap((reward) => reward.needs.map((need) => [reward.name, need, reward] as const)))(
    "%s is refused without %s, in words",
    (_, need, reward) => {
      const all = given(
        "B",
        { steps: ["B"], keySteps: [], boxes: [{ image: PICTURE, box: imageBox(0, 0, 9, 9) }] },
        judging(true),
      );
      const { steps: _steps, keySteps: _keys, boxes: _boxes, ...bare } = all.reference;
      const less = {
        answer: { ...all, reference: { ...all.reference, answer: null } },
        boxes: { ...all, reference: { ...bare, steps: ["B"], keySteps: [] } },
        steps: { ...all, reference: { ...bare, boxes: all.reference.boxes ?? [], keySteps: [] } },
        "key-steps": { ...all, reference: { ...bare, steps: ["B"] } },
        judge: { ...all, judge: null },
      }[need];
      expect(scoreGroup(reward, [completion("B")], less)).toMatchObject({
        ok: false,
        error: { code: `missing-${need}` },
      });
    },
  );
});

describe("tolerances", () => {
  const size = fc.double({ min: 0.01, max: 1e6, noNaN: true });
  it("never pay more for what is further off", () => {
    fc.assert(
      fc.property(
        size,
        fc.double({ min: 0, max: 2, noNaN: true }),
        fc.double({ min: 0, max: 2, noNaN: true }),
        (right, a, b) => {
          const [near, far] = [Math.min(a, b), Math.max(a, b)];
          for (const tolerance of [cosineTolerance, meanRelativeAccuracy])
            expect(tolerance(right * (1 + near), right)).toBeGreaterThanOrEqual(
              tolerance(right * (1 + far), right) - 1e-9,
            );
        },
      ),
    );
  });
});

describe("reading", () => {
  it.each([
    ["42", 42],
    ["-7", -7],
    ["1,000.5", 1000.5],
    ["the answer is 12.", 12],
    ["I count 3 and then 4", 4],
    ["3/4", 0.75],
    ["\\boxed{\\frac{1}{2}} of 9", 0.5],
    ["50%", 0.5],
    [".5", 0.5],
    ["<answer> 42 </answer>", 42],
    ["<answer>42</answer>", null],
    ["C", null],
    ["x2", null],
    ["1/0", null],
    ["", null],
    ["at 10:30 the gauge shows 5", 5],
    ["In 2023, 5", 5],
    ["3 + 4 = 7", 7],
    ["Step 2: 5", 5],
    ["5 cm", 5],
    ["3\n4", 4],
    ["1. 5", 5],
    ["It is 5, 10 less", 10],
    ["$5$", 5],
    ["-1,000 \\text{ m}", -1000],
    ["10:30", null],
    ["\\boxed{10:30}", null],
    ["it is 4:00 PM", null],
    ["2023-05-01", null],
    ["1/2/2023", null],
    ["3-5", null],
    ["3,5", null],
    ["1.2.3", null],
    ["(1, 2)", null],
    ["the corner at [1, 2, 3, 4]", null],
    ["1, 2", null],
    ["2 3/4", null],
    ["It is 2 3/4 inches", null],
    ["2\\frac{1}{2}", null],
    ["x < 3", null],
    ["3 + 5", null],
    ["10^5", null],
    ["1e5", null],
    ["2\\pi", null],
    ["3\\sqrt{2}", null],
  ])("the number in %j is %s", (text, number) => {
    expect(numberIn(text)).toBe(number);
  });

  it("holds 0.5, 1/2 and 50% for the same, and nothing that needs algebra", () => {
    expect([matchOf("1/2", "0.5"), matchOf(" 50% ", "0.5"), matchOf("k", "k ")]).toEqual([
      "equal numbers",
      "equal numbers",
      "equal text",
    ]);
    expect([matchOf("10:30", "10:45"), matchOf("(1, 2)", "(7, 2)"), matchOf("2 3/4", "0.75")]).toEqual([
      null,
      null,
      null,
    ]);
    expect(matchOf("10:30", " 10:30 ")).toBe("equal text");
    expect([matchOf("\\sqrt{4}", "2"), matchOf("K", "k"), matchOf("0.3333", "1/3")]).toEqual([null, null, null]);
  });

  it.each([
    ["12", 12],
    [" +5. ", 5],
    ["1e3", 1000],
    ["1_000", 1000],
    ["0x10", null],
    ["", null],
    ["nan", null],
    ["inf", null],
    ["1e999", null],
    ["1 2", null],
  ])("floats as Python does, finite ones: %j", (text, value) => {
    expect(floatOf(text)).toBe(value);
  });

  it("finds tags on one line, or over several", () => {
    expect(firstTagged("<a>x\ny</a>", "a")).toBe("x\ny");
    expect(firstTaggedOnLine("<a>x\ny</a> <a>z</a>", "a")).toBe("z");
    // A separator of lines is no line break to Python's dot.
    expect(firstTaggedOnLine("<a>x\u2028y</a>", "a")).toBe("x\u2028y");
    expect([firstTagged("<a>x", "a"), firstTaggedOnLine("<a>\n<a>", "a")]).toEqual([null, null]);
    expect(strip("\u001c \u00a0x\u0085")).toBe("x");
    expect([strip("\ufeffx"), strip("  ")]).toEqual(["\ufeffx", ""]);
  });

  it("matches blocks as the regular expressions of the papers do", () => {
    const block = /^<think>[\s\S]*?<\/think>\s*<answer>[\s\S]*?<\/answer>$/;
    const tags = fc.array(fc.constantFrom("<think>", "</think>", "<answer>", "</answer>", " ", "x"), { maxLength: 9 });
    fc.assert(
      fc.property(tags, (shards) => {
        expect(isBlocks(shards.join(""), ["think", "answer"])).toBe(block.test(shards.join("")));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("a rollout", () => {
  it("cuts a line into turns, each with what it was shown", () => {
    const [think, look, saw, answer] = [says("<think>t</think>"), looks("<act>"), shown("here"), answers("B", "")];
    const { turns, question } = rolloutOf([problem(), think, look, saw, answer]);
    expect(turns.map(({ words: said, shown: after }) => [said, after.length])).toEqual([
      ["<think>t</think><act>", 1],
      ["<answer>B</answer>", 0],
    ]);
    expect([question, completionOf({ turns, question, line: [], images: new Map() })]).toEqual([
      "What?",
      "<think>t</think><act><answer>B</answer>",
    ]);
  });

  it("begins at the last problem, and takes what is shown before the model speaks", () => {
    const { turns } = rolloutOf([problem(), says("old"), problem(), shown(), says("new")]);
    expect(turns.map(({ words: said, shown: after }) => [said, after.length])).toEqual([
      ["", 1],
      ["new", 0],
    ]);
  });
});
