// A log of 20 MB is listed away from the page, searched, and a run from near its end opened, without the page stopping.
import { writeLogFile } from "../scripts/bench/logFile";
import { longestTaskOf } from "../scripts/browser/tasks";
import { en } from "../src/app/words/en";
import { logs } from "../src/app/words/logs/en";
import { expect, test } from "./fixtures/app";

/** Milliseconds of the page's own thread. Twice of what is promised: CI counts slower. */
const LONGEST_TASK = 100;

test("lists, searches and opens a large log while the page goes on", async ({ app, browser, page }, info) => {
  const path = info.outputPath("runs.jsonl");
  writeLogFile(path, 10_000, 2050);
  await app.open();
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Control+o");
  const given = await chooser;
  const { runs } = app;
  const list = runs.getByRole("listbox", { name: logs.list });
  const wanted = list.getByRole("option", { name: /What does sign 9000 say/ });

  const longest = await longestTaskOf(browser, page, async () => {
    await given.setFiles(path);
    await expect(list).toBeVisible();
    await expect(runs.getByText(logs.facts("runs.jsonl", 10_000))).toBeVisible();
    await list.focus();
    await page.keyboard.press("End");
    await expect(list.getByRole("option", { name: /What does sign 10000 say/ })).toBeVisible();
    await runs.getByRole("searchbox").fill("sign 9000 ");
    await expect(wanted).toBeVisible();
  });
  expect(longest.threadMillis).toBeLessThan(LONGEST_TASK);

  // Every thousandth line is broken off, and each is told of with its place.
  await runs.getByText(logs.unread(10)).click();
  await expect(runs.getByText(/^line 1000: cut-off/)).toBeVisible();

  await wanted.click();
  // The list stays where it is, with the run that is open.
  await expect(wanted).toHaveAttribute("aria-current", "true");
  await expect(app.step).toContainText("What does sign 9000 say?");
  await page.getByRole("button", { name: logs.report, exact: true }).click();
  await expect(page.getByRole("dialog", { name: logs.reportTitle })).toContainText("pictures/9000.jpg");
});

test("finds runs by what they were judged, and opens several as traces of their own", async ({ app, page }, info) => {
  const path = info.outputPath("runs.jsonl");
  writeLogFile(path, 30, 1200);
  await app.open();
  await app.openFile(path);
  const { runs } = app;
  await runs.getByText(logs.filters).click();
  await runs.getByLabel(logs.judged, { exact: true }).selectOption("wrong");
  await expect(runs.getByText(logs.found(10, 30))).toBeVisible();
  const list = runs.getByRole("listbox", { name: logs.list });
  await list.focus();
  for (const key of ["Space", "ArrowDown", "Space"]) await page.keyboard.press(key);
  await runs.getByRole("button", { name: logs.openSeveral(2) }).click();
  // Said aloud as well, for a moment, behind the name of the page.
  await expect(page.getByText(en.news.openedSeveral(2), { exact: true })).toBeVisible();
  await expect(app.step).toContainText("What does sign 3 say?");
});

test("says that a file cannot be fetched, and follows no address but those of the web", async ({ app, page }) => {
  await app.open();
  await page.goto("./?src=data:application/json,[]");
  await expect(page.getByRole("alert")).toContainText("http");
  await page.goto("./?src=nowhere.jsonl");
  await expect(page.getByRole("alert")).toContainText("no such file");
  expect(new URL(page.url()).search).toBe("");
  await page.goto("./?src=http://example.invalid/runs.jsonl");
  const dialog = page.getByRole("dialog", { name: logs.address.title });
  await expect(dialog).toContainText("example.invalid");
  await dialog.getByRole("button", { name: logs.address.fetch }).click();
  await expect(page.getByRole("alert")).toContainText("CORS");
});
