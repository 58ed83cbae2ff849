// Journey: two hundred runs to judge. They stand in a list that is not lost, judged ones are the documents they were, and
// after a reload one goes on where one was.
import { writeLogFile } from "../scripts/bench/logFile";
import { logs } from "../src/app/words/logs/en";
import { type App, en, expect, test } from "./fixtures/app";

const RUNS = 30;

async function openLog(app: App, path: string): Promise<void> {
  await app.open();
  await app.openFile(path);
  await expect(app.runs.getByText(logs.facts("runs.jsonl", RUNS))).toBeVisible();
}

test("judges runs one after the other by key, and goes on after a reload", async ({ app, page }, info) => {
  const path = info.outputPath("runs.jsonl");
  writeLogFile(path, RUNS, 1200);
  await openLog(app, path);
  const question = page.getByRole("region", { name: en.question.label });
  // The next run with a wrong answer, whatever has the focus but a field.
  await app.runs.getByRole("listbox").focus();
  await page.keyboard.press("Shift+W");
  await expect(question).toContainText("What does sign 3 say?");
  // On every step the answer, the truth and the log's score are in sight.
  await expect(question.getByTestId("line-answer")).toContainText("B");
  await expect(question.getByTestId("line-truth")).toHaveText(en.question.truth("A"));
  await question.getByRole("button").click();
  await expect(question).toContainText(en.question.from(en.step.scoreOf("acc", "0"), en.question.scoreFrom.log("acc")));
  // A verdict on the last step ends the run, and the next one is there.
  await app.strip.getByRole("option").last().click();
  await page.keyboard.press("2");
  await expect(question).toContainText("What does sign 4 say?");
  await expect(app.runs.getByTestId("runs-progress")).toHaveText(logs.progress(1, RUNS));
  await expect(app.runs.getByRole("option", { name: /sign 3 / })).toContainText(logs.raters(en.authors.human));
  await page.keyboard.press("Shift+K");
  await expect(question).toContainText("What does sign 3 say?");
  // It is the run that was judged, and no copy of it.
  await page.keyboard.press("End");
  await expect(app.step.getByRole("button", { name: en.step.verdicts.wrong, exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
  await expect(page.getByTestId("save-state")).toHaveText(/^Saved/);

  await page.reload();
  await expect(question).toContainText("What does sign 3 say?");
  await expect(app.runs.getByText(logs.pick("runs.jsonl", 0))).toBeVisible();
  const chooser = page.waitForEvent("filechooser");
  await app.runs.getByRole("button", { name: logs.openAgain("runs.jsonl") }).click();
  await (await chooser).setFiles(path);
  await expect(app.runs.getByTestId("runs-progress")).toHaveText(logs.progress(1, RUNS));
  await expect(app.runs.getByRole("option", { name: /sign 3 / })).toHaveAttribute("aria-current", "true");
  await page.keyboard.press("Shift+U");
  await expect(question).toContainText("What does sign 4 say?");
  // The first run, which the log opened with, and the two that were gone to.
  await app.runs.getByText(logs.sources.kept).click();
  await expect(app.runs.getByText(logs.keptFacts(3))).toBeVisible();
  await expect(app.runs.getByRole("option", { name: /sign 3 / })).toContainText(logs.raters(en.authors.human));
});

test("finds runs by what was thought in them, and lists them by any column", async ({ app, page }, info) => {
  const path = info.outputPath("runs.jsonl");
  writeLogFile(path, RUNS, 1200);
  await openLog(app, path);
  await app.runs.getByText(logs.filters).click();
  await app.runs.getByRole("combobox", { name: logs.searched.label }).selectOption("raw");
  await app.runs.getByRole("searchbox").fill("pictures/17.jpg");
  await expect(app.runs.getByRole("option", { name: /sign 17 / })).toBeVisible();
  await expect(app.runs.getByText(logs.found(1, RUNS))).toBeVisible();
  await app.runs.getByRole("searchbox").fill("");
  await app.runs.getByRole("combobox", { name: logs.order }).selectOption("right");
  await expect(app.runs.getByRole("listbox").getByRole("option").first()).toContainText("sign 3 ");
  await expect(page.getByRole("alert")).toHaveCount(0);
});

test("asks before a new problem takes the place of what was worked on", async ({ app, page }) => {
  await app.open();
  await page.keyboard.press("End");
  await page.keyboard.press("1");
  await expect(page.getByTestId("save-state")).toHaveText(/^Saved/);
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: en.newProblem.title });
  await dialog.getByRole("button", { name: en.newProblem.stay }).click();
  await expect(app.step.getByRole("button", { name: en.step.verdicts.correct, exact: true })).toHaveAttribute(
    "aria-pressed",
    "true",
  );
});
