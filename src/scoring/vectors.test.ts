// What the papers' own functions gave for these inputs when they were run, reward by reward.
import { describe, expect, it } from "vitest";
import { imageBox } from "../geometry";
import { deepEyes, deepEyesGeneral, deepEyesMath, deepEyesPaper } from "./rewards/deepEyes";
import { visualRft, vlmR1, vlmR1Paper } from "./rewards/grounding";
import { pixelReasoner, pixelReasonerPaper, pixelReasonerRates } from "./rewards/pixelReasoner";
import { r1v } from "./rewards/r1v";
import { isValidInCode, isValidInPaper, keyStepShare, r1vl, r1vlPaper } from "./rewards/r1vl";
import {
  cosineTolerance,
  cosineToleranceInCode,
  hasCaptionFormat,
  reasonRftDiscrete,
  reasonRftFunctions,
  reasonRftMath,
  reasonRftMathInCode,
  reasonRftOnlyFull,
  reasonRftPenalty,
  stepSigns,
} from "./rewards/reasonRft";
import { thyme, vThinker } from "./rewards/sandboxed";
import { meanRelativeAccuracy, vilasr, vilasrKeeps, vilasrPaper } from "./rewards/vilasr";
import type { Rollout } from "./rollout";
import { rolloutOf } from "./rollout";
import {
  answers,
  completion,
  given,
  judging,
  looks,
  PICTURE,
  partOf,
  problem,
  rollout,
  says,
  scored,
  scoreIn,
  shown,
  told,
  worthOf,
} from "./testing";

const tagged = (answer: string): Rollout => completion(`<think>t</think><answer>${answer}</answer>`);

describe("R1-V", () => {
  it.each([
    ["right, and in its tags", "<think>t</think>\n<answer>B</answer>", "B", 1, 1],
    ["the reference in tags too", "<think>t</think><answer> B </answer>", "<answer>B</answer>", 1, 1],
    ["words between the blocks", "<think>t</think> so <answer>B</answer>", "B", 1, 0],
    ["a blank before", " <think>t</think><answer>B</answer>", "B", 1, 0],
    ["empty blocks", "<think></think><answer></answer>", "B", 0, 1],
    ["an answer over two lines is the whole completion", "<think>t</think><answer>\nB</answer>", "B", 0, 1],
    ["no tags, the bare answer", "B", "B", 1, 0],
    ["a number in other figures, where no tag touches it", "the answer is 42.0", "42", 1, 0],
    ["a number that a tag touches is compared as text", "<think>t</think><answer>42.0</answer>", "42", 0, 1],
    ["the case of letters", "<think>t</think><answer>b</answer>", "B", 0, 1],
  ])("%s", (_, words, answer, accuracy, format) => {
    const score = scoreIn(r1v, completion(words), given(answer));
    expect([partOf(score, "accuracy"), partOf(score, "format")]).toEqual([accuracy, format]);
  });
});

describe("DeepEyes", () => {
  const right = given("left", {}, judging(true));
  const wrong = given("left", {}, judging(false));
  const looked = rollout(says("<think>t</think>"), looks(), shown(), answers("left"));

  it.each([
    ["right, with a picture", looked, right, 2],
    ["right, without", tagged("left"), right, 0.8],
    ["wrong, though it looked", looked, wrong, 0],
    ["wrong, and a tag that is not closed", completion("<think>t<answer>left</answer>"), wrong, -0.2],
    ["a judge whose words cannot be read", tagged("left"), given("left", {}, judging(null)), 0],
    ["an answer of 1000 characters is wrong in itself", tagged("x".repeat(1000)), right, -0.2],
    ["999 characters are not", tagged("x".repeat(999)), right, 0.8],
    ["a call that was refused is no look", rollout(looks(), told("too small"), answers("left")), right, 0.8],
  ])("%s", (_, line, to, value) => {
    expect(worthOf(deepEyes, line, to)).toBeCloseTo(value, 12);
  });

  it("judges the last answer, and counts the tags behind the last thought", () => {
    const line = completion("<think>2</think> <answer> right </answer> <answer> left </answer>");
    const score = scoreIn(deepEyes, line, right);
    expect([score.value, score.parsed.answer, score.parsed.comparedBy]).toEqual([0.8, "left", "test"]);
  });

  it("takes the whole response for an answer where no tag is; the general rule calls that an error of form", () => {
    const line = completion("<think>t</think>it is left");
    expect(worthOf(deepEyes, line, right)).toBeCloseTo(0.8, 12);
    expect(worthOf(deepEyesGeneral, line, right)).toBeCloseTo(-0.2, 12);
  });

  it("weighs each term 1 in the form of the paper", () => {
    expect(worthOf(deepEyesPaper, looked, right)).toBe(2);
    expect(worthOf(deepEyesPaper, looked, wrong)).toBe(0);
  });

  it.each([
    ["one box that is right", "<think>t</think>\\boxed{12}", 1.2],
    ["two boxes, the last of them right", "<think>t</think>\\boxed{11} \\boxed{12}", 0.8],
    ["no box", "<think>\\boxed{12}</think>12", -0.4],
    ["a wrong one", "\\boxed{13}", 0],
    ["the same number in other figures", "\\boxed{12.0}", 1.2],
  ])("math: %s", (_, words, value) => {
    expect(worthOf(deepEyesMath, completion(words), given("12"))).toBeCloseTo(value, 12);
  });
});

describe("Pixel-Reasoner", () => {
  const blind = (): Rollout => rollout(answers("B"));
  const looking = (times = 1): Rollout =>
    rollout(...Array.from({ length: times }, () => [looks(), shown()]).flat(), answers("B"));
  const group = (lookers: number): readonly Rollout[] =>
    Array.from({ length: 8 }, (_, i) => (i < lookers ? looking() : blind()));

  it.each([
    [1, 0.175, 0.0875],
    [2, 0.025, 0.025],
    [3, 0, 0],
  ])("of 8 rollouts %i look: bonus in the code %f, in the paper %f", (lookers, code, paper) => {
    expect(scored(pixelReasoner, group(lookers), given("B"))[0]?.value).toBeCloseTo(1 + code, 12);
    expect(scored(pixelReasonerPaper, group(lookers), given("B"))[0]?.value).toBeCloseTo(1 + paper, 12);
    expect(scored(pixelReasoner, group(lookers), given("B"))[7]?.value).toBe(1);
  });

  it("divides by less for a film", () => {
    const film = rolloutOf([problem([PICTURE, PICTURE]), looks(), shown(), answers("B")]);
    const rollouts = [film, ...Array.from({ length: 7 }, blind)];
    expect(scored(pixelReasoner, rollouts, given("B"))[0]?.value).toBeCloseTo(1 + 0.7 / 3, 12);
  });

  it("takes 0.05 for each look beyond the first, right or wrong", () => {
    const rollouts = Array.from({ length: 8 }, () => looking(3));
    expect(scored(pixelReasoner, rollouts, given("B"))[0]?.value).toBeCloseTo(0.9, 12);
    expect(scored(pixelReasonerPaper, rollouts, given("A"))[0]?.value).toBeCloseTo(-0.1, 12);
  });

  it("makes a right answer straight upon a failed operation wrong, in every group, and only there", () => {
    const failing = rollout(looks(), told("Execution error"), answers("B"));
    const mended = rollout(looks(), told("Execution error"), looks(), shown(), answers("B"));
    const rollouts = [mended, failing, blind(), blind(), blind(), blind()];
    const parts = scored(pixelReasoner, rollouts, given("B")).map((score) => partOf(score, "correctness"));
    expect(parts).toEqual([1, 0, 1, 1, 1, 1]);
    expect(scored(pixelReasonerPaper, rollouts, given("B")).map((score) => partOf(score, "correctness"))).toEqual([
      1, 1, 1, 1, 1, 1,
    ]);
  });

  it("says how a group looks", () => {
    expect(pixelReasonerRates([looking(2), blind(), blind(), blind()], given("B"))).toEqual({
      rollouts: 4,
      shareLooking: 0.25,
      meanOperations: 0.5,
      shareFailed: 0,
      accuracy: 1,
      solvedWithoutLooking: true,
      difficulty: 4,
    });
    expect(pixelReasonerRates([], given("B"))).toMatchObject({ accuracy: 0, difficulty: 0, shareLooking: 0 });
  });

  it("puts the numbers into the formula", () => {
    expect(scored(pixelReasoner, group(1), given("B"))[0]?.formula).toBe(
      "1 + max(0.3 − 0.125, 0) ÷ 2 ÷ 0.125 × 0.25 − 0.05 × (1 − 1) = 1.175",
    );
  });
});

describe("ViLaSR", () => {
  it.each([
    [10.4, 10, 1],
    [10.6, 10, 0.9],
    [12.2, 10, 0.6],
    [14.9, 10, 0.1],
    [15.1, 10, 0],
    [0, 0, 1],
  ])("mean relative accuracy of %f where %f is right is %f", (said, right, expected) => {
    expect(meanRelativeAccuracy(said, right)).toBeCloseTo(expected, 12);
  });

  const drawing = (corners: string, label = "cup"): string =>
    `<think>t</think>\nAction: draw\n\`\`\`json\n[{"bbox_2d": ${corners}, "label": "${label}"}]\n\`\`\``;
  const answering = (answer: string): string => `<think>t</think> Action: answer <answer>${answer}</answer>`;
  const drawn = (...turns: readonly string[]): Rollout =>
    rollout(...turns.slice(0, -1).flatMap((words) => [looks(words), shown()]), says(turns.at(-1) ?? ""));

  it.each([
    ["right and well formed", drawn(drawing("[1, 2, 3, 4]"), answering("B")), "B", 1, 2],
    ["right, and no form", drawn("<think>t</think> look", answering("B")), "B", 0.5, 1],
    ["an answer too early", drawn(answering("A"), answering("B")), "B", 0.5, 1],
    ["wrong: the form is worth nothing", drawn(drawing("[1, 2, 3, 4]"), answering("C")), "B", 0, 0],
    ["a number nearly right", drawn(drawing("[1, 2, 3, 4]"), answering("12.2 cm")), "10", 0.8, 1.6],
    ["other words are not compared", drawn(answering("the left one")), "the left one", 0, 0],
    [
      "a block that is no list of boxes",
      drawn(drawing("[1, 2, 3, 4]").replace("bbox_2d", "box"), answering("B")),
      "B",
      0.5,
      1,
    ],
  ])("%s", (_, line, answer, code, paper) => {
    expect(worthOf(vilasr, line, given(answer))).toBeCloseTo(code, 12);
    expect(worthOf(vilasrPaper, line, given(answer))).toBeCloseTo(paper, 12);
  });

  it("keeps for training what is right, well formed and draws one label anew", () => {
    const [first, second] = [drawing("[1, 2, 3, 4]"), drawing("[1, 2, 3, 5]")];
    expect(vilasrKeeps(drawn(first, second, answering("B")), given("B"))).toBe(true);
    expect(vilasrKeeps(drawn(first, first, answering("B")), given("B"))).toBe(false);
    expect(vilasrKeeps(drawn(first, second, answering("C")), given("B"))).toBe(false);
    expect(vilasrKeeps(drawn(first, drawing("[9, 9, 10, 10]", "tv"), answering("B")), given("B"))).toBe(false);
  });
});

describe("R1-VL", () => {
  const text = (...parts: readonly string[]): string => parts.map((part) => `### ${part}`).join("\n");
  const [image, why, one, two, end] = [
    "Image Description: a banana",
    "Rationales: r",
    "Step 1: 6/3 = 2",
    "Step 2: Two Apples are left",
    "The final answer is: 2",
  ];
  const whole = text(image, why, one, two, end);

  it("counts the key steps under step headers only", () => {
    const keys = ["6/3", ["two apples", "2 apples"], "banana"];
    expect(keyStepShare(whole, keys)).toBeCloseTo(2 / 3, 12);
    expect(keyStepShare(whole, [])).toBe(0);
    expect(keyStepShare(whole, ["banana"])).toBe(0);
  });

  it.each([
    ["well formed", whole, true, true],
    ["a number left out", text(image, why, one, "Step 3: s", end), false, false],
    ["no rationales", text(image, one, end), false, false],
    ["the answer first", text(end, image, why, one), false, false],
    ["the description behind the steps", text(why, one, two, image, end), true, false],
    ["the bare header at the end", `${text(end, image, why, one)}\n### The final answer is:`, true, true],
  ])("validity: %s", (_, words, code, paper) => {
    expect([isValidInCode(words), isValidInPaper(words)]).toEqual([code, paper]);
  });

  it("sums accuracy, a tenth of the key steps, and validity", () => {
    const score = scoreIn(r1vl, completion(whole), given("2", { keySteps: ["6/3"] }));
    expect(score.value).toBeCloseTo(2.1, 12);
    expect(score.formula).toBe("1 × accuracy 1 + 0.1 × key steps 1 + 1 × validity 1 = 2.1");
  });

  it("pays for key steps without an answer in the code, and not in the paper", () => {
    const unanswered = completion(text(image, why, one));
    const to = given("7", { keySteps: ["6/3"] });
    expect(worthOf(r1vl, unanswered, to)).toBeCloseTo(0.1, 12);
    expect(worthOf(r1vlPaper, unanswered, to)).toBe(0);
  });
});

describe("Reason-RFT", () => {
  it.each([
    [104.9, 100, 1],
    [105, 100, 1],
    [112.5, 100, 0.5],
    [120, 100, 0],
    [121, 100, 0],
    [-100, 100, 0],
    [0, 0, 1],
    [1, 0, 0],
  ])("the cosine tolerance of %f where %f is right is %f", (said, right, expected) => {
    expect(cosineTolerance(said, right)).toBeCloseTo(expected, 12);
  });

  it("gives 0 for 0 as right, which the code's division by 0 made wrong", () => {
    expect([cosineTolerance(0, 0), cosineToleranceInCode(0, 0)]).toEqual([1, 0]);
    expect(worthOf(reasonRftMath, tagged("0"), given("0"))).toBe(2);
    expect(worthOf(reasonRftMathInCode, tagged("0"), given("0"))).toBe(1);
  });

  it("compares as text what is no number, and asks a verifier only where no tag is", () => {
    expect(partOf(scoreIn(reasonRftMath, tagged("B"), given("B")), "accuracy")).toBe(1);
    expect(partOf(scoreIn(reasonRftDiscrete, tagged("2.0"), given("2")), "accuracy")).toBe(0);
    expect(partOf(scoreIn(reasonRftDiscrete, completion("it is 2.0"), given("2")), "accuracy")).toBe(1);
    // Unlike R1-V, the tags may stand on several lines.
    expect(partOf(scoreIn(reasonRftDiscrete, tagged("\nB\n"), given("B")), "accuracy")).toBe(1);
  });

  const right = "change_size(6, 'small'), change_color(2, 'red')";
  it.each([
    ["the same", right, 1],
    ["in another order", "change_color(2, red) change_size(6,small)", 1],
    ["a wrong value", "change_size(6, 'large'), change_color(2, 'red')", 0.75],
    ["a wrong object", "change_size(5, 'small'), change_color(2, 'red')", 0.75],
    ["both wrong in one", "change_size(5, 'large'), change_color(2, 'red')", 0.625],
    ["one missing", "change_size(6, 'small')", 0.5],
    ["one repeated", `${right}, change_size(6, 'small')`, 2 / 3],
    ["one too many", `${right}, change_shape(1, 'cube')`, 2 / 3],
    ["none", "nothing", 0],
  ])("functions: %s", (_, said, expected) => {
    expect(partOf(scoreIn(reasonRftFunctions, tagged(said), given(right)), "accuracy")).toBeCloseTo(expected, 12);
  });

  it("has variants: whole matches only, and a penalty for the others", () => {
    const said = tagged("change_size(6, 'large'), change_color(3, 'blue')");
    expect(partOf(scoreIn(reasonRftOnlyFull, said, given(right)), "accuracy")).toBe(0);
    expect(partOf(scoreIn(reasonRftPenalty, said, given(right)), "accuracy")).toBeCloseTo(-0.375, 12);
  });

  it("takes partial matches in the order in which they were said", () => {
    const to = given("f(a, v3), f(x, v1)");
    const [first, second] = ["f(a, v1), f(a, v2)", "f(a, v2), f(a, v1)"].map((said) =>
      partOf(scoreIn(reasonRftFunctions, tagged(said), to), "accuracy"),
    );
    expect([first, second]).toEqual([0.375, 0.5]);
  });

  it("counts signs of steps, numbers at the beginning of the text only", () => {
    expect(stepSigns("1. a\n2. b\n3. c")).toBeCloseTo(1 / 3, 12);
    expect(stepSigns("Step 1: a\n- b\nNext, c\n* d")).toBe(1);
    expect(hasCaptionFormat("<summary>s</summary><caption>c</caption> <think>t</think>\n<answer>a</answer>")).toBe(
      true,
    );
    expect(hasCaptionFormat("<caption>c</caption><summary>s</summary><think>t</think><answer>a</answer>")).toBe(false);
  });
});

describe("Thyme and V-Thinker", () => {
  const words = "<think>t<code>c</code><sandbox_output><image></sandbox_output></think>\n<answer>B</answer>";
  it.each([
    ["right by rule, consistent, a program that ran", words, judging(true), 2, 2.3],
    ["right by rule, inconsistent", words, judging(false), 1.5, 1.8],
    ["a program that failed", words.replace("<image>", "Sandbox for user: error"), judging(true), 2, 2],
    ["no blank between the blocks", words.replace("\n", ""), judging(true), 1.5, 1.8],
    ["two blanks", words.replace("\n", "\n\n"), judging(true), 1.5, 1.8],
    [
      "wrong, said by a judge: minus one, and nothing but the form",
      words.replace(">B<", ">C<"),
      judging(false),
      -0.5,
      -0.5,
    ],
    ["a judge who cannot be read", words.replace(">B<", ">C<"), judging(null), 0.5, 0.5],
    ["no answer", "<think>t</think>", judging(true), 0, 0],
    ["an opening before the answer", words.replace(">B<", ">The answer is B<"), judging(true), 2, 2.3],
  ])("%s", (_, said, judge, ofThyme, ofVThinker) => {
    expect(worthOf(thyme, completion(said), given("B", {}, judge))).toBeCloseTo(ofThyme, 12);
    expect(worthOf(vThinker, completion(said), given("B", {}, judge))).toBeCloseTo(ofVThinker, 12);
  });

  it("sees the outputs of a run that was made here, which no words hold", () => {
    const line = rollout(
      says("<think>t"),
      looks("<code>c</code>"),
      shown(),
      answers("B", "</think>\n<answer>B</answer>"),
    );
    expect(worthOf(vThinker, line, given("B", {}, judging(true)))).toBeCloseTo(2.3, 12);
  });
});

describe("boxes", () => {
  const box = { boxes: [{ image: PICTURE, box: imageBox(0, 0, 100, 100) }] };
  const said = (corners: string): Rollout => completion(`<think>t</think><answer>{"bbox_2d": ${corners}}</answer>`);

  it.each([
    ["the same", "[0, 0, 100, 100]", 2, 2],
    ["half of it", "[0, 0, 50, 100]", 1.5, 1.5],
    ["beside it", "[200, 0, 250, 100]", 1, 1],
    ["an edge of one pixel in common", "[99, 0, 199, 100]", 1, 1 + 100 / 19900],
    ["no box", "[1, 2]", 0, 0],
  ])("VLM-R1: %s", (_, corners, code, paper) => {
    expect(worthOf(vlmR1, said(corners), given(null, box))).toBeCloseTo(code, 12);
    expect(worthOf(vlmR1Paper, said(corners), given(null, box))).toBeCloseTo(paper, 12);
  });

  it("reads VLM-R1's numbers in pixels of the picture as it was resized", () => {
    // 300 × 300 is shown as 308 × 308.
    const line = rolloutOf(
      [problem(), says('<think>t</think><answer>{"bbox_2d": [0, 0, 308, 154]}</answer>')],
      new Map([[PICTURE, { id: PICTURE, width: 300, height: 300, name: "", origin: { kind: "source" } }]]),
    );
    const to = given(null, { boxes: [{ image: PICTURE, box: imageBox(0, 0, 300, 150) }] });
    expect(partOf(scoreIn(vlmR1Paper, line, to), "IoU")).toBeCloseTo(1, 12);
  });

  const listed = (items: string): Rollout => completion(`<think>t</think><answer>${items}</answer>`);
  // In thousandths of a picture of 280 × 280 the right box is [0, 0, 100/0.28, 100/0.28].
  const whole = "[0, 0, 357.142857142857, 357.142857142857]";
  it.each([
    ["one that is right", `[{'Position': ${whole}, 'Confidence': 0.9}]`, [1, 0.9, 1]],
    [
      "the same twice",
      `[{'Position': ${whole}, 'Confidence': 0.9}, {'Position': ${whole}, 'Confidence': 0.4}]`,
      [1, 0.9, 1],
    ],
    [
      "one too many",
      `[{'Position': ${whole}, 'Confidence': 1}, {'Position': [900, 900, 950, 950], 'Confidence': 0.2}]`,
      [0.5, 0.9, 1],
    ],
    ["less than half in common", "[{'Position': [0, 0, 178.57, 178.57], 'Confidence': 1}]", [0, 0, 1]],
    ["a list that was cut off", `[{'Position': ${whole}, 'Confidence': 0.9}, {'Position': [1,`, [1, 0.9, 1]],
    ["no list", "none", [0, 0, 1]],
  ])("Visual-RFT: %s", (_, items, [iou = 0, confidence = 0, format = 0]) => {
    const score = scoreIn(visualRft, listed(items), given(null, box));
    expect(score.parts.map(({ value }) => value)).toEqual([
      expect.closeTo(iou, 9),
      expect.closeTo(confidence, 9),
      format,
    ]);
  });
});
