import { describe, expect, it } from "vitest";
import { must } from "../../base";
import type { EngineFailureCode } from "../contract/failure";
import type { Engine } from "../contract/model";
import type { LoadProgress, ModelSource } from "../contract/source";
import { createMemoryStore } from "../files/fileStore";
import { createLocalEngine } from "../node";
import { type OnnxGraph, writeOnnx } from "../testing/onnxFile";
import { listen, NEVER, request, tinyFile, tinySource, user, words } from "../testing/tinyModel";

const load = (engine: Engine, source: ModelSource, signal = NEVER, onProgress = (_: LoadProgress): void => undefined) =>
  engine.load(source, { backend: "auto", onProgress, signal });

const DECODER = "onnx/decoder_model_merged.onnx";
const WEIGHTS = { name: "w", type: "float32", dims: [1], data: new Uint8Array(4) } as const;
const VALUE = { type: "float32", dims: [1] } as const;

/** A network that adds a number to its input, changed. */
const onnx = (change: Partial<OnnxGraph>): Blob => {
  const nodes = [{ operator: "Add", inputs: ["x", "w"], outputs: ["y"] }];
  const [inputs, outputs] = [[{ ...VALUE, name: "x" }], [{ ...VALUE, name: "y" }]];
  return new Blob([writeOnnx({ nodes, weights: [WEIGHTS], inputs, outputs, ...change })]);
};

const json = (value: unknown): Blob => new Blob([JSON.stringify(value)]);

async function brokenDecoder(change: (bytes: Uint8Array) => Uint8Array<ArrayBuffer>): Promise<Blob> {
  return new Blob([change(new Uint8Array(await (await tinyFile(DECODER)).arrayBuffer()))]);
}

describe("load", () => {
  it("reports files, sessions and the self-test, and ends with a card", async () => {
    const engine = createLocalEngine();
    const seen: LoadProgress[] = [];
    const loaded = await load(engine, await tinySource(), NEVER, (progress) => seen.push(progress));
    expect([...new Set(seen.map(({ phase }) => phase))]).toEqual(["files", "sessions", "self-test"]);
    const files = seen.filter(({ phase }) => phase === "files");
    expect(files.at(-1)).toMatchObject({ loadedBytes: files.at(-1)?.totalBytes });
    // Once when it begins, and after each pass: the watchdog takes a long silence for a frozen worker.
    expect(seen.filter(({ phase }) => phase === "self-test").length).toBeGreaterThan(5);
    expect(loaded).toMatchObject({
      ok: true,
      value: {
        card: {
          backend: "wasm",
          family: "idefics3",
          tileSize: 32,
          patchSize: 8,
          tokensPerTile: 4,
          stopTokenIds: [301],
        },
      },
    });
    // Node has no WebGPU, and the card says so.
    expect(loaded.ok && loaded.value.card.fallbackReason).toBe("no-webgpu");
    await engine.unload();
  });

  it.each<[string, () => Promise<Readonly<Record<string, Blob | null>>>, EngineFailureCode, RegExp]>([
    [
      "a folder without weights",
      async () => ({ [DECODER]: null }),
      "missing-file",
      /"onnx\/decoder_model_merged\.onnx".*one repository/,
    ],
    [
      "a folder without config.json",
      async () => ({ "config.json": null }),
      "missing-file",
      /"config\.json".*one repository/,
    ],
    [
      "a folder without a tokenizer",
      async () => ({ "tokenizer.json": null }),
      "missing-file",
      /"tokenizer\.json".*one repository/,
    ],
    [
      "a truncated network",
      async () => ({ [DECODER]: await brokenDecoder((bytes) => bytes.slice(0, 5000)) }),
      "corrupt-file",
      /decoder_model_merged\.onnx is damaged .*Fetch it again/,
    ],
    [
      "an empty network",
      async () => ({ [DECODER]: new Blob([]) }),
      "corrupt-file",
      /decoder_model_merged\.onnx is damaged .*Fetch it again/,
    ],
    [
      "a picture in place of a network",
      async () => ({ [DECODER]: new Blob(["\x89PNG"]) }),
      "corrupt-file",
      /decoder_model_merged\.onnx is damaged .*Fetch it again/,
    ],
    [
      "weights that are not numbers",
      async () => ({ [DECODER]: await brokenDecoder(withoutNumbers) }),
      "self-test-failed",
      /computes numbers that are not numbers/,
    ],
    [
      "a network whose weights lie in a file that is not there",
      async () => ({ [DECODER]: onnx({ weights: [{ ...WEIGHTS, data: { externalFile: "weights.onnx_data" } }] }) }),
      "missing-file",
      /decoder_model_merged\.onnx keeps its weights in "weights\.onnx_data".*Put it/,
    ],
    [
      "a model of another kind",
      async () => ({ "config.json": json({ model_type: "whisper" }) }),
      "unsupported-model",
      /config\.json says "whisper".*Choose/,
    ],
    [
      "a kind named like an object's own",
      async () => ({ "config.json": json({ model_type: "constructor" }) }),
      "unsupported-model",
      /config\.json says "constructor".*Choose/,
    ],
    [
      "JSON that is none",
      async () => ({ "config.json": new Blob(["{"]) }),
      "corrupt-file",
      /"config\.json" is damaged.*Fetch it again/,
    ],
    [
      "a tokenizer that is none",
      async () => ({ "tokenizer.json": json({}) }),
      "unsupported-model",
      /^tokenizer\.json .*own repository/,
    ],
  ])(
    "refuses %s, says what to do, keeps the model before it, then loads a good one",
    async (_, changes, code, says) => {
      const engine = createLocalEngine();
      const before = must(await load(engine, await tinySource()));
      const refused = await load(engine, await tinySource(await changes()));
      expect(refused).toMatchObject({ ok: false, error: { code, message: expect.stringMatching(says) } });
      // What was loaded before still answers.
      const ask = request([user(words("hello"))], { maxTokens: 1 });
      expect((await listen(before.continue(ask, NEVER))).ids).toHaveLength(1);
      expect((await load(engine, await tinySource())).ok).toBe(true);
      await engine.unload();
    },
  );

  it("tells the file, its opset and the runtime's where the runtime lacks that opset", async () => {
    const engine = createLocalEngine();
    const before = must(await load(engine, await tinySource()));
    const refused = await load(engine, await tinySource({ [DECODER]: onnx({ opset: 99 }) }));
    expect(refused).toMatchObject({ ok: false, error: { code: "unsupported-model" } });
    const said = refused.ok ? "" : refused.error.message;
    expect(said).toMatch(
      /^The network onnx\/decoder_model_merged\.onnx is of opset 99, and the runtime knows opsets to \d+: export it with an older one\.$/,
    );
    const ask = request([user(words("hello"))], { maxTokens: 1 });
    expect((await listen(before.continue(ask, NEVER))).ids).toHaveLength(1);
    await engine.unload();
  });

  it("can be stopped at any report and started again", async () => {
    const engine = createLocalEngine();
    for (const phase of ["files", "sessions", "self-test"] as const) {
      const controller = new AbortController();
      const stop = (progress: LoadProgress): void => {
        if (progress.phase === phase) controller.abort();
      };
      const stopped = await load(engine, await tinySource(), controller.signal, stop);
      expect(stopped).toMatchObject({ ok: false, error: { code: "aborted" } });
    }
    expect((await load(engine, await tinySource())).ok).toBe(true);
    await engine.unload();
  });

  it("puts a model in place of the one before, which then refuses", async () => {
    const engine = createLocalEngine();
    const first = await load(engine, await tinySource());
    const second = await load(engine, await tinySource());
    if (!first.ok || !second.ok) throw new Error("Neither should fail");
    const ask = request([user(words("hello"))], { maxTokens: 1 });
    await expect(listen(first.value.continue(ask, NEVER))).rejects.toMatchObject({ code: "bad-request" });
    expect((await listen(second.value.continue(ask, NEVER))).ids).toHaveLength(1);
    await engine.unload();
  });

  it("loads from the Hub once, and offline from then on", async () => {
    const { files } = await tinySource();
    const store = createMemoryStore();
    let online = true;
    const fetch = async (url: string): Promise<Response> => {
      if (!online) throw new TypeError("fetch failed");
      return tinyHub(files)(url);
    };
    const engine = createLocalEngine({ fetch, openStore: async () => store });
    expect(await load(engine, HUB)).toMatchObject({ ok: true, value: { card: { name: "someone/tiny" } } });
    await engine.unload();
    online = false;
    expect((await load(engine, HUB)).ok).toBe(true);
    await engine.unload();
    const other = await load(engine, { ...HUB, repo: "someone/else" });
    expect(other).toMatchObject({ ok: false, error: { code: "unreachable" } });
  });

  it("is tested once on the CPU, and again where a file has changed", async () => {
    const store = createMemoryStore();
    const passes = async (change: Readonly<Record<string, Blob>> = {}): Promise<number> => {
      const { files } = await tinySource(change);
      const engine = createLocalEngine({ fetch: tinyHub(files), openStore: async () => store });
      let tests = 0;
      const loaded = must(
        await load(engine, HUB, NEVER, ({ phase }) => {
          if (phase === "self-test") tests++;
        }),
      );
      expect(loaded.card.batches).toBe(true);
      const ask = request([user(words("hello"))], { maxTokens: 1 });
      expect((await listen(loaded.continue(ask, NEVER))).ids).toHaveLength(1);
      await engine.unload();
      return tests;
    };
    expect(await passes()).toBeGreaterThan(5);
    expect(await passes()).toBe(1);
    // The list of files tells no checksum here; what is kept of one is what was fetched, until it is fetched anew.
    const kept = "https://hub.test/someone/tiny@main/generation_config.json";
    for (const name of [kept, `${kept}.sha256`]) await store.remove(name);
    expect(await passes({ "generation_config.json": json({ eos_token_id: 301, changed: true }) })).toBeGreaterThan(5);
    expect(await passes({ "generation_config.json": json({ eos_token_id: 301, changed: true }) })).toBe(1);
  });

  it("says why WebGPU is refused where it was demanded", async () => {
    const refused = await createLocalEngine().load(await tinySource(), {
      backend: "webgpu",
      onProgress: () => undefined,
      signal: NEVER,
    });
    expect(refused).toMatchObject({ ok: false, error: { code: "no-webgpu" } });
  });
});

const HUB = { kind: "hub", repo: "someone/tiny", hubUrl: "https://hub.test" } as const;

/** A hub that has the files of one model, and tells their sizes alone. */
const tinyHub =
  (files: readonly { readonly path: string; readonly file: Blob }[]) =>
  async (url: string): Promise<Response> => {
    const path = new URL(url).pathname.replace("/someone/tiny/resolve/main/", "");
    if (path === "/api/models/someone/tiny/revision/main") {
      return Response.json({ siblings: files.map(({ path: rfilename, file }) => ({ rfilename, size: file.size })) });
    }
    const found = files.find((file) => file.path === path);
    return found === undefined ? new Response("", { status: 404 }) : new Response(found.file);
  };

/** A network with a kilobyte of its last weights overwritten by a pattern that is not a number. */
function withoutNumbers(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const broken = new Uint8Array(bytes);
  const text = new TextDecoder("latin1").decode(broken);
  const name = text.indexOf("lm_head");
  const from = name > 0 ? name + 400 : Math.floor(bytes.length / 2);
  const words = new DataView(broken.buffer);
  for (let i = 0; i < 256; i++) words.setUint32(from + i * 4, 0x7f807f80);
  return broken;
}
