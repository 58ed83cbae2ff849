// Nothing leaves the machine: all of the main job, with every other host out of reach.
import { en, expect, test } from "./fixtures/app";

test("runs without a network", async ({ app, page, context }) => {
  const abroad: string[] = [];
  await context.route(
    (url) => url.hostname !== "localhost" && url.protocol.startsWith("http"),
    (route) => {
      abroad.push(route.request().url());
      return route.abort("internetdisconnected");
    },
  );
  await app.open();
  await app.openGym("find", 4);
  await app.run();
  await expect(page.getByText(en.run.outcome.answered)).toBeVisible();
  expect(abroad).toEqual([]);
});

test("says so when the Hub cannot be reached, and leaves the trace as it is", async ({ app, page, context }) => {
  await context.route(
    (url) => url.hostname !== "localhost",
    (route) => route.abort("internetdisconnected"),
  );
  await app.open();
  const dialog = await app.modelDialog();
  await dialog.getByPlaceholder(en.model.hubPlaceholder).fill("HuggingFaceTB/SmolVLM-256M-Instruct");
  await dialog.getByRole("button", { name: en.model.hubUse, exact: true }).click();
  await dialog.getByRole("button", { name: /^Load/ }).first().click();
  await expect(page.getByText(en.failures.unreachable ?? "")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(app.strip).toContainText(/1\/\d+/);
});
