// Files that open one by one and do not belong together. What is wrong stands in the message, with what to do.
import { describe, expect, it } from "vitest";
import { must } from "../../base";
import type { EngineFailureCode } from "../contract/failure";
import { createLocalEngine } from "../node";
import { type OnnxGraph, writeOnnx } from "../testing/onnxFile";
import { listen, NEVER, request, tinyFile, tinySource, user, words } from "../testing/tinyModel";

const DECODER = "onnx/decoder_model_merged.onnx";
const EMBEDDER = "onnx/embed_tokens.onnx";
const VISION = "onnx/vision_encoder.onnx";

const onnx = (graph: OnnxGraph): Blob => new Blob([writeOnnx(graph)]);

/** Embeddings of another width, as another export of the family has them. */
const widerEmbedder = onnx({
  nodes: [{ operator: "Gather", inputs: ["table", "input_ids"], outputs: ["inputs_embeds"] }],
  weights: [{ name: "table", type: "float32", dims: [342, 96], data: new Uint8Array(342 * 96 * 4) }],
  inputs: [{ name: "input_ids", type: "int64", dims: ["b", "s"] }],
  outputs: [{ name: "inputs_embeds", type: "float32", dims: ["b", "s", 96] }],
});

const widerVision = onnx({
  nodes: [{ operator: "Identity", inputs: ["pixel_values"], outputs: ["image_features"] }],
  weights: [],
  inputs: [{ name: "pixel_values", type: "float32", dims: ["n", 96] }],
  outputs: [{ name: "image_features", type: "float32", dims: ["n", 96] }],
});

const unknownOperator = onnx({
  nodes: [{ operator: "ThinkHarder", inputs: ["x"], outputs: ["y"] }],
  weights: [],
  inputs: [{ name: "x", type: "float32", dims: [1] }],
  outputs: [{ name: "y", type: "float32", dims: [1] }],
});

/** Weights of its own, and more in a file beside it. */
const parted = onnx({
  nodes: [
    { operator: "Add", inputs: ["x", "own"], outputs: ["z"] },
    { operator: "Add", inputs: ["z", "beside"], outputs: ["y"] },
  ],
  weights: [
    { name: "own", type: "float32", dims: [1024], data: new Uint8Array(4096) },
    { name: "beside", type: "float32", dims: [1024], data: { externalFile: "decoder_model_merged.onnx_data" } },
  ],
  inputs: [{ name: "x", type: "float32", dims: [1024] }],
  outputs: [{ name: "y", type: "float32", dims: [1024] }],
});

type Json = Record<string, unknown>;

async function changedJson(path: string, change: (json: Json) => Json): Promise<Blob> {
  const json: Json = JSON.parse(await (await tinyFile(path)).text());
  return new Blob([JSON.stringify(change(json))]);
}

const template = (source: string): Promise<Blob> =>
  changedJson("tokenizer_config.json", (json) => ({ ...json, chat_template: source }));

type Changes = Readonly<Record<string, Blob | null>>;

describe("files that do not belong together", () => {
  it.each<[string, () => Promise<Changes>, EngineFailureCode, RegExp]>([
    [
      "embeddings of another export",
      async () => ({ [EMBEDDER]: widerEmbedder }),
      "unsupported-model",
      /embed_tokens gives 96 .* reads 64.*one repository/,
    ],
    [
      "a vision encoder of another export",
      async () => ({ [VISION]: widerVision }),
      "unsupported-model",
      /vision_encoder gives 96/,
    ],
    [
      "another model's preprocessor",
      async () => ({
        "preprocessor_config.json": await changedJson("preprocessor_config.json", (json) => ({
          ...json,
          max_image_size: { longest_edge: 48 },
        })),
      }),
      "unsupported-model",
      /vision_encoder reads "pixel_values" of .* 32 × 32, and preprocessor_config\.json makes .* 48 × 48.*one repository/,
    ],
    [
      "an operator that the runtime lacks",
      async () => ({ [VISION]: unknownOperator }),
      "unsupported-model",
      /vision_encoder\.onnx uses the operator ThinkHarder.*choose/,
    ],
    [
      "weights beside a network that are missing",
      async () => ({ [DECODER]: parted }),
      "missing-file",
      /decoder_model_merged\.onnx keeps .*"decoder_model_merged\.onnx_data".*Put it/,
    ],
    [
      "weights beside a network that are cut",
      async () => ({ [DECODER]: parted, [`${DECODER}_data`]: new Blob([new Uint8Array(100)]) }),
      "corrupt-file",
      /"decoder_model_merged\.onnx_data" is shorter .*Fetch/,
    ],
    [
      "another model's image token",
      async () => ({ "config.json": await changedJson("config.json", (json) => ({ ...json, image_token_id: 17 })) }),
      "unsupported-model",
      /config\.json numbers "<image>" 17, but tokenizer\.json numbers it 303/,
    ],
    [
      "a tokenizer with more tokens than the network",
      async () => ({
        "tokenizer.json": await changedJson("tokenizer.json", (json) => ({
          ...json,
          added_tokens: [...(json.added_tokens as object[]), { id: 900, content: "<new>", special: true }],
        })),
      }),
      "unsupported-model",
      /tokenizer\.json has a token 900, but decoder_model_merged knows 342/,
    ],
    [
      "a template for words alone",
      async () => ({ "tokenizer_config.json": await template("{{ messages[0]['role'] }}") }),
      "unsupported-model",
      /"<image>" 0 times/,
    ],
    [
      "a template that wants text for content",
      async () => ({ "tokenizer_config.json": await template("{{ messages[0]['content'].strip() }}") }),
      "unsupported-model",
      /template .*own repository/,
    ],
    [
      "a template that is none",
      async () => ({ "tokenizer_config.json": await template("{% for %}") }),
      "unsupported-model",
      /template cannot be read.*own repository/,
    ],
    [
      "words without a template",
      async () => ({
        "tokenizer_config.json": await changedJson("tokenizer_config.json", ({ chat_template: _, ...json }) => json),
        "chat_template.jinja": null,
      }),
      "unsupported-model",
      /no chat template.*Put chat_template\.jinja/,
    ],
    [
      "settings that do not say how large a picture's patches are",
      async () => ({
        "config.json": await changedJson("config.json", (json) => ({ ...json, vision_config: {} })),
      }),
      "unsupported-model",
      /patch size.*config\.json.*own repository/,
    ],
    [
      "a family that is not known",
      async () => ({ "config.json": new Blob(['{"model_type":"gpt9"}']) }),
      "unsupported-model",
      /config\.json says "gpt9".*Choose a model of one of these: idefics3/,
    ],
  ])("are refused: %s", async (_, changes, code, message) => {
    const engine = createLocalEngine();
    const options = { backend: "wasm", onProgress: () => undefined, signal: NEVER } as const;
    const before = must(await engine.load(await tinySource(), options));
    const refused = await engine.load(await tinySource(await changes()), options);
    expect(refused).toMatchObject({ ok: false, error: { code, message: expect.stringMatching(message) } });
    const ask = request([user(words("hello"))], { maxTokens: 1 });
    expect((await listen(before.continue(ask, NEVER))).ids).toHaveLength(1);
    await engine.unload();
  });

  it("are refused before anything is fetched where they are larger than the memory of a page", async () => {
    const sizes = new Map([
      [DECODER, 3 * 2 ** 30],
      [EMBEDDER, 2 ** 30],
      [VISION, 2 ** 20],
    ]);
    const fetched: string[] = [];
    const { files } = await tinySource();
    const fetch = async (url: string): Promise<Response> => {
      if (url.includes("/api/models/")) {
        return Response.json({
          siblings: files.map(({ path: rfilename }) => ({ rfilename, size: sizes.get(rfilename) })),
        });
      }
      fetched.push(url);
      const found = files.find(({ path }) => url.endsWith(`/resolve/main/${path}`));
      return found === undefined ? new Response("", { status: 404 }) : new Response(found.file);
    };
    const engine = createLocalEngine({ fetch });
    const options = { backend: "wasm", onProgress: () => undefined, signal: NEVER } as const;
    const before = must(await engine.load(await tinySource(), options));
    const source = { kind: "hub", repo: "someone/large", hubUrl: "https://hub.test" } as const;
    const refused = await engine.load(source, options);
    expect(refused).toMatchObject({
      ok: false,
      error: { code: "out-of-memory", message: expect.stringMatching(/decoder_model_merged\.onnx.* 4\.0 GB.*Choose/) },
    });
    expect(fetched.filter((url) => url.endsWith(".onnx"))).toEqual([]);
    const ask = request([user(words("hello"))], { maxTokens: 1 });
    expect((await listen(before.continue(ask, NEVER))).ids).toHaveLength(1);
    await engine.unload();
  });
});
