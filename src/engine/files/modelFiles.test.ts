import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { NEVER } from "../testing/tinyModel";
import { createMemoryStore, type FileStore } from "./fileStore";
import { type ModelFiles, openModelFiles } from "./modelFiles";
import { networkPathsOf } from "./networkFiles";
import { type Fetch, originOf } from "./origin";

const REPO = { kind: "hub", repo: "someone/model", hubUrl: "https://hub.test" } as const;
const bytesOf = (text: string) => new TextEncoder().encode(text);
const sha256 = (text: string) => createHash("sha256").update(text).digest("hex");

/** A Hub with one repository. `requests` counts what was asked for; what `lie` names arrives changed. */
function createHub(files: Readonly<Record<string, string>>, lie: Readonly<Record<string, string>> = {}) {
  const requests: string[] = [];
  let online = true;
  const fetch: Fetch = async (url) => {
    const path = new URL(url).pathname.replace(/^.*\/resolve\/main\//, "");
    requests.push(path);
    if (!online) throw new TypeError("fetch failed");
    if (path.startsWith("/api/models/")) {
      const siblings = Object.entries(files).map(([rfilename, text]) => ({
        rfilename,
        size: text.length,
        lfs: { sha256: sha256(text) },
      }));
      return Response.json({ siblings });
    }
    const text = lie[path] ?? files[path];
    return text === undefined ? new Response("", { status: 404 }) : new Response(text);
  };
  return {
    requests,
    fetch,
    goOffline: () => {
      online = false;
    },
  };
}

const open = (hub: { fetch: Fetch }, store: FileStore = createMemoryStore()) =>
  openModelFiles(originOf(REPO, hub.fetch), store, NEVER);

async function bytesIn(files: ModelFiles, path: string, signal: AbortSignal, onBytes?: () => void) {
  const file = await files.open(path, signal, onBytes);
  return file.part(0, file.bytes);
}

describe("model files", () => {
  it("are fetched once and then read from this machine, also offline", async () => {
    const store = createMemoryStore();
    const hub = createHub({ "config.json": '{"a": 1}' });
    expect(await (await open(hub, store)).readJson("config.json", NEVER, true)).toEqual({ a: 1 });
    hub.goOffline();
    expect(await (await open(hub, store)).readJson("config.json", NEVER, true)).toEqual({ a: 1 });
    expect(hub.requests.filter((path) => path === "config.json")).toHaveLength(1);
  });

  it("are fetched anew where the kept copy was altered", async () => {
    const store = createMemoryStore();
    const hub = createHub({ "weights.onnx": "good weights" });
    await bytesIn(await open(hub, store), "weights.onnx", NEVER);
    await store.write("https://hub.test/someone/model@main/weights.onnx", bytesOf("evil weights"));
    expect(await bytesIn(await open(hub, store), "weights.onnx", NEVER)).toEqual(bytesOf("good weights"));
    expect(hub.requests.filter((path) => path === "weights.onnx")).toHaveLength(2);
  });

  it("are fetched anew where the Hub has a newer version", async () => {
    const store = createMemoryStore();
    await bytesIn(await open(createHub({ "weights.onnx": "old" }), store), "weights.onnx", NEVER);
    const newer = await open(createHub({ "weights.onnx": "new" }), store);
    expect(await bytesIn(newer, "weights.onnx", NEVER)).toEqual(bytesOf("new"));
  });

  it.each<[string, string]>([
    ["truncated", "good wei"],
    ["altered", "evil weights"],
    ["too long", "good weights and more"],
  ])("are refused where they arrive %s, and nothing is kept", async (_, arriving) => {
    const store = createMemoryStore();
    const hub = createHub({ "weights.onnx": "good weights" }, { "weights.onnx": arriving });
    await expect(bytesIn(await open(hub, store), "weights.onnx", NEVER)).rejects.toMatchObject({
      code: "corrupt-file",
    });
    const honest = createHub({ "weights.onnx": "good weights" });
    expect(await bytesIn(await open(honest, store), "weights.onnx", NEVER)).toEqual(bytesOf("good weights"));
  });

  it("say which file is missing", async () => {
    const files = await open(createHub({ "config.json": "{}" }));
    await expect(bytesIn(files, "onnx/vision_encoder.onnx", NEVER)).rejects.toMatchObject({
      code: "missing-file",
      message: expect.stringContaining("onnx/vision_encoder.onnx"),
    });
    expect(await files.readJson("generation_config.json", NEVER, false)).toEqual({});
  });

  it("say which file is not JSON", async () => {
    const files = await open(createHub({ "config.json": "{" }));
    await expect(files.readJson("config.json", NEVER, true)).rejects.toMatchObject({ code: "corrupt-file" });
  });

  it("say that the Hub cannot be reached, or does not allow it", async () => {
    const hub = createHub({});
    hub.goOffline();
    await expect(bytesIn(await open(hub), "config.json", NEVER)).rejects.toMatchObject({
      code: "unreachable",
      message: expect.stringContaining("hub.test"),
    });
    const gated = await open({ fetch: async () => new Response("", { status: 401 }) });
    await expect(bytesIn(gated, "config.json", NEVER)).rejects.toMatchObject({ code: "unreachable" });
  });

  it("can be stopped half-way, keep nothing half, and be fetched again", async () => {
    const store = createMemoryStore();
    const controller = new AbortController();
    const hub = createHub({ "weights.onnx": "good weights" });
    const stopped = bytesIn(await open(hub, store), "weights.onnx", controller.signal, () => controller.abort());
    await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
    expect(await bytesIn(await open(hub, store), "weights.onnx", NEVER)).toEqual(bytesOf("good weights"));
  });

  it("still load where the storage is full", async () => {
    const full: FileStore = { ...createMemoryStore(), write: () => Promise.reject(new Error("QuotaExceededError")) };
    const files = await open(createHub({ "weights.onnx": "good weights" }), full);
    expect(await bytesIn(files, "weights.onnx", NEVER)).toEqual(bytesOf("good weights"));
  });

  it("are not taken from a page that stands in for a missing file", async () => {
    const fetch: Fetch = async () => new Response("<!doctype html>", { headers: { "content-type": "text/html" } });
    const files = await openModelFiles(
      originOf({ kind: "bundled", url: "https://app.test/models/gym", name: "gym" }, fetch),
      createMemoryStore(),
      NEVER,
    );
    await expect(files.readJson("config.json", NEVER, true)).rejects.toMatchObject({ code: "missing-file" });
  });

  it("of a picked folder are found below the folder's own name", async () => {
    const files = [{ path: "my-model/config.json", file: new Blob(['{"a": 1}']) }];
    const origin = originOf({ kind: "folder", name: "my-model", files }, async () => new Response());
    const found = await openModelFiles(origin, createMemoryStore(), NEVER);
    expect(await found.readJson("config.json", NEVER, true)).toEqual({ a: 1 });
  });

  it("of a folder that was cloned without its large files are said to be pointers", async () => {
    const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:abc\nsize 123456789\n";
    const files = [
      { path: "m/onnx/decoder_model_merged.onnx", file: new Blob([pointer]) },
      { path: "m/tokenizer.json", file: new Blob([pointer]) },
      { path: "m/config.json", file: new Blob(["{}"]) },
    ];
    const origin = originOf({ kind: "folder", name: "m", files }, async () => new Response());
    const found = await openModelFiles(origin, createMemoryStore(), NEVER);
    const said = { code: "missing-file", told: { name: "lfs-pointer" } };
    await expect(found.open("onnx/decoder_model_merged.onnx", NEVER)).rejects.toMatchObject(said);
    await expect(found.readJson("tokenizer.json", NEVER, true)).rejects.toMatchObject(said);
  });

  it("are only asked of a repository", () => {
    expect(() => originOf({ kind: "hub", repo: "../../etc" }, async () => new Response())).toThrow("owner/name");
  });
});

describe("network files", () => {
  const suffixes = ["", "_fp16", "_q4", "_q4f16", "_quantized", "_q4.onnx_data", "_q4.onnx_data_1"];
  const filesOf = (names: readonly string[], bytes?: number) =>
    names.map((suffix) => ({
      path: `onnx/decoder_model_merged${suffix.includes(".") ? suffix : `${suffix}.onnx`}`,
      ...(bytes === undefined ? {} : { bytes }),
    }));
  const known = { facts: filesOf(suffixes), config: {} };
  const decoder = "decoder_model_merged";

  it.each([
    ["webgpu-f16", undefined, "_q4f16", "fastest"],
    ["webgpu-f32", undefined, "_q4", "fastest"],
    ["wasm", undefined, "_quantized", "fastest"],
    ["wasm", "q4", "_q4", "asked"],
    ["wasm", { decoder_model_merged: "fp32" }, "", "asked"],
    ["wasm", "bnb4", "_bnb4", "asked"],
  ] as const)("on %s with dtype %o are %s", (target, dtype, suffix, reason) => {
    const { graph, weights } = networkPathsOf(decoder, target, dtype, known);
    expect([graph, weights.reason]).toEqual([`onnx/decoder_model_merged${suffix}.onnx`, reason]);
  });

  it("name the dtypes that there were besides", () => {
    const { weights } = networkPathsOf(decoder, "wasm", undefined, known);
    expect(weights).toEqual({ dtype: "q8", others: ["fp32", "fp16", "q4", "q4f16"], reason: "fastest" });
  });

  it("are four bits on WASM only where there is nothing else, or all else is too large", () => {
    const only = { facts: filesOf(["_q4"]), config: {} };
    expect(networkPathsOf(decoder, "wasm", undefined, only).weights).toMatchObject({ dtype: "q4", reason: "only" });
    const large = { facts: [...filesOf([""], 2 * 2 ** 30), ...filesOf(["_q4"], 2 ** 28)], config: {} };
    expect(networkPathsOf(decoder, "wasm", undefined, large).weights).toMatchObject({ dtype: "q4", reason: "fits" });
    expect(networkPathsOf(decoder, "webgpu-f32", undefined, large).weights.dtype).toBe("q4");
  });

  it("of the other networks go by themselves where one dtype is asked for that they lack", () => {
    const facts = ["embed_tokens", "embed_tokens_q4", "vision_encoder_fp16"].map((name) => ({
      path: `onnx/${name}.onnx`,
    }));
    const chosen = (role: "embed_tokens" | "vision_encoder") =>
      networkPathsOf(role, "wasm", "q4", { facts, config: {} }).weights.dtype;
    expect([chosen("embed_tokens"), chosen("vision_encoder")]).toEqual(["fp32", "fp16"]);
  });

  it("bring their data files along", () => {
    expect(networkPathsOf(decoder, "wasm", "q4", known).external).toEqual([
      "onnx/decoder_model_merged_q4.onnx_data",
      "onnx/decoder_model_merged_q4.onnx_data_1",
    ]);
    const config = { "transformers.js_config": { use_external_data_format: { "decoder_model_merged.onnx": 2 } } };
    expect(networkPathsOf(decoder, "wasm", undefined, { facts: null, config }).external).toEqual([
      "onnx/decoder_model_merged.onnx_data",
      "onnx/decoder_model_merged.onnx_data_1",
    ]);
  });
});
