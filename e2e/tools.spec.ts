// Journey: call tools by hand on a picture, and see what they found. The networks are the real ones, on WASM.
import { drawText, plain } from "../src/pixels";
import { encodePng } from "../src/raster";
import { en, expect, test } from "./fixtures/app";

/** A red board on grey, with a word on it. */
async function sign() {
  const pixels = plain({ width: 300, height: 200 }, [128, 132, 136]);
  for (let y = 60; y < 140; y++)
    for (let x = 40; x < 260; x++) pixels.data.set([190, 30, 30, 255], (y * pixels.width + x) * 4);
  drawText(pixels, "EXIT", { x: 70, y: 80 }, 7, [255, 255, 255]);
  return { name: "sign.png", mimeType: "image/png", buffer: Buffer.from(await encodePng(pixels)) };
}

test("reads the words on a picture, and shows them as marks", async ({ app, page }) => {
  await app.open();
  await app.ask(await sign(), "What does it say?");
  await page.getByRole("button", { name: en.picture.callTool }).click();
  await page.getByRole("menuitem", { name: en.commands["read-text"] }).click();
  await expect(page.getByTestId("found")).toContainText("EXIT");
  await expect(app.marks.filter({ hasText: "EXIT" })).toHaveCount(1);
  await expect(app.framesOf(en.commands["read-text"])).toHaveCount(1);
  await page.keyboard.press("Control+z");
  await expect(app.marks).toHaveCount(0);
});

test("looks for a colour, for another one that is typed, and says where no colour goes by a name", async ({
  app,
  page,
}) => {
  await app.open();
  await app.ask(await sign(), "Where is the board?");
  await page.getByRole("button", { name: en.picture.callTool }).click();
  await page.getByRole("menuitem", { name: en.commands["find-color"] }).click();
  await expect(app.marks.filter({ hasText: "220 by 80 at 40, 60" })).toHaveCount(1);
  await page.keyboard.press("ArrowLeft");
  const words = app.step.getByLabel(en.step.fields.words);
  await words.fill("sunny");
  await words.press("Enter");
  // The notice is told to screen readers beside.
  await expect(page.getByText(en.failures["no-such-color"] ?? "").first()).toBeVisible();
  await words.fill("white");
  await words.press("Enter");
  await expect(app.framesOf(en.commands["find-color"])).toHaveCount(1);
  await expect(app.marks.filter({ hasText: "white" })).not.toHaveCount(0);
});
