// Journey 8: what the model sees, and what it said to the letter.
import { en, expect, test } from "./fixtures/app";

test("shows the raw words and the tokens of a recorded step, and copies them, without a model", async ({
  app,
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  const copied = async (button: string): Promise<string> => {
    await page.evaluate(() => navigator.clipboard.writeText(""));
    await app.step.getByRole("button", { name: button, exact: true }).click();
    await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).not.toBe("");
    return page.evaluate(() => navigator.clipboard.readText());
  };
  await app.open();
  await app.goTo(en.actions.zoom);
  await app.step.getByRole("tab", { name: en.step.tabs.raw }).click();
  await expect(app.step).toContainText("<act>zoom");
  expect(await copied(en.step.copy)).toMatch(/^<act>zoom.*<\/act>$/);
  await app.step.getByRole("tab", { name: en.step.tabs.tokens }).click();
  const tokens = app.step.getByRole("button", { name: /%/ });
  await expect(tokens.first()).toBeVisible();
  await tokens.first().click();
  await expect(app.step).toContainText(en.step.alternatives);
  await app.step.getByRole("tab", { name: en.step.tabs.prompt }).click();
  await expect(app.step).toContainText(en.step.promptNeedsModel);
  // What would be asked next, to be asked elsewhere.
  const { messages, curl, python } = en.step.requestForms;
  expect(JSON.parse(await copied(messages))).toContainEqual(expect.objectContaining({ role: "user" }));
  expect(await copied(curl)).toMatch(/^curl /);
  expect(await copied(python)).toContain("json.loads(");
});

test("shows the prompt as sent, and the pixels that the encoder gets, once the model is loaded", async ({
  app,
  page,
  context,
}) => {
  await context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await app.open();
  await app.openGym("find", 12);
  await app.run();
  await app.step.getByRole("tab", { name: en.step.tabs.prompt }).click();
  await expect(app.step).toContainText("<|im_start|>");
  await expect(app.step).toContainText(/Find|Which|What/);
  await app.step.getByRole("button", { name: en.step.copy, exact: true }).click();
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toContain("<|im_start|>");
  await page.keyboard.down("x");
  await expect(page.getByText(en.eye.title)).toBeVisible();
  await expect(page.getByText(en.eye.facts(1, 16))).toBeVisible();
  await page.keyboard.up("x");
  await expect(page.getByText(en.eye.facts(1, 16))).toBeHidden();
});
