// The graphics process goes away in the middle. On WASM there is nothing to lose; what a model on it loses is told of in
// webgpu.spec.ts.
import { en, expect, test } from "./fixtures/app";

test("survives a crash of the GPU process, and says the same again after it", async ({ app, page, browser }) => {
  await app.open();
  await app.openGym("find", 12);
  await app.run();
  const before = await app.lineLength();
  const devtools = await browser.newBrowserCDPSession();
  await devtools.send("Browser.crashGpuProcess" as "Browser.getVersion");
  await expect(app.frames).toHaveCount(before);
  await app.frames.first().click();
  await page.keyboard.press("Control+Enter");
  // At temperature 0 a second run is no second branch.
  await expect(page.getByText(en.news.sameAgain).first()).toBeVisible();
  await expect(app.frames).toHaveCount(before);
  await expect(app.frames.last()).toContainText(en.kinds.answer);
});
