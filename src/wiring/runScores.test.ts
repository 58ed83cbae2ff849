// Runs of a log, scored in the list by the rewards that there are.
import { describe, expect, it } from "vitest";
import { must } from "../base";
import type { OpenLog } from "../logs";
import { logsInThread } from "../logs/testing";
import { ALL_RECORDS, type RecordFilter, type SearchProgress } from "../opening";
import { printRewardFile } from "../scoring";
import { openScorer } from "./runScorer";

/** A run with a thought of its own, so that each is found by its words. */
const run = (question: string, answer: string, right: string | null = "A", thought = "hm"): string =>
  JSON.stringify({
    messages: [
      { role: "user", content: question },
      { role: "assistant", content: `<think>${thought}</think><answer>${answer}</answer>` },
    ],
    ...(right === null ? {} : { answer: right }),
  });

/** A PNG of which there is no more than its header and its end. */
function pngOfSize(width: number, height: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(57);
  const view = new DataView(bytes.buffer);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  const chunk = (at: number, length: number, name: string): void => {
    view.setUint32(at, length);
    bytes.set(new TextEncoder().encode(name), at + 4);
  };
  chunk(8, 13, "IHDR");
  view.setUint32(16, width);
  view.setUint32(20, height);
  bytes.set([8, 2], 24);
  chunk(33, 0, "IDAT");
  chunk(45, 0, "IEND");
  return bytes;
}

const open = async (lines: readonly string[], name = "runs.jsonl"): Promise<OpenLog> =>
  must(
    await logsInThread({ openScorer }).open([{ path: name, file: new File([lines.join("\n")], name) }], {
      onProgress: () => {},
      signal: new AbortController().signal,
    }),
  );

const R1V = { name: "r1-v", file: null };

/** Each run that is found, with its number, or why it has none. */
async function scored(log: OpenLog, filter: Partial<RecordFilter>): Promise<string[]> {
  await log.find({ ...ALL_RECORDS, reward: R1V, ...filter });
  return (await log.rows(0, 99)).map(({ title, reward }) =>
    reward === null ? title : `${title} ${reward.kind === "scored" ? reward.value : reward.code}`,
  );
}

// Right, wrong, right in the wrong form, without a known answer.
const LINES = [
  run("One?", "A"),
  run("Two?", "B"),
  JSON.stringify({ question: "Three?", response: "A", answer: "A" }),
  run("Four?", "A", null),
];

describe("runs of a log", () => {
  it("are scored by the reward that is chosen, with the formula and what was read for it", async () => {
    const log = await open(LINES);
    expect((await log.rows(0, 1))[0]?.reward).toBeNull();
    expect(await scored(log, {})).toEqual(["One? 2", "Two? 1", "Three? 1", "Four? missing-answer"]);
    expect((await log.rows(0, 1))[0]?.reward).toEqual({
      kind: "scored",
      value: 2,
      formula: "1 × accuracy 1 + 1 × format 1 = 2",
      answer: "A",
      reference: "A",
      comparedBy: "equal text",
    });
  });

  it("are sorted by it either way, and those without a score are last either way", async () => {
    const log = await open(LINES);
    const titles = async (reversed: boolean) =>
      (await scored(log, { order: "reward", reversed })).map((told) => told.split(" ")[0]);
    expect(await titles(false)).toEqual(["Two?", "Three?", "One?", "Four?"]);
    expect(await titles(true)).toEqual(["One?", "Two?", "Three?", "Four?"]);
  });

  it("are filtered by a range of it, bounds and all; one without a score is in none", async () => {
    const log = await open(LINES);
    expect(await scored(log, { rewardRange: { least: 2, most: null } })).toEqual(["One? 2"]);
    expect(await scored(log, { rewardRange: { least: null, most: 1 } })).toEqual(["Two? 1", "Three? 1"]);
    expect(await scored(log, { rewardRange: { least: 1, most: 2 }, judged: "wrong" })).toEqual(["Two? 1"]);
    expect(await scored(log, { reward: null, rewardRange: { least: 2, most: null } })).toHaveLength(4);
  });

  it("keep no score of the reward before", async () => {
    const log = await open(LINES);
    await scored(log, {});
    expect(await scored(log, { reward: { name: "vlm-r1", file: null } })).toEqual(
      ["One?", "Two?", "Three?", "Four?"].map((title) => `${title} missing-boxes`),
    );
    expect(await scored(log, { reward: { name: "no such", file: null } })).toContain("One? unknown-reward");
    expect(await scored(log, { words: "one" })).toEqual(["One? 2"]);
    expect(await log.rewardStatistics()).toMatchObject({ scored: 1, mean: 2 });
  });

  it("are scored by a reward of one's own, by its file", async () => {
    const file = printRewardFile({
      format: "sightline-reward",
      version: 1,
      name: "mine",
      terms: [{ reward: "r1-v", part: "accuracy", weight: 10 }],
    });
    const log = await open(LINES);
    expect(await scored(log, { reward: { name: "mine", file } })).toEqual([
      "One? 10",
      "Two? 0",
      "Three? 10",
      "Four? missing-answer",
    ]);
    expect(await scored(log, { reward: { name: "mine", file: "{}" } })).toContain("One? unknown-reward");
  });

  it("have answers compared by a rule where a paper asks a model, and none where it asks for more", async () => {
    const log = await open(LINES);
    const [first] = await scored(log, { reward: { name: "deepeyes", file: null } });
    expect(first).toMatch(/^One\? [\d.]+$/);
    expect((await log.rows(0, 1))[0]?.reward).toMatchObject({ comparedBy: "rule: text and numbers" });
    expect(await scored(log, { reward: { name: "thyme", file: null } })).toContain("One? missing-judge");
  });

  it("of one problem are scored together where a reward goes by the group, whichever of them are listed", async () => {
    const looked = (answer: string): string =>
      JSON.stringify({
        images: ["cat.png"],
        messages: [
          { role: "user", content: "<image>Which?" },
          {
            role: "assistant",
            content: `<think>t</think><tool_call>{"name": "image_zoom_in_tool", "arguments": {"bbox_2d": [0, 0, 9, 9]}}</tool_call>`,
          },
          { role: "user", content: "<image>" },
          { role: "assistant", content: `<answer>${answer}</answer>` },
        ],
        answer: "A",
      });
    const plain = JSON.stringify({ ...JSON.parse(run("<image>Which?", "A")), images: ["cat.png"] });
    const lines = [looked("A"), ...Array.from({ length: 9 }, () => plain), run("Other?", "A")];
    const log = await open(lines);
    const reward = { name: "pixel-reasoner-paper", file: null };
    // One of ten looks: 1 + 0.5 × (0.3 − 0.1).
    expect(await scored(log, { reward, steps: { least: 4, most: null } })).toEqual(["Which? 1.1"]);
    expect(await scored(log, { reward })).toHaveLength(11);
    expect(await log.rewardStatistics()).toMatchObject({ scored: 11, groups: 1, shareUniform: 0 });
  });

  it("come to a mean, a spread and a share of problems that teach nothing, of what is listed", async () => {
    const log = await open([
      ...[run("Same?", "A"), run("Same?", "A"), run("Mixed?", "A"), run("Mixed?", "B")],
      ...[run("Alone?", "B"), run("Unknown?", "A", null)],
    ]);
    expect(await log.rewardStatistics()).toBeNull();
    await scored(log, {});
    expect(await log.rewardStatistics()).toEqual({
      scored: 5,
      mean: 1.6,
      spread: expect.closeTo(Math.sqrt(0.24)),
      least: 1,
      most: 2,
      groups: 2,
      shareUniform: 0.5,
      refused: [{ code: "missing-answer", count: 1 }],
    });
    await scored(log, { words: "mixed" });
    expect(await log.rewardStatistics()).toMatchObject({ scored: 2, groups: 1, shareUniform: 0, refused: [] });
  });

  it("tell how far it is, can be stopped, and go on with those that are left", async () => {
    const log = await open(Array.from({ length: 1500 }, (_, i) => run(`Q${i}?`, i % 2 ? "A" : "B")));
    const told: SearchProgress[] = [];
    const filter = { ...ALL_RECORDS, reward: R1V } as const;
    const finding = log.find(filter, (progress) => {
      if (told.push(progress) === 1) void log.stopFinding();
    });
    expect(await finding).toBeNull();
    expect(told[0]).toMatchObject({ doing: "scoring", of: 1500, found: 1500 });
    const before = (await log.rows(0, 1500)).filter(({ reward }) => reward !== null).length;
    expect(before).toBeGreaterThan(0);
    expect(before).toBeLessThan(1500);
    const after: number[] = [];
    expect(await log.find(filter, ({ done }) => void after.push(done))).toBe(1500);
    expect(after[0]).toBeGreaterThan(before - 1);
    expect((await log.rows(0, 1500)).every(({ reward }) => reward?.kind === "scored")).toBe(true);
  });

  it("are only scored by the last of two rewards that were chosen quickly", async () => {
    const log = await open(Array.from({ length: 800 }, (_, i) => run(`Q${i}?`, "A")));
    const first = log.find({ ...ALL_RECORDS, reward: R1V });
    const second = log.find({ ...ALL_RECORDS, reward: { name: "gym-reward", file: null } });
    expect(await first).toBeNull();
    expect(await second).toBe(800);
    expect(new Set((await log.rows(0, 800)).map(({ reward }) => reward?.kind === "scored" && reward.value))).toEqual(
      new Set([1.2]),
    );
  });

  it("are scored of what a search in their words leaves", async () => {
    const log = await open([run("One?", "A", "A", "a red door"), run("Two?", "B", "A", "a red cat"), ...LINES]);
    const filter = { words: "red", searched: "words", order: "reward" } as const;
    expect(await scored(log, filter)).toEqual(["Two? 1", "One? 2"]);
  });

  it("are scored in whatever file they lie, as in one that is a single value", async () => {
    const whole = `[${LINES.join(",")}]`;
    expect(await scored(await open([whole], "runs.json"), {})).toEqual([
      "One? 2",
      "Two? 1",
      "Three? 1",
      "Four? missing-answer",
    ]);
    const table = ["question,response,answer", "One?,<think>t</think><answer>A</answer>,A", "Two?,B,A"];
    expect(await scored(await open(table, "runs.csv"), {})).toEqual(["One? 2", "Two? 0"]);
  });

  it("are scored by the boxes that the log says are right, on the size of the picture beside it", async () => {
    const found = (box: string, right: string, more: object = {}): string =>
      JSON.stringify({
        question: `Give the bounding box of ${right}.`,
        image: "street.png",
        response: `<think>There.</think><answer>{"bbox": ${box}}</answer>`,
        solution: `<answer>${right}</answer>`,
        ...more,
      });
    const position = "[{'Position': [280, 500, 520, 700], 'Confidence': 1}]";
    const lines = [
      // Shown at 812 × 588: of its box on the picture's 800 × 600 half is right.
      found("[406, 294, 609, 441]", "[400, 300, 600, 375]"),
      JSON.stringify({
        question: "Give the bounding box of the van.",
        image: "street.png",
        response: `<think>There.</think><answer>${position}</answer>`,
        solution: `<answer>${position}</answer>`,
      }),
    ];
    const picture = new File([pngOfSize(800, 600)], "street.png");
    const log = must(
      await logsInThread({ openScorer }).open(
        [
          { path: "runs.jsonl", file: new File([lines.join("\n")], "runs.jsonl") },
          { path: "street.png", file: picture },
        ],
        { onProgress: () => {}, signal: new AbortController().signal },
      ),
    );
    const valuesBy = async (name: string): Promise<readonly unknown[]> => {
      await log.find({ ...ALL_RECORDS, reward: { name, file: null } });
      return (await log.rows(0, 2)).map(({ reward }) => reward?.kind === "scored" && reward.value);
    };
    expect(await valuesBy("vlm-r1")).toEqual([expect.closeTo(1.5), 1]);
    expect(await valuesBy("visual-rft")).toEqual([1, expect.closeTo(3)]);
  });
});
