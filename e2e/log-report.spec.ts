// What became of a run is said at its place in the raw record; another system's reading is seen before it is taken; runs of
// one question lie on one picture; a log that nobody knows is mapped by hand.
import { readFileSync } from "node:fs";
import type { Locator } from "@playwright/test";
import { en } from "../src/app/words/en";
import { logs } from "../src/app/words/logs/en";
import { type App, expect, test } from "./fixtures/app";
import { RED_SQUARE_PNG, type TestFile } from "./fixtures/files";

const jsonFile = (name: string, text: string): TestFile => ({
  name,
  mimeType: "application/json",
  buffer: Buffer.from(text),
});

const jsonLines = (name: string, values: readonly object[]): TestFile =>
  jsonFile(name, values.map((value) => JSON.stringify(value)).join("\n"));

const call = (box: readonly number[]): string =>
  `<tool_call>\n${JSON.stringify({ name: "image_zoom_in_tool", arguments: { bbox_2d: box, label: "sign", img_idx: 0 } })}\n</tool_call>`;

/** One run as Qwen's agent framework writes it, with what a trainer keeps beside it. */
const run = (box: readonly number[], answer: string, reward: number, more: object = {}) => ({
  messages: [
    { role: "user", content: [{ image: "square.png" }, { text: "What does the sign say?" }] },
    { role: "assistant", content: `Closer.\n${call(box)}` },
    { role: "user", content: [{ text: "<tool_response>\n<image>\n</tool_response>" }] },
    { role: "assistant", content: `<think>Now I see.</think><answer>${answer}</answer>` },
  ],
  solution: "STOP",
  reward,
  ...more,
});

const RUNS = [
  run([100, 150, 420, 480], "STOP", 1),
  run([300, 100, 700, 500], "SLOW", 0.25, {
    critique: "It looked at the wrong sign.",
    by: [{ note: "n1" }, { note: "n2" }],
  }),
  run([120, 170, 430, 470], "STOP", 1),
  {
    messages: [
      { role: "user", content: "How many cats?" },
      { role: "assistant", content: "<think>I see <obs>one</obs> and another.</think><answer>2</answer>" },
    ],
  },
];

async function give(app: App, files: readonly TestFile[]): Promise<void> {
  const chooser = app.page.waitForEvent("filechooser");
  await app.page.keyboard.press("Control+o");
  await (await chooser).setFiles([...files]);
}

const dialogNamed = (app: App, name: string): Locator => app.page.getByRole("dialog", { name });

test.beforeEach(async ({ app }) => {
  await app.open();
});

test("shows in the raw record what of a run was not understood, place by place", async ({ app, page }) => {
  await give(app, [jsonLines("runs.jsonl", RUNS), RED_SQUARE_PNG]);
  const list = app.runs;
  await list.getByText(logs.filters).click();
  await list.getByRole("combobox", { name: logs.order }).selectOption("unread");
  const runs = list.getByRole("listbox", { name: logs.list });
  await expect(runs.getByRole("option").first()).toContainText(logs.unreadWords(3));
  // The first of them is the one that the keys act on, and R reports on it.
  await runs.focus();
  await page.keyboard.press("r");
  const report = dialogNamed(app, logs.reportTitle);
  await expect(report.locator("mark")).toHaveText("It looked at the wrong sign.");
  // Equal findings are one, whose places are stepped through.
  await report.getByRole("button", { name: /×2/ }).click();
  await expect(report.getByText(logs.raw.at(1, 2))).toBeVisible();
  await expect(report.locator("mark")).toHaveText("n1");
  await report.getByRole("button", { name: logs.raw.next }).click();
  await expect(report.locator("mark")).toHaveText('"note":"n2"');
  await report.getByRole("button", { name: logs.backToList }).click();
  await list.getByText(logs.unreadWords(1)).click();
  await expect(report.locator("mark")).toHaveText("<obs>");
  await report.getByRole("button", { name: logs.backToList }).click();
  await list.getByText(logs.unreadWords(3)).click();
  await report.getByRole("button", { name: logs.openRun }).click();
  await expect(report).toBeHidden();
  await expect(app.step).toContainText("What does the sign say?");
  // What the list knew of the run, the run says itself.
  await expect(app.step).toContainText(en.step.truth("STOP", en.step.truthFrom.log("solution")));
  await page.keyboard.press("End");
  await expect(app.step.getByTestId("answer-check")).toHaveText(en.step.wrongByLog);
  await expect(app.step).toContainText(en.step.scoreOf("reward", "0.25"));
});

test("opens the run that the arrow keys in the search field lead to", async ({ app, page }) => {
  await give(app, [jsonLines("runs.jsonl", RUNS), RED_SQUARE_PNG]);
  // The first run is open, and the list has the keys.
  await expect(app.runs.getByRole("listbox", { name: logs.list })).toBeFocused();
  await app.runs.getByRole("searchbox").focus();
  for (let i = 0; i < 3; i++) await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  // From then on keys are about the run, not about the field.
  await expect(app.strip.getByRole("option").first()).toBeFocused();
  await expect(app.step).toContainText("How many cats?");
  // There they stay while one run gives way to another.
  await page.keyboard.press("Shift+K");
  await expect(app.step).toContainText("What does the sign say?");
  await expect(app.strip.getByRole("option").first()).toBeFocused();
});

test("shows what another system's reading would change, takes it, and takes it back", async ({ app, page }) => {
  await give(app, [jsonLines("run.jsonl", [RUNS[0] ?? {}]), RED_SQUARE_PNG]);
  await page.getByRole("button", { name: logs.report, exact: true }).click();
  const report = dialogNamed(app, logs.reportTitle);
  await report.getByRole("button", { name: logs.trial.title }).click();
  await report.getByRole("combobox", { name: logs.readAs }).selectOption("deepeyes");
  // Thousandths are read as pixels: the same box lies elsewhere, and nothing else changes.
  await expect(report.getByRole("row", { name: new RegExp(logs.trial.rows.marks) })).toContainText(
    logs.trial.elsewhere,
  );
  await expect(report.getByRole("img", { name: logs.trial.picture })).toBeVisible();
  await report.getByRole("button", { name: logs.trial.take("DeepEyes") }).click();
  await expect(page.getByText(/Opened from a log of DeepEyes/)).toBeVisible();
  await expect(page.getByText(en.news.readAs, { exact: true })).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByText(/Opened from a log of Qwen3-VL/)).toBeVisible();
});

test("lays the runs of one question on one picture, and opens them as branches", async ({ app, page }) => {
  await give(app, [jsonLines("runs.jsonl", RUNS), RED_SQUARE_PNG]);
  await app.runs.getByRole("button", { name: logs.runsOfQuestion(3) }).click();
  const rollouts = dialogNamed(app, logs.rollouts.title);
  await expect(rollouts.getByRole("img", { name: logs.rollouts.picture(3) })).toBeVisible();
  await expect(rollouts.getByRole("listitem").nth(1)).toContainText(logs.score("0.25"));
  await rollouts.getByRole("checkbox", { name: logs.rollouts.show(2) }).uncheck();
  await expect(rollouts.getByRole("img", { name: logs.rollouts.picture(2) })).toBeVisible();
  await rollouts.getByRole("button", { name: logs.rollouts.open(3) }).click();
  await expect(rollouts).toBeHidden();
  await page.getByRole("tab", { name: en.tree.title }).click();
  await expect(app.tree.getByRole("treeitem", { name: /Answer, SLOW/ })).toContainText("0.25");
  // From the open trace the same picture leads to a branch.
  await page.getByRole("button", { name: logs.rollouts.overlay }).click();
  await rollouts.getByRole("button", { name: logs.rollouts.goTo(2) }).click();
  await expect(app.step).toContainText("SLOW");
});

const ODD = Array.from({ length: 3 }, (_, i) => ({
  uid: `r-${i}`,
  data: {
    task: `Count the boats in picture ${i}.`,
    pic: "square.png",
    turns: [
      { who: "agent", text: "I look at the left." },
      { who: "env", text: "Here it is." },
      { who: "agent", text: `<answer>${i}</answer>` },
    ],
  },
  gold: "1",
}));

test("maps a log that nobody knows by hand, keeps the mapping, and saves it", async ({ app, page }) => {
  await give(app, [jsonLines("odd.jsonl", ODD), RED_SQUARE_PNG]);
  await page.getByRole("alert").getByRole("button", { name: en.banners.mapFields }).click();
  const mapping = dialogNamed(app, logs.mapping.title);
  await expect(mapping.getByText(logs.mapping.needsWords)).toBeVisible();
  const choose = (path: string, role: string) =>
    mapping.getByLabel(logs.mapping.roleOf(path), { exact: true }).selectOption(role);
  await choose("data.turns[].text", "words");
  await choose("data.turns[].who", "speaker");
  await choose("data.task", "question");
  await choose("data.pic", "pictures");
  await choose("gold", "reference");
  await choose("uid", "known");
  await expect(mapping.getByText("Count the boats in picture 1.")).toBeVisible();
  await mapping.getByLabel(logs.mapping.name).fill("Boats");
  const download = page.waitForEvent("download");
  await mapping.getByRole("button", { name: logs.mapping.save }).click();
  const saved = await (await download).path();
  expect(JSON.parse(readFileSync(saved, "utf8"))).toMatchObject({ format: "sightline-log-mapping", name: "Boats" });
  // What is no mapping is refused with words, and takes nothing from what was chosen.
  const chooser = page.waitForEvent("filechooser");
  await mapping.getByRole("button", { name: logs.mapping.load }).click();
  await (await chooser).setFiles(jsonFile("other.json", "{}"));
  await expect(mapping.getByRole("alert")).toHaveText(en.failures["not-a-mapping"] ?? "");
  await mapping.getByRole("button", { name: logs.mapping.open }).click();
  await app.runs.getByRole("option", { name: /picture 2/ }).click();
  await expect(app.step).toContainText("Count the boats in picture 2.");
  await page.keyboard.press("End");
  await expect(app.step.getByTestId("answer-check")).toHaveText(en.step.wrongByLog);

  // The same shape, another day: the mapping is there already.
  await app.open();
  await give(app, [jsonLines("later.jsonl", ODD), RED_SQUARE_PNG]);
  await page.getByRole("alert").getByRole("button", { name: en.banners.mapFields }).click();
  await expect(mapping.getByLabel(logs.mapping.name)).toHaveValue("Boats");
  await mapping.getByRole("button", { name: logs.mapping.open }).click();
  await expect(app.runs.getByRole("option", { name: /picture 0/ })).toBeVisible();
});
