import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeEach, describe, expect, it } from "vitest";
import { type Pixels, plain } from "../../pixels";
import { Scripts } from "./scripts";

const ENGINE = new WebAssembly.Module(
  readFileSync(fileURLToPath(import.meta.resolve("@jitl/quickjs-wasmfile-release-sync/wasm"))),
);
const photo: Pixels = plain({ width: 40, height: 30 }, [10, 20, 30]);
for (let i = 0; i < 40 * 30; i++) photo.data.set([(i % 40) * 6, Math.floor(i / 40) * 8], i * 4);

const scripts = new Scripts(ENGINE, 300);
beforeEach(() => {
  scripts.reset();
  scripts.give({ name: "photo.png", variables: ["image_1"], isDefault: true, pixels: photo });
});

/** The script's result, which must not have failed. */
async function ran(source: string) {
  const result = await scripts.run(source, true);
  expect([result.failure, result.limit]).toEqual([null, null]);
  return { ...result, sizes: result.pictures.map(({ pixels: { width, height } }) => [width, height]) };
}

describe("a script in the sandbox", () => {
  it("finds the pictures, cuts, and shows its last value as a notebook does", async () => {
    expect(
      await ran(
        "print(images.length, image_1.width, image_1.height, image_1.pixel(3, 2))\nimage_1.crop(10, 5, 30, 15)",
      ),
    ).toMatchObject({
      stdout: "1 40 30 [18,16,30,255]\n",
      sizes: [[20, 10]],
    });
    expect((await ran("1 + 1")).stdout).toBe("2\n");
  });

  it("draws shapes and words, turns, pastes and shows under a name", async () => {
    const { pictures, sizes, stdout } = await ran(`
const page = canvas(60, 40, "#fff");
page.rectangle(10, 10, 20, 20, { fill: "red" }).line([[0, 0], [59, 39]], { stroke: [0, 0, 255] });
page.circle(40, 20, 6, { stroke: "green", width: 2 }).polygon([30, 30, 35, 39, 25, 39], { fill: "#00ff0080" });
page.text("A1", 2, 2, { size: 10 }).paste(image_1.resize(10, 8), 48, 30);
show(page, "page.png");
print(page.pixel(11, 18), page.rotate(90));
`);
    expect([pictures[0]?.name, sizes, stdout]).toEqual(["page.png", [[60, 40]], "[255,0,0,255] Picture 40 × 60\n"]);
  });

  it("keeps variables from one script to the next, until it is emptied", async () => {
    await ran("const kept = 7; let changed = 1");
    expect((await ran("changed += kept; changed")).stdout).toBe("8\n");
    scripts.reset();
    expect((await scripts.run("kept", true)).failure).toContain("ReferenceError: 'kept' is not defined");
  });

  it("says what went wrong and where", async () => {
    expect((await scripts.run("const a = 1;\na.b.c", true)).failure).toMatch(/^TypeError: .*\n.*program\.js:2/);
    expect((await scripts.run("image_1.crop(9, 9, 2, 2)", true)).failure).toContain("The right of a crop");
    expect((await scripts.run("canvas(10, 10, 'nocolour')", true)).failure).toContain('"nocolour" is no colour here');
  });
});

describe("a hostile script", () => {
  it.each([
    ["an endless loop", "for (;;);", "longer than 0 s"],
    ["a loop that catches its own end", "for (;;) try { for (;;); } catch {}", "longer than 0 s"],
    ["a flood of words", "for (;;) print('x'.repeat(1000))", "more than 100000 characters"],
    ["a flood of pictures", "for (;;) show(image_1)", "more than 40 pictures"],
  ])("is ended: %s", async (_, source, limit) => {
    const result = await scripts.run(source, true);
    expect([result.failure, result.limit]).toEqual([null, limit]);
    expect((await ran("print('whole again', image_1.width)")).stdout).toBe("whole again 40\n");
  });

  it.each([
    ["endless recursion", "const f = () => f(); f()", /stack overflow|call stack/i],
    ["a memory bomb", "new ArrayBuffer(2 ** 30)", /out of memory/],
    ["a huge picture", "canvas(60000, 60000)", /at most 8192 pixels/],
    ["many large pictures", "for (let n = 64; ; n *= 2) canvas(n, n)", /too large for this sandbox/],
    ["a picture that is none", "show({ id: 99 })", /no picture/],
    ["a picture by its number", "show({ id: 'constructor' })", /no picture/],
    ["the network", "fetch('http://localhost:9/')", /'fetch' is not defined/],
    ["a request", "new XMLHttpRequest()", /'XMLHttpRequest' is not defined/],
    ["a module from elsewhere", "import 'http://localhost:9/x.js'", /SyntaxError/],
    ["the way out", "_call('constructor', '[]')", /'_call' is not defined/],
    ["storage and the page", "[indexedDB, parent, document]", /is not defined/],
    ["code of the host by a constructor", "print.constructor('return postMessage')()", /is not defined/],
  ])("gets nowhere: %s", async (_, source, told) => {
    expect((await scripts.run(source, true)).failure).toMatch(told);
    expect((await ran("print('whole again', image_1.width)")).stdout).toBe("whole again 40\n");
  });

  it("cannot change what the next one is told by changing what objects inherit", async () => {
    await scripts.run(
      "Object.prototype.fill = 'red'; Array.prototype.flat = () => { throw 1 }; JSON.parse = null",
      true,
    );
    expect((await ran("image_1.crop(0, 0, 4, 4)")).sizes).toEqual([[4, 4]]);
  });
});
