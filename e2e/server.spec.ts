// Journey: a model on a server. The server is a double that holds the page to the protocol; what it says is the
// reference's way to the answer, so that the answer is right where pictures and words went there and came back whole.
import type { Locator, Page } from "@playwright/test";
import { programs as programWords } from "../src/app/words/programs/en";
import { server as words } from "../src/app/words/server/en";
import { GYM_MODEL, gymProblem } from "../src/catalog";
import type { GymProblem } from "../src/gym";
import { type Double, type DoubleOptions, type Reply, type ServedRequest, startDouble } from "../src/remote/testing";
import { type App, en, expect, test } from "./fixtures/app";

const KEY = "sk-never-to-be-seen-again";
const MODEL = "org/served-vlm";

let server: Double;
test.afterEach(() => server.close());

const serve = async (reply: DoubleOptions["reply"], options: Partial<DoubleOptions> = {}): Promise<void> => {
  server = await startDouble({ flavour: "vllm", cors: true, models: [MODEL], reply, ...options });
};

/** The reference's turns, one for each time the model is asked. */
function referenceOf(problem: GymProblem): (request: ServedRequest) => Reply {
  const turns = problem.reference.flatMap((turn) => (turn.author === "model" ? [turn.text] : []));
  return ({ messages }) => {
    const turn = messages.filter(({ role }) => role === "assistant").length;
    const saying = { words: turns[turn] ?? "", bytesPerWrite: 33, comments: true, newline: "\r\n" } as const;
    return { kind: "say", saying };
  };
}

async function serverForm(app: App): Promise<Locator> {
  const dialog = await app.modelDialog();
  await dialog.getByText(en.model.server, { exact: true }).click();
  await dialog.getByLabel(words.address).fill(server.baseUrl);
  return dialog;
}

async function chooseServed(app: App, page: Page, key = ""): Promise<void> {
  const dialog = await serverForm(app);
  if (key !== "") await dialog.getByLabel(words.key, { exact: true }).fill(key);
  await dialog.getByRole("button", { name: words.list }).click();
  await expect(dialog.getByText(words.listed(1))).toBeVisible();
  await dialog.getByRole("button", { name: words.use }).click();
  await expect(dialog.getByText(en.model.loaded, { exact: true })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(dialog).toBeHidden();
}

/** Everything that the browser keeps for this page. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const all: unknown[] = [{ ...localStorage }, { ...sessionStorage }];
    for (const { name = "" } of await indexedDB.databases()) {
      const open = indexedDB.open(name);
      await new Promise((resolve) => open.addEventListener("success", resolve));
      for (const store of open.result.objectStoreNames) {
        const read = open.result.transaction(store).objectStore(store).getAll();
        await new Promise((resolve) => read.addEventListener("success", resolve));
        all.push(store, read.result);
      }
      open.result.close();
    }
    return JSON.stringify(all);
  });

test("runs a problem on a server, in branches, and keeps the key to itself", async ({ app, page }) => {
  await serve(referenceOf(await gymProblem({ family: "find", seed: 12, difficulty: 2 })), { key: KEY });
  await app.open();
  await app.openGym("find", 12);

  // Without the key the server says no, and the page says why.
  const dialog = await serverForm(app);
  await dialog.getByRole("button", { name: words.list }).click();
  await expect(dialog.getByRole("alert")).toContainText(en.failures["server-unauthorised"] ?? "");
  await page.keyboard.press("Escape");

  await chooseServed(app, page, KEY);
  await expect(app.bar.getByRole("button", { name: /^Model:/ })).toContainText("served-vlm");
  await app.run();
  await expect(page.getByText(en.run.outcome.answered)).toBeVisible();
  await expect(app.step).toContainText(en.step.right);
  await expect(app.framesOf(en.actions.zoom)).not.toHaveCount(0);
  await expect(app.framesOf(en.kinds.observation)).not.toHaveCount(0);
  expect((await app.reuse()).all).toBe(321);

  // Branches are run like any other model's.
  const before = server.requests.length;
  await page.keyboard.press("Home");
  await app.bar.getByRole("button", { name: en.bar.siblings(3) }).click();
  await app.waitForEnd();
  await expect(app.siblingPlace).toHaveText("4/4");
  const seeds = server.requests.slice(before).map(({ seed }) => seed);
  expect(new Set(seeds).size).toBe(3);
  expect(server.malformed).toEqual([]);
  await expect.poll(() => kept(page)).toContain("served-vlm");
  expect(await kept(page)).not.toContain(KEY);
});

/** A program in Thyme's words that says what it cuts, so that what comes back can be told from anything else. */
const PROGRAM_TURN = `<think>I look closer.</think>
<code>
\`\`\`python
from PIL import Image
part = Image.open(image_path).crop((10, 20, 74, 52))
part.save("/mnt/data/part.png")
print("cut", part.size)
\`\`\`
</code>`;

test("runs the programs that a served model writes, and shows it what they print and save", async ({ app, page }) => {
  await serve(({ messages }) => {
    const told = JSON.stringify(messages);
    // It answers only once it has seen the words and the picture of its program.
    const isShown = told.includes("cut (64, 32)") && (told.match(/"image_url":/g) ?? []).length >= 2;
    return { kind: "say", saying: { words: isShown ? "<think>There.</think>\n<answer>seen</answer>" : PROGRAM_TURN } };
  });
  await app.open();
  await app.openGym("find", 12);
  await chooseServed(app, page);
  const dialog = await app.modelDialog();
  await dialog.getByRole("combobox", { name: en.dialect.title }).selectOption({ label: "Thyme" });
  await dialog.getByRole("button", { name: programWords.ofModel.allow }).click();
  await page.keyboard.press("Escape");
  await app.run();
  await expect(page.getByText(en.run.outcome.answered)).toBeVisible();
  expect(server.requests).toHaveLength(2);
  expect(server.malformed).toEqual([]);
  // Behind the program stands its picture, as it was cut.
  await app.goTo(en.kinds.observation);
  await expect(app.step).toContainText("64 × 32");
});

test("tests a server, and stops its model at any word", async ({ app, page }) => {
  await serve((_, before) => ({
    kind: "say",
    saying: before === 0 ? { words: "Red" } : { words: "<think>on and on and on", stallAfter: 6 },
  }));
  await app.open();
  await app.openGym("find", 12);
  const dialog = await serverForm(app);
  await dialog.getByLabel(words.model, { exact: true }).fill(MODEL);
  await dialog.getByRole("button", { name: words.test, exact: true }).click();
  await expect(dialog.getByRole("status")).toContainText(words.sees);
  await dialog.getByRole("button", { name: words.use }).click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Control+Enter");
  await expect(page.getByTestId("draft")).toContainText("on and");
  await app.stopButton.click();
  await expect(page.getByText(en.run.outcome.stopped)).not.toHaveCount(0);
  await expect.poll(() => server.abandoned()).toBeGreaterThan(0);
  await expect(app.framesOf(en.kinds.thought)).toHaveCount(1);

  // A model that is not wanted any more is taken off the list, and stays off.
  const models = await app.modelDialog();
  await models.getByRole("button", { name: en.model.remove("served-vlm") }).click();
  await expect(models.getByRole("radio", { name: GYM_MODEL.name })).toBeFocused();
  await expect(models.getByRole("radio", { name: "served-vlm" })).toHaveCount(0);
  await expect.poll(() => kept(page)).toContain('"served":[]');
  await page.reload();
  await app.modelDialog();
  await expect(models.getByRole("radio", { name: "served-vlm" })).toHaveCount(0);
});

test("tells a server that does not allow the page from one that is not there", async ({ app }) => {
  await serve(() => ({ kind: "say", saying: { words: "K" } }), { cors: false });
  await app.open();
  const dialog = await serverForm(app);
  const failed = dialog.getByRole("alert");
  await dialog.getByRole("button", { name: words.list }).click();
  await expect(failed).toContainText(en.failures["server-cors"] ?? "");
  await expect(failed).toContainText("--allowed-origins");
  await dialog.getByLabel(words.kind).selectOption("ollama");
  await dialog.getByLabel(words.address).fill(server.baseUrl);
  await dialog.getByRole("button", { name: words.list }).click();
  await expect(failed).toContainText(/OLLAMA_ORIGINS=http:\/\/localhost:\d+/);
  // Nothing listens on the port of nobody.
  await dialog.getByLabel(words.address).fill("http://localhost:9/v1");
  await dialog.getByRole("button", { name: words.list }).click();
  await expect(failed).toContainText(en.failures["server-unreachable"] ?? "");
});
