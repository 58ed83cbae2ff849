// A model asked to speak like another system: the prompt is that system's, and what it cannot read is kept.
import { type App, en, expect, test } from "./fixtures/app";

async function speakLike(app: App, name: string): Promise<void> {
  const dialog = await app.modelDialog();
  await dialog.getByLabel(en.dialect.title, { exact: true }).selectOption({ label: name });
  await expect(dialog.getByText(en.dialect.untaught)).toBeVisible();
}

test("runs the built-in model in another system's words, and keeps what is none of them", async ({ app, page }) => {
  await app.open();
  await app.openGym("find", 12);
  await speakLike(app, "DeepEyes");
  const dialog = page.getByRole("dialog", { name: en.model.title });
  await expect(dialog).toContainText(en.dialect.facts.answer("<answer>…</answer>"));
  await page.keyboard.press("Escape");
  await expect(app.bar.getByRole("button", { name: new RegExp(en.dialect.as("DeepEyes")) })).toBeVisible();

  await app.run();
  // The prompt as it was sent is the system's.
  await page.keyboard.press("Home");
  await app.step.getByRole("tab", { name: en.step.tabs.prompt }).click();
  await expect(app.step).toContainText("image_zoom_in_tool");
  await expect(app.step).toContainText("<tool_call>");
  // Whatever was said is kept, and where it was no answer the page says so.
  await page.keyboard.press("End");
  await app.step.getByRole("tab", { name: en.step.tabs.raw }).click();
  await expect(app.step.locator("pre")).not.toBeEmpty();
});

test("keeps what a person tells the model, for that dialect, until it is reset", async ({ app, page }) => {
  await app.open();
  await speakLike(app, "Mini-o3");
  const dialog = page.getByRole("dialog", { name: en.model.title });
  await dialog.getByText(en.dialect.prompt).first().click();
  const prompt = dialog.getByLabel(en.dialect.prompt);
  await expect(prompt).toHaveValue(/<grounding>/);
  await prompt.fill("Say only where you look.");
  await dialog.getByLabel(en.dialect.title, { exact: true }).selectOption({ label: "ViLaSR" });
  await expect(prompt).toHaveValue(/Object Mapper/);
  await dialog.getByLabel(en.dialect.title, { exact: true }).selectOption({ label: "Mini-o3" });
  await expect(prompt).toHaveValue("Say only where you look.");
  await dialog.getByRole("button", { name: en.dialect.reset }).click();
  await expect(prompt).toHaveValue(/<grounding>/);
});
