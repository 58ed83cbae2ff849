// The graphics process goes away in the middle. On WASM there is nothing to lose; what a model on it loses is told of in
// webgpu.spec.ts.
import { en, expect, test } from "./fixtures/app";

test("survives a crash of the GPU process", async ({ app, browser }) => {
  await app.open();
  await app.openGym("find", 12);
  await app.run();
  const before = await app.frames.count();
  const devtools = await browser.newBrowserCDPSession();
  await devtools.send("Browser.crashGpuProcess" as "Browser.getVersion");
  await expect(app.frames).toHaveCount(before);
  await app.frames.first().click();
  await app.run();
  await expect(app.frames.last()).toContainText(en.kinds.answer);
});
