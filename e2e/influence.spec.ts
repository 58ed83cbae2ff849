// A journey of who debugs: ask what a look did, move its box, find the first error, ask again what was found.
import { BREAKPOINT_WORDS } from "../src/app/words/breakpoints";
import { INFLUENCE_WORDS } from "../src/app/words/influence";
import { gymProblem } from "../src/catalog";
import { nameOf } from "../src/gym";
import { en, expect, test } from "./fixtures/app";

const words = INFLUENCE_WORDS.en;

test("tells whether a look mattered, how fragile its box is, and what carries it", async ({ app, page }) => {
  await app.open();
  await app.openGym("find", 12);
  await app.run();
  await expect(page.getByText(en.run.outcome.answered)).toBeVisible();
  await page.keyboard.press("Shift+y");
  const dialog = page.getByRole("dialog", { name: words.title });
  await expect(dialog).toBeVisible();

  const look = dialog.getByRole("region", { name: words.kinds.look });
  // What it costs is told before it is asked.
  await expect(look).toContainText(/\d+ measurements/);
  await look.getByRole("button", { name: words.ask, exact: true }).click();
  await expect(look).toContainText(words.verdicts.mattered);
  await expect(look.getByRole("button", { name: words.askAgain })).toBeEnabled();
  await expect(look.locator("[data-arm=as-run]")).toContainText(/0\.9\d|1\.00/);
  await expect(look.locator("[data-arm=noise]")).toContainText(/0\.[0-4]\d/);
  // The model's files, the seeds and the prompt are known.
  await look.getByText(words.receipt.title).click();
  await expect(look).toContainText("onnx/decoder_model_merged.onnx");
  await look.getByRole("button", { name: words.verify }).click();
  await expect(look).toContainText(words.agreements.equal);

  const jitter = dialog.getByRole("region", { name: words.kinds.jitter });
  await jitter.getByRole("button", { name: words.ask, exact: true }).click();
  await expect(jitter.getByRole("button", { name: words.askAgain })).toBeEnabled();
  await expect(jitter.getByRole("img")).toBeVisible();

  // A right answer has no first error, and that is said instead of asked.
  const bisect = dialog.getByRole("region", { name: words.kinds.bisect });
  await expect(bisect).toContainText(words.codes["answer-is-right"] ?? "");

  // It can be stopped; what is not asked to its end is not kept.
  const occlude = dialog.getByRole("region", { name: words.kinds.occlude });
  await occlude.getByRole("button", { name: words.ask, exact: true }).click();
  await occlude.getByRole("button", { name: words.stop }).click();
  await expect(occlude.getByRole("button", { name: words.ask, exact: true })).toBeEnabled();
});

test("keeps what was found with the trace", async ({ app, page }) => {
  await app.open();
  await app.openGym("find", 12);
  await app.run();
  await expect(page.getByText(en.run.outcome.answered)).toBeVisible();
  await page.keyboard.press("Shift+y");
  const look = page.getByRole("region", { name: words.kinds.look });
  await look.getByRole("button", { name: words.ask, exact: true }).click();
  await expect(look.getByRole("button", { name: words.askAgain })).toBeEnabled();
  await expect(page.getByTestId("save-state")).toHaveText(/^Saved/);
  await page.reload();
  await expect(app.frames.last()).toContainText(en.kinds.answer);
  await page.keyboard.press("Shift+y");
  await expect(page.getByRole("region", { name: words.kinds.look })).toContainText(words.verdicts.mattered);
});

test("finds the first error of a wrong line, as a hint to accept", async ({ app, page }) => {
  const { layout, truth } = await gymProblem({ family: "find", seed: 2, difficulty: 2 });
  const other = layout.kind === "scene" ? layout.objects.find(({ letter }) => letter !== truth) : undefined;
  if (!other) throw new Error("There is nothing else to find");
  await app.open();
  await app.openGym("find", 2);
  // It is told to look for another thing, and keeps to that.
  await page.keyboard.press("Home");
  await page.keyboard.press("i");
  await page.keyboard.type(`find the ${nameOf(other)}`);
  await page.keyboard.press("Enter");
  await expect(app.step).toContainText(nameOf(other));
  await app.run();
  await expect(app.frames.last()).toContainText(en.kinds.answer);
  await page.keyboard.press("Shift+y");
  const dialog = page.getByRole("dialog", { name: words.title });
  const bisect = dialog.getByRole("region", { name: words.kinds.bisect });
  await bisect.getByRole("button", { name: words.ask, exact: true }).click();
  await expect(bisect).toContainText(words.bisected.found(2));
  await bisect.getByRole("button", { name: en.hints.accept }).click();
  await expect(bisect).toContainText(words.bisected.accepted);
  await bisect.getByRole("button", { name: words.bisected.go }).click();
  await expect(dialog).toBeHidden();
  await expect(app.step).toContainText(en.step.firstError);
  const wrong = app.step.getByRole("button", { name: en.step.verdicts.wrong, exact: true });
  await expect(wrong).toHaveAttribute("aria-pressed", "true");
});

test("stops a run where the answer becomes likely, and lets it go on", async ({ app, page }) => {
  const said = BREAKPOINT_WORDS.en;
  await app.open();
  await app.openGym("find", 12);
  await page.keyboard.press("Shift+b");
  const panel = page.getByRole("region", { name: said.title });
  await panel.getByLabel(said.watchNames.answer).check();
  await panel.getByLabel(said.add).selectOption("answer-rises");
  await app.run();
  await expect(panel).toContainText(said.letGoOn);
  await expect(panel).toContainText(/P\(answer\) \d+ % → \d+ %/);
  await expect(app.frames.last()).toContainText(en.kinds.observation);
  await app.run();
  await expect(app.frames.last()).toContainText(en.kinds.answer);
  await panel.getByRole("button", { name: said.askCurve }).click();
  await expect(panel.getByRole("button", { name: /^Step 4: (9\d|100) %/ })).toBeVisible();
});
