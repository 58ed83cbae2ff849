// The graphics device goes away in the middle: the trace is whole, and the run can be taken up again.
import { en, expect, test } from "./fixtures/app";

test("survives a crash of the GPU process @webgpu", async ({ app, page, browser }, { project }) => {
  await app.open();
  await app.openGym("find", 12);
  await app.run();
  const before = await app.frames.count();
  const devtools = await browser.newBrowserCDPSession();
  await devtools.send("Browser.crashGpuProcess" as "Browser.getVersion");
  // On WASM there is nothing to lose.
  if (project.name === "webgpu") await expect(page.getByText(en.model.lost)).toBeVisible();
  await expect(app.frames).toHaveCount(before);
  await app.frames.first().click();
  await app.run();
  await expect(app.frames.last()).toContainText(en.kinds.answer);
});
