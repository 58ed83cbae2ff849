import { describe, expect, it } from "vitest";
import type { RecordFilter } from "../../opening";
import { ALL_RECORDS } from "../../opening";
import { EVERY_RECORD } from "../state";
import { parseFilter } from "./lastLog";

const FILTER: RecordFilter = {
  ...EVERY_RECORD,
  words: "door",
  judged: "wrong",
  reward: { name: "mine", file: "{}" },
  rewardRange: { least: -0.5, most: null },
  order: "reward",
  reversed: true,
};

describe("a filter that was kept", () => {
  it("is what the list begins with where none is kept, in both of their spellings", async () => {
    expect(EVERY_RECORD).toEqual(ALL_RECORDS);
    expect(await parseFilter({})).toEqual(EVERY_RECORD);
  });

  it("comes back as it was, with the reward, its file and its bounds", async () => {
    expect(await parseFilter(JSON.parse(JSON.stringify(FILTER)))).toEqual(FILTER);
  });

  it.each([
    ["reward", "r1-v"],
    ["reward", { name: 1, file: null }],
    ["reward", { name: "r1-v", file: "x".repeat(2 ** 20) }],
    ["rewardRange", { least: "1", most: null }],
    ["order", "luck"],
  ] as const)("looks for everything by a %s that makes no sense", async (field, value) => {
    expect(await parseFilter({ ...FILTER, [field]: value })).toEqual({ ...FILTER, [field]: EVERY_RECORD[field] });
  });
});
