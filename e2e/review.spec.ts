// Journey: two raters' files are compared, what they see otherwise is decided, and a team's taxonomy goes from one
// browser to another.
import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { OWN_TAXONOMY } from "../src/annotation";
import golden from "../src/annotation/agreement/agreement.golden.json" with { type: "json" };
import { REVIEW_WORDS } from "../src/app/words/review";
import { encodeTrace, ME, type Trace } from "../src/trace";
import { addJudgement, addStep, built } from "../src/trace/testing";
import { App, en, expect, test } from "./fixtures/app";
import { axeOn, graveFindingsOf } from "./fixtures/axe";
import type { TestFile } from "./fixtures/files";

const words = REVIEW_WORDS.en;
/** Two raters, of whose verdicts scikit-learn and krippendorff were asked. */
const TABLE = golden.tables[17];
const VERDICTS = ["wrong", "neutral", "correct"] as const;

/** What one of the two said, as their own browser saved it: under "me". */
function saidBy(rater: number): Trace {
  const items = TABLE?.items ?? [];
  return built(
    addStep("ask", null, { kind: "problem", question: "How many?", images: [] }),
    ...items.map((_, at) => addStep(`s${at}`, at === 0 ? "ask" : `s${at - 1}`)),
    ...items.flatMap((said, at) => {
      const verdict = VERDICTS.find((word) => word === said[rater]);
      return verdict ? [addJudgement(`j${at}`, `s${at}`, { verdict }, { rater: ME })] : [];
    }),
  );
}

const fileOf = (name: string, value: object): TestFile => ({
  name,
  mimeType: "application/json",
  buffer: Buffer.from(JSON.stringify(value)),
});

async function command(page: Page, name: string): Promise<Locator> {
  await page.keyboard.press("Control+k");
  await page.keyboard.type(name);
  await page.getByRole("option", { name }).first().click();
  const dialog = page.getByRole("dialog", { name: words.title });
  await expect(dialog).toBeVisible();
  return dialog;
}

async function give(page: Page, button: Locator, files: readonly (TestFile | string)[]): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await button.click();
  // Playwright takes paths or buffers, and no mixture.
  const paths = files.filter((file) => typeof file === "string");
  const buffers = files.filter((file) => typeof file !== "string");
  await (await chooser).setFiles(paths.length > 0 ? paths : buffers);
}

async function saved(page: Page, button: Locator): Promise<string> {
  const download = page.waitForEvent("download");
  await button.click();
  return (await download).path();
}

async function expectAccessible(page: Page): Promise<void> {
  expect(await graveFindingsOf(axeOn(page))).toEqual([]);
}

const figure = (dialog: Locator, name: string): Locator =>
  dialog.locator("dl > div").filter({ hasText: name }).locator("dd");

test("two raters' files agree as Python tells it; what they see otherwise is decided, and stays so", async ({
  app,
  page,
}) => {
  await app.open();
  const dialog = await command(page, en.commands.raters);
  await expectAccessible(page);
  await give(page, dialog.getByRole("button", { name: words.addFiles }), [
    fileOf("Ann.json", encodeTrace(saidBy(0))),
    fileOf("Ben.json", encodeTrace(saidBy(1))),
    fileOf("notes.json", { a: 1 }),
  ]);
  const added = dialog.getByRole("list", { name: words.addedList }).getByRole("listitem");
  await expect(added).toHaveText([/Ann\.json.*by Ann/, /Ben\.json.*by Ben/, /notes\.json.*no trace/]);
  await expect(figure(dialog, words.figures.kappa)).toHaveText((TABLE?.kappa ?? 0).toFixed(3));
  await expect(figure(dialog, words.figures.alpha(2))).toHaveText((TABLE?.ordinal ?? 0).toFixed(3));
  await expectAccessible(page);

  const list = dialog.getByRole("list", { name: /disagreement/ });
  const total = await list.getByRole("listitem").count();
  expect(total).toBeGreaterThan(1);
  await list.getByRole("button").first().click();
  await expect(dialog).toBeHidden();
  const bar = page.getByRole("region", { name: words.bar });
  await expect(bar).toContainText(words.barAt(1, total));
  await expect(bar).toContainText(/Ann: .*Ben: /);
  await expect(bar).toContainText(words.undecided);
  await bar.getByRole("button", { name: words.take("Ben") }).click();
  await expect(bar).toContainText(words.decided("").trim());
  const decision = await bar.getByText(/^Decided/).textContent();
  await expectAccessible(page);
  await bar.getByRole("button", { name: words.next }).click();
  await expect(bar).toContainText(words.barAt(2, total));
  await expect(bar).toContainText(words.undecided);
  // Undo takes the decision back, redo gives it again; the two raters said what they said all along.
  await page.keyboard.press("Control+z");
  await page.keyboard.press("Control+Shift+z");
  await expect(page.getByTestId("save-state")).toHaveText(/^Saved/);

  await page.reload();
  await expect(app.frames.first()).toBeVisible();
  const again = await command(page, en.commands.raters);
  await expect(figure(again, words.figures.kappa)).toHaveText((TABLE?.kappa ?? 0).toFixed(3));
  await again
    .getByRole("list", { name: /disagreement/ })
    .getByRole("button")
    .first()
    .click();
  await expect(page.getByRole("region", { name: words.bar })).toContainText(decision ?? "Decided");
});

test("files of two runs, and of an older version, are told", async ({ app, page }) => {
  await app.open();
  const dialog = await command(page, en.commands.raters);
  const other = built(addStep("x", null), addStep("y", "x"), addJudgement("j", "y"));
  const old = built(addStep("p", null), addStep("q", "p"), addJudgement("me/q", "q"));
  await give(page, dialog.getByRole("button", { name: words.addFiles }), [
    fileOf("Ann.json", encodeTrace(other)),
    fileOf("Ben.json", encodeTrace(old)),
  ]);
  await expect(dialog.getByText(words.differentTraces)).toBeVisible();
  await expect(dialog.getByText(words.old)).toBeVisible();
  await expect(dialog.getByText(words.nothingShared)).toBeVisible();
});

test("a person has a name, is compared by it, and finds the failures that they counted", async ({ app, page }) => {
  await app.open();
  await page.keyboard.press("End");
  await page.keyboard.press("2");
  const dialog = await command(page, en.commands.raters);
  await dialog.getByLabel(en.settings.raterName).fill("Ann");
  await dialog.getByLabel(en.settings.raterName).press("Enter");
  await dialog.getByRole("button", { name: words.takeOver(1, "Ann") }).click();
  await expect(dialog.getByText(words.oneRater(words.you("Ann")))).toBeVisible();
  await page.keyboard.press("Escape");
  const wrong = app.step.getByRole("button", { name: en.step.verdicts.wrong, exact: true });
  await expect(wrong).toHaveAttribute("aria-pressed", "true");
  await page.keyboard.press("Home");

  const statistics = await command(page, en.commands.statistics);
  await expect(statistics.getByText(words.summary(1, 1, 1))).toBeVisible();
  await expectAccessible(page);
  const byKind = statistics.getByRole("figure", { name: words.titles.kind });
  await byKind.getByRole("button", { name: en.kinds.answer }).press("Enter");
  const csv = await saved(page, byKind.getByRole("button", { name: new RegExp(`^${words.saveCsv}`) }));
  expect(await readFile(csv, "utf8")).toBe("Kind of step,Failures,Of,Share\r\nAnswer,1,1,1\r\n");
  const png = await saved(page, byKind.getByRole("button", { name: new RegExp(`^${words.savePng}`) }));
  expect((await readFile(png)).subarray(1, 4).toString()).toBe("PNG");
  await byKind.getByRole("list").getByRole("button").first().press("Enter");
  await expect(statistics).toBeHidden();
  await app.expectAt(await app.lineLength(), await app.lineLength());

  // Over all that is kept it is the same trace.
  const all = await command(page, en.commands.statistics);
  await all.getByRole("radio", { name: words.scopes.kept }).check();
  await expect(all.getByText(words.summary(1, 1, 1))).toBeVisible();
});

test("a tag is renamed for the whole team, and what was judged by it follows", async ({ app, page, browser }) => {
  await app.open();
  const [first] = OWN_TAXONOMY.tags;
  await page.keyboard.press("End");
  await page.keyboard.press("f");
  await page.keyboard.type(first?.name ?? "");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Escape");
  const tags = app.step.getByRole("list", { name: en.step.tags });
  await expect(tags).toContainText(first?.name ?? "");

  const dialog = await command(page, en.commands.taxonomy);
  await expectAccessible(page);
  await dialog.getByRole("button", { name: words.tag.edit(first?.name ?? "") }).click();
  await dialog.getByLabel(words.tag.name, { exact: true }).fill("Misseen");
  await dialog.getByLabel(words.tag.name, { exact: true }).press("Enter");
  // A key that another tag has is refused with a reason, and changes nothing.
  const key = dialog.getByLabel(words.tag.key, { exact: true });
  await key.fill("loop");
  await key.press("Enter");
  await expect(dialog.getByRole("alert")).toHaveText(words.refusals["same-key-twice"]("loop"));
  await key.fill("misseen");
  await key.press("Enter");
  await expect(dialog.getByText(/^1 judgement: .*\(perception\) → Misseen \(misseen\)$/)).toBeVisible();
  await expectAccessible(page);
  // A draft outlives a reload, and nothing is called by it yet.
  await page.reload();
  await expect(app.frames.first()).toBeVisible();
  await page.keyboard.press("End");
  await expect(tags).toContainText(first?.name ?? "");
  const draft = await command(page, en.commands.taxonomy);
  await draft.getByRole("button", { name: words.use }).click();
  await expect(draft.getByText(words.hand(OWN_TAXONOMY.title, 2))).toBeVisible();
  const path = await saved(page, draft.getByRole("button", { name: words.export }));
  // The first Escape is the notice's.
  await draft.getByRole("button", { name: en.app.close }).click();
  await expect(tags).toContainText("Misseen");

  const context = await browser.newContext();
  const other = new App(await context.newPage());
  await other.open();
  const offered = await command(other.page, en.commands.taxonomy);
  await give(other.page, offered.getByRole("button", { name: words.import }), [fileOf("bad.json", { tags: [] })]);
  await expect(offered.getByRole("alert")).toHaveText(words.refusals["not-a-taxonomy"]("format"));
  await give(other.page, offered.getByRole("button", { name: words.import }), [path]);
  await expect(offered.getByText(words.relations.newer)).toBeVisible();
  await expect(offered.getByText("Perception (perception) → Misseen (misseen)")).toBeVisible();
  await offered.getByRole("button", { name: words.take1 }).click();
  await offered.getByRole("button", { name: en.app.close }).click();
  await other.page.keyboard.press("f");
  await expect(other.page.getByRole("option", { name: /^Misseen/ })).toBeVisible();
  await context.close();
});
