// The engine in a real worker against transformers on PyTorch: on WASM, and on WebGPU in software.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { build, type PreviewServer, preview } from "vite";
import golden from "../src/engine/fixtures/tiny-idefics3.golden.json" with { type: "json" };
import { expect, test } from "./fixtures/test";
import type {} from "./parity/oneWorker";
import type { Spoken } from "./parity/page";

/** Ten times what the two backends were seen to differ by; a wrong tile, position or token differs by a tenth and more. */
const TOLERANCE = 2e-5;

const PAGE = resolve(import.meta.dirname, "parity");
const FIXTURES = resolve(import.meta.dirname, "../src/engine/fixtures");

let server: PreviewServer;
let folder: string;

test.beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "sightline-parity-"));
  const shared = { root: PAGE, configFile: false, logLevel: "error", publicDir: FIXTURES } as const;
  await build({ ...shared, worker: { format: "es" }, build: { outDir: folder, emptyOutDir: true, target: "es2023" } });
  server = await preview({ ...shared, build: { outDir: folder }, preview: { port: 0, host: "127.0.0.1" } });
});

test.afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

test("says what PyTorch says, with and without the prefix cache @webgpu", async ({ page }, { project }) => {
  const backend = project.name === "webgpu" ? "webgpu" : "wasm";
  const all = golden.chats.filter(({ split }) => split);
  // Software is slow at being a GPU: one chat with an image and one without are enough for its kernels.
  const chats = backend === "wasm" ? all : all.filter(({ name }) => ["one image", "no image"].includes(name));
  await page.goto(server.resolvedUrls?.local[0] ?? "");
  const run = await page.evaluate(([name, told, sizes]) => window.speakAll(name, told, sizes), [
    backend,
    chats,
    golden.images,
  ] as const);
  // In place on WebGPU: the fixture's graph has GroupQueryAttention.
  expect(run).toMatchObject({ backend, staticKv: backend === "webgpu" });
  for (const [index, { cold, cached, uncached }] of run.chats.entries()) {
    for (const spoken of [cold, cached, uncached]) expectGolden(spoken, chats[index]?.greedy);
  }
});

test("writes the same on one backend after the other in one worker, together and alone @webgpu", async ({ page }, {
  project,
}) => {
  // Back again too: what a first load left must not be in the way of the third.
  const backends = project.name === "webgpu" ? (["webgpu", "wasm", "webgpu"] as const) : (["wasm", "wasm"] as const);
  await page.goto(server.resolvedUrls?.local[0] ?? "");
  const wrote = await page.evaluate((names) => window.writeOnEach(names), [...backends]);
  expect(wrote.map(({ backend }) => backend)).toEqual(backends);
  const [first] = wrote;
  for (const { batches, rollouts, alone, scores, scoresAlone } of wrote) {
    expect(batches).toBe(true);
    expect(rollouts).toEqual(alone);
    expect(rollouts).toEqual(first?.rollouts);
    for (const [index, score] of scores.entries()) {
      for (const other of [scoresAlone[index], first?.scores[index]]) {
        expect(Math.abs(score - (other ?? Number.NaN))).toBeLessThan(TOLERANCE * 10);
      }
    }
  }
});

function expectGolden(spoken: Spoken, greedy: (typeof golden.chats)[number]["greedy"] | undefined): void {
  expect(spoken.ids).toEqual(greedy?.ids);
  for (const [index, value] of spoken.logProbabilities.entries()) {
    expect(Math.abs(value - (greedy?.logprobs[index] ?? Number.NaN))).toBeLessThan(TOLERANCE);
  }
}
