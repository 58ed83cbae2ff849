import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { REWARDS } from "../../../scoring";
import { REWARD_WORDS } from ".";

const { says, parts, comparedBy, sources } = REWARD_WORDS.zh;
const inChinese = (text: string | undefined): boolean => /\p{Script=Han}/u.test(text ?? "");

describe("what a reward says of itself", () => {
  it("is said in Chinese of every reward and of all of its parts", () => {
    expect(REWARDS.filter(({ name }) => !inChinese(says[name])).map(({ name }) => name)).toEqual([]);
    const names = new Set(REWARDS.flatMap((reward) => reward.parts));
    // IoU is called so in both languages.
    expect([...names].filter((name) => !inChinese(parts[name]) && parts[name] !== name)).toEqual([]);
    expect(Object.keys(says).sort()).toEqual(REWARDS.map(({ name }) => name).sort());
    expect(Object.keys(parts).sort()).toEqual([...names].sort());
  });

  it("is said in Chinese of where it is from, but for names", () => {
    const told = REWARDS.map(({ source }) => source.title).filter((title) => /\b[a-z]{2,}\b/.test(title));
    expect(told.filter((title) => !inChinese(sources[title]))).toEqual([]);
  });

  it("is said in Chinese of what compared two answers, whatever the rules are called", () => {
    const folder = join(import.meta.dirname, "../../../scoring");
    const source = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts") && !path.endsWith(".test.ts"))
      .map((path) => readFileSync(join(folder, path), "utf8"))
      .join("\n");
    const rules = [
      ...[...source.matchAll(/comparedBy: (?:[^",;]*\?\? )?"([^"]+)"/g)].map(([, rule = ""]) => rule),
      ...(/type Match = ([^;]+);/.exec(source)?.[1]?.match(/[\w ]+(?=")/g) ?? []).filter((rule) => /\w/.test(rule)),
    ].filter((rule) => rule.trim() !== "");
    expect(rules).toContain("equal numbers");
    expect(rules).toContain("similar steps");
    expect(rules.filter((rule) => !inChinese(comparedBy[rule]))).toEqual([]);
  });
});
