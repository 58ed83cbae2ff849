// Journey 2: choose a problem, press Run, watch the model look and answer.
import type { Page } from "@playwright/test";
import { en, expect, test } from "./fixtures/app";
import { RED_SQUARE_PNG } from "./fixtures/files";

test("runs the built-in model on a gym problem", async ({ app, page }) => {
  await app.open();
  await app.openGym("find", 12);
  await app.run();
  await expect(page.getByText(en.run.outcome.answered)).toBeVisible();
  // It thought, acted, was shown the crop, and answered.
  await expect(app.framesOf(en.actions.zoom)).not.toHaveCount(0);
  await expect(app.framesOf(en.kinds.observation)).not.toHaveCount(0);
  await expect(app.frames.last()).toContainText(en.kinds.answer);
  await expect(app.marks.filter({ hasText: en.authors.model })).not.toHaveCount(0);
  // What it cost is told.
  await app.stepTab("tokens");
  await expect(app.step.getByTestId("speed")).toHaveText(/[\d.,]+ tokens\/s/);
  await expect(app.step.getByTestId("first-token")).toHaveText(/[\d.]+ m?s/);
  const { reused, all } = await app.reuse();
  expect(reused).toBeGreaterThan(0);
  expect(reused).toBeLessThan(all);
});

test("shows how loading goes, and loading can be cancelled", async ({ app, page }) => {
  await app.open();
  // Held back until it is cancelled, so that there is something to cancel.
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route("**/decoder_model_merged.onnx", async (route) => {
    await held;
    await route.continue().catch(() => undefined);
  });
  await page.keyboard.press("Control+Enter");
  await expect(page.getByRole("progressbar")).toBeVisible();
  await page.getByRole("button", { name: en.model.cancel }).click();
  await expect(page.getByRole("progressbar")).toBeHidden();
  release();
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await app.run();
  await expect(page.getByText(en.run.outcome.answered)).toBeVisible();
});

/** Presses Stop at the first words of a run, from inside the page: a hand on the other side of a wire would be too slow. */
const stopAtFirstWords = (page: Page): Promise<void> =>
  page.evaluate((stop) => {
    const observer = new MutationObserver(() => {
      if (!document.querySelector("[data-testid=draft] .step-words")) return;
      observer.disconnect();
      [...document.querySelectorAll("button")].find(({ textContent }) => textContent === stop)?.click();
    });
    observer.observe(document.body, { childList: true, subtree: true, characterData: true });
  }, en.bar.stop);

test("stops at any token and keeps what was said", async ({ app, page }) => {
  await app.open();
  await app.openGym("count", 4);
  const stopped = page.getByText(en.run.outcome.stopped);
  // A page that was held back may paint nothing before the whole run is over; then that run is taken back.
  for (let tries = 0; tries < 5; tries++) {
    await stopAtFirstWords(page);
    await app.run();
    if (await stopped.first().isVisible()) break;
    await page.keyboard.press("Control+z");
    await expect(app.frames).toHaveCount(1);
  }
  expect(await stopped.count()).toBeGreaterThan(0);
  await expect(app.framesOf(en.kinds.answer)).toHaveCount(0);
});

test("takes a picture and a question of one's own, and says what the built-in model is worth there", async ({
  app,
  page,
}) => {
  await app.open();
  await app.ask(RED_SQUARE_PNG, "How many red squares are there?");
  await app.expectAt(1, 1);
  await expect(app.step).toContainText("How many red squares are there?");
  await app.run();
  await expect(app.frames).not.toHaveCount(1);
  await expect(page.getByText(en.banners.gymOnly("").trim())).toBeVisible();
  await expect(page.getByRole("button", { name: en.banners.otherModel })).toBeVisible();
});

test("takes a picture that is pasted or dropped", async ({ app, page }) => {
  await app.open();
  for (const kind of ["paste", "drop"] as const) {
    await page.evaluate(
      ([kind, bytes]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(bytes)], "given.png", { type: "image/png" }));
        const options = { bubbles: true, cancelable: true };
        const event =
          kind === "paste"
            ? new ClipboardEvent("paste", { ...options, clipboardData: transfer })
            : new DragEvent("drop", { ...options, dataTransfer: transfer });
        (document.activeElement ?? document.body).dispatchEvent(event);
      },
      [kind, [...RED_SQUARE_PNG.buffer]] as const,
    );
    const dialog = page.getByRole("dialog", { name: en.problem.title });
    await expect(dialog.getByText(en.problem.chosen("given.png"))).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(dialog).toBeHidden();
  }
});

test("the veil that a file brings goes with the drop, on the dialog's own place for it, too", async ({ app, page }) => {
  await app.open();
  const dialog = await app.problemDialog();
  const drag = (kind: "dragover" | "drop"): Promise<void> =>
    dialog.getByRole("button", { name: en.problem.dropOrPaste }).evaluate(
      (button, [kind, bytes]) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(bytes)], "given.png", { type: "image/png" }));
        button.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer: transfer }));
      },
      [kind, [...RED_SQUARE_PNG.buffer]] as const,
    );
  await drag("dragover");
  await expect(page.getByText(en.app.dropHere)).toBeVisible();
  await drag("drop");
  await expect(dialog.getByText(en.problem.chosen("given.png"))).toBeVisible();
  await expect(page.getByText(en.app.dropHere)).toBeHidden();
});

test("runs a model from a folder on this disk", async ({ app, page }) => {
  await app.open();
  await app.openGym("find", 4);
  const dialog = await app.modelDialog();
  const chooser = page.waitForEvent("filechooser");
  await dialog.getByRole("button", { name: en.model.folderPick }).click();
  await (await chooser).setFiles("public/models/gym");
  await dialog.getByRole("button", { name: /^Load/ }).first().click();
  // Its weights are read from the disk while the networks are opened, which those that the page brings are not.
  await expect(app.bar.getByRole("button", { name: /^Model: gym, on WASM/ })).toBeVisible();
  await app.run();
  await expect(app.frames).not.toHaveCount(1);
});
