// The page for people who cannot see it, or not well: no serious finding by axe, in any of its faces.
import type { Locator, Page } from "@playwright/test";
import { BREAKPOINT_WORDS } from "../src/app/words/breakpoints";
import { GYM_WORDS } from "../src/app/words/gym";
import { LOG_WORDS } from "../src/app/words/logs";
import { RERUN_WORDS } from "../src/app/words/rerun";
import { REVIEW_WORDS } from "../src/app/words/review";
import { SEARCH_WORDS } from "../src/app/words/search";
import { zh } from "../src/app/words/zh";
import { GYM_MODEL } from "../src/catalog";
import { type App, en, expect, test } from "./fixtures/app";
import { axeOn, graveFindingsOf } from "./fixtures/axe";
import { RED_SQUARE_PNG, type TestFile } from "./fixtures/files";

/** The rules about colours that bind at level AA; they take axe the longest. */
const COLOURS = ["color-contrast", "link-in-text-block"];

/** Ends with the changes of colour that a page has begun. */
const restingColours = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const changes = document.getAnimations().filter((animation) => animation instanceof CSSTransition);
    await Promise.allSettled(changes.map(({ finished }) => finished));
  });

/** Every rule in English; in the dark only those about colours, and in Chinese only the others, which words can break. */
const LANGUAGES = [
  {
    language: "en",
    name: "English, light and dark",
    locale: "en-GB",
    async expectNothingGrave({ page }: App) {
      expect(await graveFindingsOf(axeOn(page))).toEqual([]);
      await page.emulateMedia({ colorScheme: "dark" });
      await restingColours(page);
      expect(await graveFindingsOf(axeOn(page).withRules(COLOURS))).toEqual([]);
      await page.emulateMedia({ colorScheme: "light" });
      await restingColours(page);
    },
  },
  {
    language: "zh",
    name: "Chinese",
    locale: "zh-CN",
    async expectNothingGrave({ page }: App) {
      expect(await graveFindingsOf(axeOn(page).disableRules(COLOURS))).toEqual([]);
    },
  },
] as const;

/** One run as Qwen's agent framework writes it, with a field that nobody reads. */
const run = (left: number, answer: string) => ({
  messages: [
    { role: "user", content: [{ image: "square.png" }, { text: "What does the sign say?" }] },
    {
      role: "assistant",
      content: `Closer.\n<tool_call>\n${JSON.stringify({ name: "image_zoom_in_tool", arguments: { bbox_2d: [left, 150, 420, 480], label: "sign", img_idx: 0 } })}\n</tool_call>`,
    },
    { role: "user", content: [{ text: "<tool_response>\n<image>\n</tool_response>" }] },
    { role: "assistant", content: `<think>Now I see.</think><answer>${answer}</answer>` },
  ],
  solution: "STOP",
  critique: "Enough.",
});

const UNKNOWN = { data: { task: "Count.", turns: [{ who: "agent", text: "<answer>2</answer>" }] } };

const jsonLines = (name: string, values: readonly object[]): TestFile => ({
  name,
  mimeType: "application/json",
  buffer: Buffer.from(values.map((value) => JSON.stringify(value)).join("\n")),
});

async function give(page: Page, files: readonly TestFile[]): Promise<void> {
  const chooser = page.waitForEvent("filechooser");
  await page.keyboard.press("Control+o");
  await (await chooser).setFiles([...files]);
}

for (const { language, name, locale, expectNothingGrave } of LANGUAGES) {
  test.describe(name, () => {
    test.use({ locale });
    const expectAccessible = async (app: App): Promise<void> => {
      await app.restingCamera();
      await expectNothingGrave(app);
    };
    const words = language === "zh" ? zh : en;
    const reviewWords = REVIEW_WORDS[language];
    const logWords = LOG_WORDS[language];

    test("axe finds nothing serious", async ({ app, page }) => {
      await app.open();
      await page.keyboard.press("ArrowRight");
      await expectAccessible(app);
      for (const key of ["Control+p", "g", "Control+,", "Control+k", "?", "Shift+v"]) {
        await page.keyboard.press(key);
        await expect(page.getByRole("dialog")).toBeVisible();
        await expectAccessible(app);
        await page.keyboard.press("Escape");
        await expect(page.getByRole("dialog")).toBeHidden();
      }
    });

    test("axe finds nothing serious where a step is judged", async ({ app, page }) => {
      await app.open();
      for (const key of ["End", "2", "e", "f"]) await page.keyboard.press(key);
      await expect(page.getByRole("combobox", { name: words.step.findTag })).toBeFocused();
      await expectAccessible(app);
      await page.keyboard.press("Enter");
      await page.keyboard.press("Escape");
      await expect(page.getByRole("list", { name: words.step.tags })).toBeVisible();
      await expectAccessible(app);
    });

    test("axe finds nothing serious where what was judged is reviewed", async ({ app, page }) => {
      await app.open();
      for (const key of ["End", "2"]) await page.keyboard.press(key);
      for (const command of ["raters", "statistics", "taxonomy"] as const) {
        await page.keyboard.press("Control+k");
        await expect(page.getByRole("combobox", { name: words.palette.placeholder })).toBeFocused();
        await page.keyboard.type(words.commands[command]);
        await page.keyboard.press("Enter");
        await expect(page.getByRole("dialog", { name: reviewWords.title })).toBeVisible();
        await expect(page.getByRole("tab", { name: reviewWords.tabs[command] })).toHaveAttribute(
          "aria-selected",
          "true",
        );
        await expectAccessible(app);
        await page.keyboard.press("Escape");
      }
    });

    test("axe finds nothing serious where a log is read", async ({ app, page }) => {
      const dialog = (title: string): Locator => page.getByRole("dialog", { name: title });
      await app.open();
      await give(page, [jsonLines("runs.jsonl", [run(100, "STOP"), run(200, "SLOW")]), RED_SQUARE_PNG]);
      const runs = page.getByRole("region", { name: logWords.title, exact: true });
      await expect(runs.getByRole("listbox", { name: logWords.list }).getByRole("option")).toHaveCount(2);
      await runs.getByText(logWords.filters).click();
      await expectAccessible(app);
      await runs.getByRole("button", { name: logWords.runsOfQuestion(2) }).click();
      await expect(dialog(logWords.rollouts.title).getByRole("img")).toBeVisible();
      await expectAccessible(app);
      await dialog(logWords.rollouts.title).getByRole("button", { name: logWords.backToList }).click();
      await runs.getByRole("button", { name: logWords.reportOfRun }).click();
      await expect(dialog(logWords.reportTitle).locator("mark")).toBeVisible();
      await expectAccessible(app);
      await dialog(logWords.reportTitle).getByRole("button", { name: logWords.trial.title }).click();
      await expect(dialog(logWords.reportTitle).getByRole("table")).toBeVisible();
      await expectAccessible(app);
    });

    test("axe finds nothing serious where the model is put to work", async ({ app, page }) => {
      const [gym, search] = [GYM_WORDS[language], SEARCH_WORDS[language]];
      await app.open();
      await page.keyboard.press("Shift+b");
      await expect(page.getByRole("region", { name: BREAKPOINT_WORDS[language].title })).toBeVisible();
      await expectAccessible(app);
      await page.keyboard.press("Shift+b");

      await page.keyboard.press("Shift+f");
      const panel = page.getByRole("region", { name: search.title });
      await panel.getByLabel(search.options.n).fill("2");
      await panel.getByRole("button", { name: search.start }).press("Enter");
      await expect(panel.getByRole("status")).toHaveText(search.states.found);
      await panel.getByRole("treeitem").last().click();
      await expectAccessible(app);
      await page.keyboard.press("Shift+f");

      await page.keyboard.press("g");
      const dialog = page.getByRole("dialog", { name: gym.title });
      await dialog.getByLabel(gym.problems).fill("3");
      await dialog.getByRole("radio", { name: gym.levelsOf.this }).check();
      await dialog.getByRole("button", { name: gym.start }).click();
      await expect(dialog.getByRole("progressbar")).toBeVisible();
      await expectAccessible(app);
      await expect(dialog.getByRole("status").filter({ hasText: gym.progress(6, 6) })).toBeVisible();
      await expectAccessible(app);
    });

    test("axe finds nothing serious where runs of a log were run again", async ({ app, page }) => {
      const rerun = RERUN_WORDS[language];
      await app.open();
      await give(page, [jsonLines("runs.jsonl", [run(100, "STOP"), run(200, "SLOW")]), RED_SQUARE_PNG]);
      const runs = page.getByRole("region", { name: logWords.title, exact: true });
      await expect(runs.getByRole("listbox", { name: logWords.list }).getByRole("option")).toHaveCount(2);
      await page.keyboard.press("ArrowDown");
      await page.getByRole("listbox", { name: logWords.list }).press("Space");
      await runs.getByRole("button", { name: rerun.start(1, GYM_MODEL.name) }).click();
      const results = page.getByRole("region", { name: rerun.title });
      await expect(results.getByRole("status")).toContainText(rerun.progress(1, 1));
      // Which of the runs of one question it is.
      await expect(results.getByRole("listitem")).toContainText(logWords.placeIn("line 2"));
      await expectAccessible(app);
    });

    test("axe finds nothing serious where the fields of a log are said", async ({ app, page }) => {
      await app.open();
      await give(page, [jsonLines("odd.jsonl", [UNKNOWN, UNKNOWN])]);
      await page.getByRole("button", { name: words.banners.mapFields }).click();
      const mapping = page.getByRole("dialog", { name: logWords.mapping.title });
      await mapping.getByLabel(logWords.mapping.roleOf("data.turns[].text"), { exact: true }).selectOption("words");
      await expect(mapping.getByRole("listitem")).toHaveCount(2);
      await expectAccessible(app);
    });
  });
}

test("can be used with the keyboard alone", async ({ app, page }) => {
  await app.open();
  // A hint comes to who points and to who tabs, describes its control, and is sent away by Escape.
  const hint = page.getByRole("tooltip");
  const keys = page.getByRole("button", { name: en.commands.keys });
  await keys.hover();
  await expect(hint).toContainText(en.commands.keys);
  await page.keyboard.press("Escape");
  await expect(hint).toBeHidden();
  await page.getByRole("button", { name: en.commands.palette }).focus();
  await page.keyboard.press("Tab");
  await expect(keys).toHaveAccessibleDescription(/^Show keys/);
  await page.reload();
  await page.keyboard.press("Tab");
  await expect(page.getByText(en.app.skip)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(app.stage).toBeFocused();
});
