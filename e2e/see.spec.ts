// Journey 8: what the model sees, and what it said to the letter.
import { en, expect, test } from "./fixtures/app";

test("shows the raw words and the tokens of a recorded step, without a model", async ({ app }) => {
  await app.open();
  await app.goTo(en.actions.zoom);
  await app.step.getByRole("tab", { name: en.step.tabs.raw }).click();
  await expect(app.step).toContainText("<act>zoom");
  await app.step.getByRole("tab", { name: en.step.tabs.tokens }).click();
  const tokens = app.step.getByRole("button", { name: /%/ });
  await expect(tokens.first()).toBeVisible();
  await tokens.first().click();
  await expect(app.step).toContainText(en.step.alternatives);
  await app.step.getByRole("tab", { name: en.step.tabs.prompt }).click();
  await expect(app.step).toContainText(en.step.promptNeedsModel);
});

test("shows the prompt as sent, and the pixels that the encoder gets, once the model is loaded", async ({
  app,
  page,
}) => {
  await app.open();
  await app.openGym("find", 12);
  await app.run();
  await app.step.getByRole("tab", { name: en.step.tabs.prompt }).click();
  await expect(app.step).toContainText("<|im_start|>");
  await expect(app.step).toContainText(/Find|Which|What/);
  await page.keyboard.down("x");
  await expect(page.getByText(en.eye.title)).toBeVisible();
  await expect(page.getByText(en.eye.facts(1, 16))).toBeVisible();
  await page.keyboard.up("x");
  await expect(page.getByText(en.eye.facts(1, 16))).toBeHidden();
});
