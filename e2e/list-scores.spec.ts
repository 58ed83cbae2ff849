// Journey: the runs of a log are scored by a paper's reward where they are listed. The worst are looked at first, the
// numbers explain themselves, and the list goes to a spreadsheet.
import { readFileSync, writeFileSync } from "node:fs";
import { logLine } from "../scripts/bench/logFile";
import { logs } from "../src/app/words/logs/en";
import { SEARCH_WORDS } from "../src/app/words/search";
import { type App, en, expect, test } from "./fixtures/app";

const { scores } = SEARCH_WORDS.en;

const RUNS = 40;
/** Every third answer is wrong. */
const WRONG = 13;

/** A run whose log tells no right answer. */
const UNKNOWN = JSON.stringify({
  messages: [
    { role: "user", content: "Who knows?" },
    { role: "assistant", content: "<think>Nobody.</think><answer>A</answer>" },
  ],
});

function writeRuns(path: string): void {
  const lines = Array.from({ length: RUNS }, (_, i) => logLine(i + 1, 1200));
  writeFileSync(path, [...lines, UNKNOWN].join("\n"));
}

const rewardOf = ({ runs }: App) => runs.getByRole("combobox", { name: logs.reward.label });

test("scores the runs of a log, sorts and filters them, opens the worst, and saves the table", async ({
  app,
  page,
}, info) => {
  const path = info.outputPath("runs.jsonl");
  writeRuns(path);
  await app.open();
  await app.openFile(path);
  const { runs } = app;
  const list = runs.getByRole("listbox");
  const statistics = runs.getByRole("region", { name: logs.reward.statistics });
  const told = runs.getByRole("region", { name: logs.reward.ofRun });
  await runs.getByText(logs.filters).click();
  await rewardOf(app).selectOption("deepeyes-math");
  await expect(statistics).toContainText(logs.reward.lacking(1, logs.reward.because["missing-answer"] ?? ""));
  await rewardOf(app).selectOption("gym-reward");
  // Right, with a look; wrong.
  await expect(list.getByRole("option", { name: /sign 1 / })).toContainText("1.5");
  await expect(statistics).toContainText(/mean 1\.013, spread 0\.703, from 0 to 1\.5/);

  // The worst first; what has no score says so, and is last either way.
  await runs.getByRole("combobox", { name: logs.order }).selectOption("reward");
  await expect(list.getByRole("option").first()).toContainText("sign 3 ");
  await expect(told).toContainText("1 × outcome 0 + 0.2 × format 0 + 0.3 × tool 0 = 0");
  await runs.getByLabel(logs.reversed).check();
  await expect(list.getByRole("option").first()).toContainText("sign 1 ");
  await expect(told).toContainText("1 × outcome 1 + 0.2 × format 1 + 0.3 × tool 1 = 1.5");
  await runs.getByText(logs.filters).click();
  await list.focus();
  await page.keyboard.press("End");
  await expect(told).toContainText(logs.reward.notScored(logs.reward.because["missing-answer"] ?? ""));
  await expect(list.getByRole("option", { name: /Who knows/ })).toContainText("–");

  // A range leaves those that have a score within it.
  await runs.getByText(logs.filters).click();
  await runs.getByLabel(logs.reversed).uncheck();
  await runs.getByLabel(logs.reward.most, { exact: true }).last().fill("0.5");
  await expect(runs.getByText(logs.found(WRONG, RUNS + 1))).toBeVisible();
  await expect(statistics).toContainText(/mean 0, spread 0/);
  await runs.getByText(logs.filters).click();

  // By key to the next, by pointer to the number of another without opening it, and Enter opens the worst.
  await list.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("ArrowDown");
  await expect(list.locator("[data-active=true]")).toHaveAttribute(
    "id",
    (await list.getAttribute("aria-activedescendant")) ?? "",
  );
  await list
    .getByRole("option", { name: /sign 9 / })
    .locator(".run-score")
    .click();
  await expect(list.locator("[data-active=true]")).toContainText("sign 9 ");
  await expect(page.locator("[aria-current=true]", { hasText: "sign 9 " })).toHaveCount(0);
  await list.focus();
  await page.keyboard.press("Home");
  await page.keyboard.press("Enter");
  await expect(app.step).toContainText("What does sign 3 say?");

  const saving = page.waitForEvent("download");
  await runs.getByRole("button", { name: logs.saveCsv }).click();
  const download = await saving;
  expect(download.suggestedFilename()).toBe("runs-jsonl-runs.csv");
  const [head = "", ...rows] = readFileSync(await download.path(), "utf8")
    .trimEnd()
    .split("\r\n");
  expect(rows).toHaveLength(WRONG);
  const at = head.split(",").indexOf("reward_score");
  expect(rows[0]).toContain("What does sign 3 say?");
  expect(rows.map((row) => row.split(",")[at])).toEqual(Array.from({ length: WRONG }, () => "0"));

  // After a reload the list is what it was, the reward with it.
  await page.reload();
  const chooser = page.waitForEvent("filechooser");
  await runs.getByRole("button", { name: logs.openAgain("runs.jsonl") }).click();
  await (await chooser).setFiles(path);
  await expect(runs.getByText(logs.found(WRONG, RUNS + 1))).toBeVisible();
  await expect(statistics).toContainText("gym-reward");
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("scores by a reward of one's own, and says where none can be", async ({ app, page }, info) => {
  const path = info.outputPath("runs.jsonl");
  writeRuns(path);
  await app.open();
  await app.openFile(path);
  const { runs } = app;
  await runs.getByText(logs.filters).click();
  const give = async (name: string, text: string): Promise<void> => {
    const chooser = page.waitForEvent("filechooser");
    await runs.getByRole("button", { name: logs.reward.openFile }).click();
    await (await chooser).setFiles({ name, mimeType: "application/json", buffer: Buffer.from(text) });
  };
  await give("other.json", "{}");
  await expect(runs.getByRole("alert")).toHaveText(logs.reward.refusals["not-a-reward-file"]);
  const terms = [{ reward: "gym-reward", part: "outcome", weight: 7 }];
  await give("mine.json", JSON.stringify({ format: "sightline-reward", version: 1, name: "lucky", terms }));
  await expect(runs.getByRole("alert")).toHaveCount(0);
  await expect(runs.getByRole("option", { name: /sign 1 / })).toContainText("7");
  await expect(runs.getByRole("region", { name: logs.reward.ofRun })).toContainText(
    "lucky 7 × gym-reward: outcome 1 = 7",
  );
  await rewardOf(app).selectOption("vlm-r1");
  await expect(runs.getByRole("region", { name: logs.reward.statistics })).toContainText(
    logs.reward.lacking(RUNS + 1, logs.reward.because["missing-boxes"] ?? ""),
  );

  // What is put together in the page and kept is there as well, in the list of kept traces too.
  await runs.getByText(logs.filters).click();
  await runs.getByRole("option", { name: /sign 1 / }).dblclick();
  await expect(app.step).toContainText("What does sign 1 say?");
  await page.keyboard.press("Shift+s");
  const dialog = page.getByRole("dialog", { name: scores.title });
  await dialog.getByText(scores.compose).click();
  await dialog.getByRole("textbox", { name: scores.weight }).fill("3");
  await dialog.getByRole("button", { name: scores.keep }).click();
  await expect(dialog.getByText(scores.kept)).toBeVisible();
  await dialog.getByRole("checkbox", { name: scores.showOnBranches }).check();
  await page.keyboard.press("Escape");
  await runs.getByText(logs.filters).click();
  await rewardOf(app).selectOption({ label: "my-reward" });
  await expect(runs.getByRole("option", { name: /sign 1 / })).toContainText("4.5");
  await runs.getByText(logs.sources.kept).click();
  await runs.getByText(logs.filters).click();
  await rewardOf(app).selectOption({ label: "my-reward" });
  await expect(runs.getByRole("option", { name: /sign 1 / })).toContainText("4.5");
});

test("says what each run of one question is worth among the others", async ({ app }, info) => {
  const run = (answer: string): string =>
    JSON.stringify({
      messages: [
        { role: "user", content: "Which?" },
        { role: "assistant", content: `<think>Hm, ${answer}.</think><answer>${answer}</answer>` },
      ],
      answer: "A",
    });
  const path = info.outputPath("runs.jsonl");
  writeFileSync(path, ["A", "B", "C", "A"].map(run).join("\n"));
  await app.open();
  await app.openFile(path);
  const { runs, page } = app;
  await runs.getByText(logs.filters).click();
  await rewardOf(app).selectOption("r1-v");
  await expect(runs.getByRole("region", { name: logs.reward.statistics })).toContainText(logs.reward.uniform(0, 1));
  await runs.getByText(logs.filters).click();
  await runs.getByRole("button", { name: logs.runsOfQuestion(4) }).click();
  const dialog = page.getByRole("dialog", { name: logs.rollouts.title });
  await expect(dialog).toContainText(logs.reward.mean("1.5", "0.5", "1", "2"));
  const [first, second] = [dialog.getByRole("listitem").nth(0), dialog.getByRole("listitem").nth(1)];
  await expect(first).toContainText(`1 × accuracy 1 + 1 × format 1 = 2 · ${logs.rollouts.advantage("1")}`);
  await expect(second).toContainText(`1 × accuracy 0 + 1 × format 1 = 1 · ${logs.rollouts.advantage("-1")}`);

  // As branches of one trace each has what the reward makes of it on its row.
  await dialog.getByRole("button", { name: logs.rollouts.open(4) }).click();
  await expect(dialog).toBeHidden();
  await page.keyboard.press("Shift+s");
  const told = page.getByRole("dialog", { name: scores.title });
  await told.getByRole("button", { name: "r1-v", exact: true }).click();
  await told.getByRole("checkbox", { name: scores.showOnBranches }).check();
  await page.keyboard.press("Escape");
  await page.getByRole("tab", { name: en.tree.title }).click();
  await expect(app.tree.getByRole("treeitem", { name: /Hm, B\..*r1-v: .* = 1; advantage -1/ })).toBeVisible();
  await expect(page.getByText(scores.group("1.5", "0.5"))).toBeVisible();
});
