// Journey 3: go through a run step by step.
import { en, expect, test } from "./fixtures/app";

test.beforeEach(async ({ app }) => {
  await app.open();
});

test("steps with the keys, the buttons and the strip", async ({ app, page }) => {
  const total = await app.lineLength();
  await page.keyboard.press("ArrowRight");
  await app.expectAt(2, total);
  await app.strip.getByRole("button", { name: en.strip.next }).click();
  await app.expectAt(3, total);
  await page.keyboard.press("ArrowLeft");
  await app.expectAt(2, total);
  await page.keyboard.press("End");
  await app.expectAt(total, total);
  await app.frames.first().click();
  await app.expectAt(1, total);
});

test("scrubs", async ({ app, page }) => {
  const total = await app.lineLength();
  const slider = app.strip.getByRole("slider", { name: en.strip.scrub });
  await slider.focus();
  await page.keyboard.press("End");
  await app.expectAt(total, total);
  await page.keyboard.press("Home");
  await app.expectAt(1, total);
});

test("plays to the end, faster when asked, and in a loop", async ({ app, page }) => {
  const total = await app.lineLength();
  // Slowly at first, so that there is time to see it play.
  await page.keyboard.press("Space");
  await expect(app.strip.getByRole("button", { name: en.strip.pause })).toBeVisible();
  for (let i = 0; i < 2; i++) await page.keyboard.press(">");
  await expect(app.strip).toContainText("4×");
  await app.expectAt(total, total);
  await expect(app.strip.getByRole("button", { name: en.strip.play, exact: true })).toBeVisible();
  await app.strip.getByRole("button", { name: en.strip.loop }).click();
  // With the focus on a button Space would press that.
  await app.strip.getByRole("button", { name: en.strip.play, exact: true }).click();
  // Again from the beginning, to the end, and on from there without being asked.
  const place = app.position;
  await expect(place).not.toHaveText(en.strip.position(total, total));
  await app.expectAt(total, total);
  await expect(place).not.toHaveText(en.strip.position(total, total));
  await expect(app.strip.getByRole("button", { name: en.strip.pause })).toBeVisible();
});

test("takes the camera into a crop and back", async ({ app, page }) => {
  const whole = await app.restingCamera();
  await app.goTo(en.kinds.observation);
  const scale = async () => (await app.restingCamera()).scale;
  await expect.poll(scale).toBeGreaterThan(whole.scale * 1.5);
  await page.keyboard.press("End");
  await expect.poll(scale).toBeCloseTo(whole.scale, 1);
});

test("hides, locks and shows layers alone", async ({ app, page }) => {
  await app.goTo(en.actions.zoom);
  await page.getByRole("button", { name: en.picture.layers }).click();
  const hide = page.getByRole("button", { name: en.layers.hide(en.layers.model) });
  await hide.click();
  await expect(page.getByRole("button", { name: en.layers.show(en.layers.model) })).toBeVisible();
  await page.getByRole("button", { name: en.layers.show(en.layers.model) }).click();
  await page.getByRole("button", { name: en.layers.lock(en.layers.model) }).click();
  await expect(page.getByRole("button", { name: en.layers.unlock(en.layers.model) })).toBeVisible();
  await page.getByRole("button", { name: en.layers.solo(en.layers.model) }).click();
  await expect(page.getByRole("button", { name: en.layers.unsolo }).first()).toBeVisible();
});

test("jumps instead of flying where less motion is asked for", async ({ app, page }) => {
  await page.emulateMedia({ reducedMotion: "reduce" });
  const cameras: string[] = [];
  await page.exposeFunction("sawCamera", (camera: string) => cameras.push(camera));
  await page.evaluate(() => {
    const stage = document.querySelector<HTMLElement>("[data-stage]");
    const report = Reflect.get(window, "sawCamera") as (camera: string) => void;
    if (stage)
      new MutationObserver(() => report(stage.dataset.camera ?? "")).observe(stage, {
        attributeFilter: ["data-camera"],
      });
  });
  await app.goTo(en.kinds.observation);
  await app.restingCamera();
  expect(new Set(cameras).size).toBe(1);
});
