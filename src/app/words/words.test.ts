import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../workspace/commands";
import { languageFor } from "../../workspace/ports";
import { failureWords, loadWords, wordsIn } from ".";
import { BACKEND_WORDS } from "./backends";
import { COMPARE_WORDS } from "./compare";
import { en } from "./en";
import { EXPORT_WORDS } from "./export";
import { GYM_WORDS } from "./gym";
import { INFLUENCE_WORDS } from "./influence";
import { LOG_WORDS } from "./logs";
import { gist } from "./names";
import { PRESENT_WORDS } from "./present";
import { REVIEW_WORDS } from "./review";
import { SEARCH_WORDS } from "./search";
import { SERVER_WORDS } from "./server";
import { SHARE_WORDS } from "./share";
import { zh } from "./zh";

const WORDS = { en, zh };

/** Every file of the words of a language: those that come with the page, and those that come with a dialog. */
const wordFilesOf = (language: "en" | "zh"): readonly string[] =>
  readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
    .filter((path) => new RegExp(`(^|/)${language}(\\.\\w+)?\\.ts$`).test(path))
    .map((path) => join(import.meta.dirname, path));

type Tree = { readonly [key: string]: unknown };

const isTree = (value: unknown): value is Tree => typeof value === "object" && value !== null;

const pathsOf = (tree: Tree, path = ""): string[] =>
  Object.entries(tree).flatMap(([key, value]) =>
    isTree(value) ? pathsOf(value, `${path}${key}.`) : [`${path}${key}`],
  );

describe("words", () => {
  // Records by code are open for the compiler, so that a code may be looked up; here they are held to be total.
  it("say the same things in both languages", () => {
    // The engine itself says in English why it does not open a model; see the test of names.
    expect(pathsOf({ ...WORDS.zh, refusals: {} }).sort()).toEqual(pathsOf(WORDS.en).sort());
    expect(pathsOf(BACKEND_WORDS.zh).sort()).toEqual(pathsOf(BACKEND_WORDS.en).sort());
    expect(pathsOf(LOG_WORDS.zh).sort()).toEqual(pathsOf(LOG_WORDS.en).sort());
    expect(pathsOf(GYM_WORDS.zh).sort()).toEqual(pathsOf(GYM_WORDS.en).sort());
    expect(pathsOf(REVIEW_WORDS.zh).sort()).toEqual(pathsOf(REVIEW_WORDS.en).sort());
    expect(pathsOf(SEARCH_WORDS.zh).sort()).toEqual(pathsOf(SEARCH_WORDS.en).sort());
    expect(pathsOf(INFLUENCE_WORDS.zh).sort()).toEqual(pathsOf(INFLUENCE_WORDS.en).sort());
    expect(pathsOf(EXPORT_WORDS.zh).sort()).toEqual(pathsOf(EXPORT_WORDS.en).sort());
    expect(pathsOf(PRESENT_WORDS.zh).sort()).toEqual(pathsOf(PRESENT_WORDS.en).sort());
    expect(pathsOf(SHARE_WORDS.zh).sort()).toEqual(pathsOf(SHARE_WORDS.en).sort());
    expect(pathsOf(COMPARE_WORDS.zh).sort()).toEqual(pathsOf(COMPARE_WORDS.en).sort());
    expect(pathsOf(SERVER_WORDS.zh).sort()).toEqual(pathsOf(SERVER_WORDS.en).sort());
  });

  it("name every command and its group", () => {
    for (const words of Object.values(WORDS))
      for (const { id, group } of COMMANDS) expect([words.commands[id], words.groups[group]]).not.toContain("");
  });

  it("leave nothing unsaid", () => {
    const all = [WORDS, LOG_WORDS, REVIEW_WORDS, EXPORT_WORDS, SEARCH_WORDS, PRESENT_WORDS].flatMap((words) =>
      Object.values<object>(words),
    );
    for (const words of all) expect(JSON.stringify(words)).not.toMatch(/:""/);
  });

  it("have something to say of a failure nobody thought of", () => {
    for (const words of Object.values(WORDS)) expect(failureWords(words, "no-such-code")).toBe(words.failures.unknown);
  });

  it("count in the plural only where there are several", () => {
    expect(WORDS.en.tree.folded(1)).toBe("1 more step");
    expect(WORDS.en.tree.folded(2)).toBe("2 more steps");
  });
});

describe("what no reader should stumble over", () => {
  /** The source of every message, those that are made of numbers and names among them. */
  const said = (language: "en" | "zh"): string =>
    wordFilesOf(language)
      .map((path) => readFileSync(path, "utf8"))
      .join("\n");

  it.each([
    ["a person is made to speak for the model", /model’s mouth|讲给模型/],
    ["a box has an inside", /no inside|里面是空的/],
    ["what is kept is put away, and nobody knows where", /put (?:it|them) away|is put away|收起那些/i],
    ["an answer is held against the truth in telegrams", /said \$\{\w+\}, is|, is \$\{truth\}|not right\. the answer/i],
    ["the gym has two names", /训练场/],
    ["the vision encoder is called its eyes", /model’s eyes|模型的眼睛/],
  ])("is gone: %s", (_, wording) => {
    expect(said("en")).not.toMatch(wording);
    expect(said("zh")).not.toMatch(wording);
  });

  it("is no word that the table of words takes back in Chinese", () => {
    const style = readFileSync(join(import.meta.dirname, "../../../docs/style.md"), "utf8");
    const takenBack = [...style.matchAll(/（不用((?:“[^”]+”)+)）/g)].flatMap(([, words = ""]) =>
      [...words.matchAll(/“([^”]+)”/g)].map(([, word = ""]) => word),
    );
    expect(takenBack).toContain("训练场");
    // Each of these also is a part of another word, or has a second meaning that the table leaves to it.
    const elsewhere = new Set(["记录", "类型", "提示", "坐标", "查看"]);
    const text = said("zh");
    expect(takenBack.filter((word) => !elsewhere.has(word) && text.includes(word))).toEqual([]);
  });
});

it("says in Chinese where in a file something stands, and leaves names alone", () => {
  const { placeIn } = LOG_WORDS.zh;
  expect(
    ["line 3", "sheet row 2, row 7", "line 1, by[0].note", "line 2 to line 5", "file", "line3.json"].map(placeIn),
  ).toEqual(["第 3 行", "sheet row 2, 第 7 行", "第 1 行, by[0].note", "第 2 行至第 5 行", "文件", "line3.json"]);
});

it("calls an observation of which nothing but marks was said by its kind", () => {
  const gistOf = (text: string) => gist({ title: "", body: { kind: "observation", image: null, text } }, en);
  expect(gistOf("<tool_response>\n<image>\n</tool_response>")).toBe(en.kinds.observation);
  expect(gistOf("<b>12</b>")).toBe("<b>12</b>");
});

describe("the language", () => {
  it("is the first of the browser's that there are words for", () => {
    expect(languageFor(["de-DE", "zh-CN", "en"])).toBe("zh");
    expect(languageFor(["zh-TW"])).toBe("zh");
    expect(languageFor(["fr"])).toBe("en");
  });
});

it("speaks English until the words of another language are there", async () => {
  expect(wordsIn("zh")).toBe(en);
  await loadWords("zh");
  expect(wordsIn("zh")).toBe(zh);
  expect(wordsIn("en")).toBe(en);
});
