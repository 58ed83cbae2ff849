// A model asked to speak like another system: the prompt is that system's, and what it cannot read is kept.
import type { Locator } from "@playwright/test";
import { type App, en, expect, test } from "./fixtures/app";

async function speakLike(app: App, name: string): Promise<void> {
  const dialog = await app.modelDialog();
  await dialog.getByRole("combobox", { name: en.dialect.title }).selectOption({ label: name });
  await expect(dialog.getByText(en.dialect.untaught)).toBeVisible();
}

test("runs the built-in model in another system's words, and keeps what is none of them", async ({ app, page }) => {
  await app.open();
  await app.openGym("find", 12);
  await speakLike(app, "Mini-o3");
  const dialog = page.getByRole("dialog", { name: en.model.title });
  await expect(dialog).toContainText(en.dialect.facts.answer("<answer>…</answer>"));
  await page.keyboard.press("Escape");
  await expect(app.bar.getByRole("button", { name: new RegExp(en.dialect.as("Mini-o3")) })).toBeVisible();

  await app.run();
  // A model that never learned these words seldom ends in them: however it ended, the page says how.
  const { outcome } = en.run;
  const ends = [
    outcome.answered,
    outcome["turn-limit"],
    outcome["token-limit"],
    outcome["context-full"],
    en.dialect.silent("Mini-o3", "<answer>…</answer>"),
  ];
  const [first, ...others] = ends.map((words) => page.getByText(words));
  await expect(others.reduce((any, one) => any.or(one), first as Locator).first()).toBeVisible();
  // Whatever was said is kept, word for word, and where it was no answer the page says so.
  await app.step.getByRole("tab", { name: en.step.tabs.raw }).click();
  await expect(app.step.locator("pre")).not.toBeEmpty();
  // The prompt as it was sent is the system's.
  await page.keyboard.press("Home");
  await app.step.getByRole("tab", { name: en.step.tabs.prompt }).click();
  await expect(app.step).toContainText("original_image");
  await expect(app.step).toContainText("<grounding>");
});

test("keeps what a person tells the model, for that dialect, until it is reset", async ({ app, page }) => {
  await app.open();
  await speakLike(app, "Mini-o3");
  const dialog = page.getByRole("dialog", { name: en.model.title });
  await dialog.getByText(en.dialect.prompt).first().click();
  const prompt = dialog.getByRole("textbox", { name: en.dialect.prompt });
  await expect(prompt).toHaveValue(/<grounding>/);
  await prompt.fill("Say only where you look.");
  await dialog.getByRole("combobox", { name: en.dialect.title }).selectOption({ label: "ViLaSR" });
  await expect(prompt).toHaveValue(/Object Mapper/);
  await dialog.getByRole("combobox", { name: en.dialect.title }).selectOption({ label: "Mini-o3" });
  await expect(prompt).toHaveValue("Say only where you look.");
  await dialog.getByRole("button", { name: en.dialect.reset }).click();
  await expect(prompt).toHaveValue(/<grounding>/);

  // However long the name of a dialect is, and however narrow the window, the bar holds all of its buttons.
  const choice = dialog.getByRole("combobox", { name: en.dialect.title });
  const names = await choice.getByRole("option").allTextContents();
  await choice.selectOption({ label: names.reduce((long, name) => (name.length > long.length ? name : long)) });
  await page.keyboard.press("Escape");
  for (const width of [1440, 1181, 900, 721]) {
    await page.setViewportSize({ width, height: 800 });
    const beyond = await app.bar.evaluate((bar) => bar.scrollWidth - bar.clientWidth);
    expect([width, beyond]).toEqual([width, 0]);
  }
});
