// What other systems wrote down opens as a trace, is drawn where it looked, and says what was missing.
import { strToU8, zipSync } from "fflate";
import { parquetWriteBuffer } from "hyparquet-writer";
import { logs } from "../src/app/words/logs/en";
import { type App, en, expect, test } from "./fixtures/app";
import { RED_SQUARE_PNG } from "./fixtures/files";

const CALL = { name: "image_zoom_in_tool", arguments: { bbox_2d: [250, 250, 750, 750], label: "square", img_idx: 0 } };

/** One run as Qwen's agent framework writes it: coordinates in thousandths of the picture. */
const run = (question: string) => ({
  messages: [
    { role: "user", content: [{ image: "square.png" }, { text: question }] },
    { role: "assistant", content: `Closer.\n<tool_call>\n${JSON.stringify(CALL)}\n</tool_call>` },
    { role: "user", content: [{ text: "<tool_response>\n<image>\n</tool_response>" }] },
    { role: "assistant", content: "It is red." },
  ],
});

const jsonFile = (name: string, text: string) => ({ name, mimeType: "application/json", buffer: Buffer.from(text) });

async function choose(app: App, files: readonly { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
  const chooser = app.page.waitForEvent("filechooser");
  await app.page.keyboard.press("Control+o");
  await (await chooser).setFiles([...files]);
}

test.beforeEach(async ({ app }) => {
  await app.open();
});

test("opens a log with its picture and draws the look where the system looked", async ({ app, page }) => {
  await choose(app, [jsonFile("run.json", JSON.stringify(run("What colour is it?"))), RED_SQUARE_PNG]);
  await expect(page.getByText(/Opened from a log of Qwen3-VL/)).toBeVisible();
  await expect(app.step).toContainText("What colour is it?");
  // Half of a square of 64 pixels, from a quarter on: thousandths were read as thousandths.
  await page.keyboard.press("End");
  await expect(page.getByRole("button", { name: /32 by 32 at 16, 16/ })).toHaveCount(1);
  // What was said in the log was said by that system, and not "by file".
  await expect(app.step).toContainText(en.step.by("Qwen3-VL"));
});

test("asks for a picture that did not come with the log, and takes it", async ({ app, page }) => {
  await choose(app, [jsonFile("run.json", JSON.stringify(run("What colour is it?")))]);
  await expect(page.getByText(logs.missing(1, "square.png"))).toBeVisible();
  const chooser = page.waitForEvent("filechooser");
  await page.getByRole("button", { name: logs.choosePictures }).click();
  await (await chooser).setFiles(RED_SQUARE_PNG);
  await expect(page.getByText(logs.missing(1, "square.png"))).toBeHidden();
});

test("lists the runs of a log and opens the one that was looked for", async ({ app, page }) => {
  const lines = ["How many?", "Where is it?", "What colour is it?"].map((question) => JSON.stringify(run(question)));
  await choose(app, [jsonFile("runs.jsonl", lines.join("\n")), RED_SQUARE_PNG]);
  const { runs } = app;
  await runs.getByRole("searchbox").fill("where");
  await expect(runs.getByText(logs.found(1, 3))).toBeVisible();
  await runs.getByRole("option", { name: /Where is it/ }).click();
  await expect(app.step).toContainText("Where is it?");
  // The list is still there, as it was left, also once the branches were looked at.
  await page.getByRole("tab", { name: en.tree.title }).click();
  await expect(runs).toBeHidden();
  await page.getByRole("button", { name: logs.chooseAnother }).click();
  await expect(runs.getByRole("searchbox")).toHaveValue("where");
  await expect(runs.getByText(logs.found(1, 3))).toBeVisible();
  await runs.getByRole("searchbox").fill("colour");
  await runs.getByRole("option", { name: /What colour/ }).click();
  await expect(app.step).toContainText("What colour is it?");
});

test("says so where a file is neither a trace nor a log, and leaves what is open", async ({ app, page }) => {
  const before = await app.lineLength();
  await choose(app, [jsonFile("odd.json", '{"weather":"fine"}')]);
  await expect(page.getByRole("alert")).toBeVisible();
  await expect(app.frames).toHaveCount(before);
});

test("opens notebooks, tables and zips with their pictures", async ({ app, page }) => {
  const words = "<think>Look at it.</think>\n<answer>red</answer>\n";
  const png = RED_SQUARE_PNG.buffer.toString("base64");
  const outputs = [
    { output_type: "display_data", data: { "image/png": png } },
    { output_type: "stream", name: "stdout", text: [words] },
  ];
  const notebook = JSON.stringify({ nbformat: 4, cells: [{ cell_type: "code", source: [], outputs }] });
  await choose(app, [jsonFile("run.ipynb", notebook)]);
  await expect(page.getByText(/Opened from a log of .*: 3 steps/)).toBeVisible();
  await expect(page.getByRole("button", { name: logs.choosePictures })).toBeHidden();

  const table = parquetWriteBuffer({
    columnData: [
      { name: "question", data: ["First?", "Second?"], type: "STRING" },
      { name: "response", data: [words, words], type: "STRING" },
      { name: "image", data: [RED_SQUARE_PNG.buffer, RED_SQUARE_PNG.buffer], type: "BYTE_ARRAY" },
    ],
  });
  await choose(app, [{ name: "runs.parquet", mimeType: "", buffer: Buffer.from(table) }]);
  await app.runs.getByRole("option", { name: /Second/ }).click();
  await expect(app.step).toContainText("Second?");
  await expect(page.getByRole("button", { name: logs.choosePictures })).toBeHidden();

  const zip = zipSync({
    "runs/log.json": strToU8(JSON.stringify(run("What is in the zip?"))),
    "pictures/SQUARE.png": new Uint8Array(RED_SQUARE_PNG.buffer),
  });
  await choose(app, [{ name: "all.zip", mimeType: "application/zip", buffer: Buffer.from(zip) }]);
  await expect(app.step).toContainText("What is in the zip?");
  await page.keyboard.press("End");
  await expect(page.getByRole("button", { name: /32 by 32 at 16, 16/ })).toHaveCount(1);
});
