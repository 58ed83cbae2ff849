// Programs of a log are run apart from the page, on a person's word: their pictures stand beside the log's own. What a
// hostile program tries comes to nothing, is ended in time, and leaves the page and the document as they were.

import { programs as words } from "../src/app/words/programs/en";
import { LIMITS } from "../src/sandbox";
import { type App, en, expect, test } from "./fixtures/app";
import { pictureOf, RED_SQUARE_PNG, type TestFile } from "./fixtures/files";

const dataUrl = ({ buffer }: TestFile): string => `data:image/png;base64,${buffer.toString("base64")}`;
const shown = (picture: TestFile) => ({ type: "image_url", image_url: { url: dataUrl(picture) } });

/** The middle of the red square. */
const CROP = pictureOf("crop.png", {
  width: 20,
  height: 20,
  data: new Uint8ClampedArray(20 * 20 * 4).map((_, i) => [200, 30, 30, 255][i % 4] ?? 0),
});

const chat = (program: string, result: readonly object[]): TestFile => ({
  name: "chat.json",
  mimeType: "application/json",
  buffer: Buffer.from(
    JSON.stringify([
      { role: "user", content: [shown(RED_SQUARE_PNG), { type: "text", text: "What colour is the middle?" }] },
      {
        role: "assistant",
        content: `<think>I look closer.</think>\n<code>\n\`\`\`python\n${program}\n\`\`\`\n</code>`,
      },
      { role: "user", content: result },
      { role: "assistant", content: "<think>It is red.</think>\n<answer>red</answer>" },
    ]),
  ),
});

const LOGGED = [{ type: "text", text: "Code execution result:\nstdout:\n```\nlook\n```\n\nImages:\n" }, shown(CROP)];
const PROGRAM = "part = image_1.crop((22, 22, 42, 42))\nprint('look')\npart";

/** Opens the log and goes to its program. */
async function openAtProgram(app: App): Promise<void> {
  await app.open();
  const chooser = app.page.waitForEvent("filechooser");
  await app.page.keyboard.press("Control+o");
  await (await chooser).setFiles([chat(PROGRAM, LOGGED)]);
  await expect(
    app.page
      .getByRole("heading", { name: "What colour is the middle?" })
      .or(app.page.getByText("What colour is the middle?"))
      .first(),
  ).toBeVisible();
  await app.goTo("Program");
}

test("a program of a log is run on a person's word, and its picture is the log's", async ({ app }) => {
  const { page } = app;
  await openAtProgram(app);
  await page.getByRole("button", { name: words.ask }).click();
  await expect(page.getByText(words.mayNot[0] ?? "")).toBeVisible();
  await page.getByRole("button", { name: words.allow }).click();
  await expect(page.getByTestId("program-likeness")).toContainText(words.compare.same);
  await expect(app.step.getByText("look", { exact: true })).toBeVisible();
  await expect(app.step).not.toContainText(en.step.by(en.authors.import));
});

const svg = (inside: string, size = 'width="40" height="30"'): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" ${size}>${inside}</svg>`;

/** Ten of ten of ten …: few elements, and no end of drawing. */
const BOMB = svg(
  Array.from({ length: 8 }, (_, i) => `<g id="a${i + 1}">${`<use href="#a${i}"/>`.repeat(10)}</g>`).join("") +
    '<rect id="a0" width="1" height="1"/>',
);

const PROGRAM_LANGUAGES = { python: "Python", javascript: "JavaScript", svg: "SVG", html: "HTML" } as const;
type InLanguage = keyof typeof PROGRAM_LANGUAGES;

/** What a hostile program tries, and what the page shows then: words of its result, or why it came to none. */
const HOSTILE: readonly (readonly [tries: string, program: string, told: RegExp | string, language?: InLanguage])[] = [
  [
    "the network through JavaScript",
    "from js import fetch\nfetch('http://localhost:9/')",
    /cannot import name 'fetch'/,
  ],
  ["the network through Pyodide", "import pyodide.http as http\nhttp.open_url('http://localhost:9/')", /Error/],
  ["a socket", "import socket\nsocket.create_connection(('127.0.0.1', 9), 2)", /Error/],
  ["urllib", "import urllib.request\nurllib.request.urlopen('http://localhost:9/')", /Error/],
  ["JavaScript by its text", "from pyodide.code import run_js\nrun_js('postMessage(1)')", /ImportError/],
  [
    "JavaScript by a constructor",
    "import _raster\n_raster.plain.constructor('return 1')()",
    /EvalError|unsafe-eval|Content Security Policy|Error/,
  ],
  ["storage", "from js import indexedDB", /cannot import name 'indexedDB'/],
  [
    "the page and its frames",
    "import js\nprint([n for n in ('window', 'parent', 'document', 'localStorage', 'Worker', 'postMessage', 'navigator') if hasattr(js, n)])",
    "[]",
  ],
  [
    "to see the key or the trace",
    "import os\nprint(sorted(n for n in globals() if 'key' in n.lower() or 'trace' in n.lower()), [v for v in os.environ.values() if 'sk-' in v])",
    "[] []",
  ],
  ["a worker", "from js import Worker", /cannot import name 'Worker'/],
  ["the document", "from js import document", /cannot import name 'document'/],
  [
    "what all objects inherit",
    "import _raster\n_raster.plain.constructor.prototype.call = None\n_raster.fromEntries.__proto__ = None\nprint('tried', image_1.size)",
    /tried \(64, 64\)|Error/,
  ],
  ["what that left", "print('as before', image_1.size)", "as before (64, 64)"],
  ["a memory bomb", "held = bytearray(3 * 2**29)", /MemoryError|memory/i],
  ["a package from the network", "import micropip", /No module named 'micropip'/],
  ["a flood of words", "while True: print('x' * 1000)", /more than 100000 characters/],
  ["a flood of pictures", "while True: display(image_1)", /more than 40 pictures/],
  ["a huge picture", "from PIL import Image\nImage.new('RGB', (60000, 60000))", /too large for this sandbox/],
  ["a huge array", "import numpy as np\nnp.zeros((100000, 100000))", /MemoryError/],
  ["endless recursion", "def f(): return f()\nf()", /RecursionError/],
  ["an endless loop", "while True: pass", words.failures["program-too-slow"]],
  ["what the loop left", "print('whole again', image_1.size)", "whole again (64, 64)"],
  ["the network from a script", "fetch('http://localhost:9/')", /'fetch' is not defined/, "javascript"],
  ["code of the page from a script", "print.constructor('return postMessage')()", /is not defined/, "javascript"],
  ["a flood from a script", "for (;;) print('x'.repeat(1000))", /more than 100000 characters/, "javascript"],
  ["what is left of scripts", "print('whole again', image_1.width)", "whole again 64", "javascript"],
  [
    "script and network in SVG",
    svg(
      '<script>document.documentElement.remove()</script><image href="http://localhost:9/a.png" width="9" height="9"/><style>@import "http://localhost:9/a.css";</style><rect width="40" height="30" fill="red"/>',
    ),
    "Picture of 40 × 30 px",
    "svg",
  ],
  ["endless drawing in SVG", BOMB, /More than 20000 elements/, "svg"],
  ["a huge SVG", svg("", 'width="90000" height="90000"'), /are not drawn here/, "svg"],
  [
    "script, frames and network in HTML",
    '<meta http-equiv="refresh" content="0;url=http://localhost:9/"><iframe src="http://localhost:9/"></iframe><img src="http://localhost:9/" onerror="parent.postMessage(1)"><script>parent.location = "http://localhost:9/"</script><p>drawn</p>',
    /Picture of 800 × \d+ px/,
    "html",
  ],
];

/** Many lines, and one that goes over several parts of a long text. */
const LONG_OUTPUT = {
  program: "print('\\n'.join(f'line {i} ' + 'x' * 40 for i in range(1500)) + '\\n' + 'y' * 9001 + 'end')",
  printed: [...Array.from({ length: 1500 }, (_, i) => `line ${i} ${"x".repeat(40)}`), `${"y".repeat(9001)}end`].join(
    "\n",
  ),
};

/** What would be copied of the words of the step. */
const selectedWords = (app: App): Promise<string> =>
  app.step
    .locator(".step-words")
    .first()
    .evaluate((said) => {
      document.getSelection()?.selectAllChildren(said);
      return document.getSelection()?.toString() ?? "";
    });

test("hostile programs get nowhere, are ended in time, and leave the page and the document whole", async ({ app }) => {
  const { page } = app;
  // The limit is the real one, only shorter.
  await page.addInitScript((limit) => {
    const real = window.setTimeout;
    const shorter = (work: TimerHandler, millis?: number, ...given: unknown[]): number =>
      real(work, millis === limit ? 2500 : millis, ...given);
    Object.assign(window, { setTimeout: shorter });
  }, LIMITS.runMillis);
  const requests: string[] = [];
  page.on("request", (request) => requests.push(new URL(request.url()).host));
  await openAtProgram(app);
  await page.getByRole("button", { name: words.ask }).click();
  await page.getByRole("button", { name: words.allow }).click();
  await expect(page.getByTestId("program-likeness")).toBeVisible();
  for (const [tries, program, told, language = "python"] of HOSTILE) {
    await test.step(tries, async () => {
      await app.goTo("Program");
      await app.step.getByRole("button", { name: words.change }).click();
      await app.step.getByRole("radio", { name: PROGRAM_LANGUAGES[language], exact: true }).check({ force: true });
      await app.step.getByRole("textbox", { name: words.source }).fill(program);
      await app.step.getByRole("button", { name: words.runChanged }).click();
      await expect(app.step.getByText(told).first()).toBeVisible();
      // The page answers while, and after: a click is a click.
      await app.step.getByRole("heading").first().click();
    });
  }
  await test.step("long output is there to its last letter, to be found, selected and copied", async () => {
    await app.goTo("Program");
    await app.step.getByRole("button", { name: words.change }).click();
    await app.step.getByRole("radio", { name: PROGRAM_LANGUAGES.python, exact: true }).check({ force: true });
    await app.step.getByRole("textbox", { name: words.source }).fill(LONG_OUTPUT.program);
    await app.step.getByRole("button", { name: words.runChanged }).click();
    await expect(app.step.getByText("line 0 x")).toBeVisible();
    // Of all that only what is near is laid out: the whole would hold up the page. What is selected always is.
    const heights = await app.step
      .locator(".text-lines")
      .evaluateAll((parts) => parts.map((part) => part.getBoundingClientRect().height));
    // The height that the style sheet gives to those that are not.
    expect([heights.at(0) === 700, heights.at(-1) === 700]).toEqual([false, true]);
    expect((await selectedWords(app)).trim()).toBe(LONG_OUTPUT.printed);
  });
  expect([...new Set(requests)]).toEqual([new URL(page.url()).host]);
  // Each program is a branch beside the log's own, and undo takes every one of them back.
  const steps = async (): Promise<number> => Number(await app.tree.getAttribute("data-steps"));
  const after = await steps();
  for (let i = 0; i < 3; i++) await page.keyboard.press("Control+z");
  expect(await steps()).toBeLessThan(after);
});

test("a program is stopped by hand, and a script that is put into the page does not run", async ({ app }) => {
  const { page } = app;
  await openAtProgram(app);
  await page.getByRole("button", { name: words.change }).click();
  await page.getByRole("textbox", { name: words.source }).fill("while True: pass");
  await page.getByRole("button", { name: words.runChanged }).click();
  await page.getByRole("button", { name: words.allow }).click();
  // From every step, not only from the one that runs.
  await page.keyboard.press("Home");
  await app.stopButton.click();
  await page.keyboard.press("End");
  await expect(page.getByTestId("program-failed")).toContainText(words.failures["program-stopped"]);
  const ran = await page.evaluate(() => {
    const script = document.createElement("script");
    script.textContent = "window.ranInline = true";
    document.body.append(script);
    return "ranInline" in window;
  });
  expect(ran).toBe(false);
});
