import { describe, expect, it } from "vitest";
import { must } from "../../base";
import { createLocalEngine } from "../node";
import { NEVER, tinySource } from "../testing/tinyModel";

const hub = { kind: "hub", repo: "someone/model", hubUrl: "https://hub.test" } as const;
const auto = { backend: "auto", signal: NEVER } as const;

/** A Hub that has these files, in megabytes, and says what else was asked of it. */
function hubOf(sizes: Readonly<Record<string, number>>) {
  const asked: string[] = [];
  const fetch = async (url: string): Promise<Response> => {
    asked.push(url);
    const siblings = Object.entries(sizes).map(([rfilename, size]) => ({ rfilename, size: size * 1e6 }));
    return url.includes("/api/models/") ? Response.json({ siblings }) : new Response("", { status: 404 });
  };
  return { engine: createLocalEngine({ fetch }), asked };
}

describe("a plan", () => {
  it("names what would be fetched on this machine, and the sum for each dtype, from the list alone", async () => {
    const { engine, asked } = hubOf({
      "config.json": 1,
      "onnx/embed_tokens.onnx": 100,
      "onnx/vision_encoder.onnx": 300,
      "onnx/vision_encoder_q4.onnx": 60,
      "onnx/decoder_model_merged_q4.onnx": 2,
      "onnx/decoder_model_merged_q4.onnx_data": 198,
      "onnx/decoder_model_merged_quantized.onnx": 350,
    });
    const plan = must(await engine.plan(hub, auto));
    // Node has no GPU: 8 bits before 32, four bits last.
    expect(plan).toMatchObject({ target: "wasm", bytes: 750e6, memoryBytes: 1125e6 });
    expect(plan?.networks.map(({ role, weights, bytes }) => [role, weights.dtype, bytes / 1e6])).toEqual([
      ["embed_tokens", "fp32", 100],
      ["vision_encoder", "fp32", 300],
      ["decoder_model_merged", "q8", 350],
    ]);
    expect(plan?.byDtype).toEqual([
      { dtype: "fp32", bytes: 400e6 },
      { dtype: "q8", bytes: 750e6 },
      { dtype: "q4", bytes: 360e6 },
    ]);
    expect(asked).toHaveLength(1);
  });

  it("is told of a dtype that was asked for, and of a model without embeddings of its own", async () => {
    const { engine } = hubOf({
      "onnx/vision_encoder_q8.onnx": 400,
      "onnx/decoder_q4.onnx": 1,
      "onnx/decoder_q4.onnx_data": 1200,
      "onnx/decoder_q8.onnx": 2000,
    });
    expect(must(await engine.plan({ ...hub, dtype: "q4" }, auto))).toMatchObject({
      bytes: 1601e6,
      networks: [
        { role: "vision_encoder" },
        { role: "decoder_model_merged", weights: { dtype: "q4", reason: "asked" } },
      ],
    });
  });

  it("is of a folder's own files", async () => {
    const source = await tinySource();
    const bytes = source.files
      .filter(({ path }) => path.endsWith(".onnx"))
      .reduce((sum, { file }) => sum + file.size, 0);
    expect(must(await createLocalEngine().plan(source, auto))?.bytes).toBe(bytes);
  });

  it("is none where nobody says what there is, as offline", async () => {
    const { engine } = hubOf({ "config.json": 1 });
    expect(must(await engine.plan(hub, auto))).toBeNull();
    const offline = createLocalEngine({ fetch: () => Promise.reject(new TypeError("fetch failed")) });
    expect(must(await offline.plan(hub, auto))).toBeNull();
  });
});
