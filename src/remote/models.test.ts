import { afterEach, describe, expect, it } from "vitest";
import { listModels } from "./models";
import { probe } from "./probe";
import { type Double, type DoubleOptions, optionsFor, startDouble, TINY_PNG } from "./testing";

let server: Double;
afterEach(() => server.close());

const signal = new AbortController().signal;

async function serve(options: Partial<DoubleOptions> = {}): Promise<void> {
  server = await startDouble({ flavour: "vllm", reply: () => ({ kind: "say", saying: { words: "Red" } }), ...options });
}

describe("the list of models", () => {
  it("is what the server says it has", async () => {
    await serve({ models: ["a/b", "c"] });
    expect(await listModels(optionsFor(server, "vllm"), signal)).toEqual({
      ok: true,
      value: [
        { id: "a/b", contextLength: 4096 },
        { id: "c", contextLength: 4096 },
      ],
    });
  });

  it("is refused without the key", async () => {
    await serve({ key: "k" });
    expect(await listModels(optionsFor(server, "vllm"), signal)).toMatchObject({
      ok: false,
      error: { code: "server-unauthorised" },
    });
  });

  it("is none where the path is wrong", async () => {
    await serve();
    const address = { baseUrl: server.baseUrl.replace("/v1", "/v2"), key: "" };
    expect(await listModels({ ...optionsFor(server, "vllm"), address }, signal)).toMatchObject({
      ok: false,
      error: { code: "server-not-found" },
    });
  });
});

describe("a first word", () => {
  const picture = async () => ({ ok: true, value: TINY_PNG }) as const;

  it("shows that the model answers, sees and tells probabilities", async () => {
    await serve();
    expect(await probe(optionsFor(server, "vllm"), picture, signal)).toMatchObject({
      ok: true,
      value: { imageFailure: null, tellsProbabilities: true, refusedFields: [] },
    });
  });

  it("shows that it answers, but takes no pictures", async () => {
    await serve({
      reply: ({ messages }) =>
        messages.some(({ content }) => typeof content !== "string")
          ? { kind: "refuse", status: 400, body: "This model takes no image" }
          : { kind: "say", saying: { words: "Red" } },
    });
    expect(await probe(optionsFor(server, "vllm"), picture, signal)).toMatchObject({
      ok: true,
      value: { imageFailure: { code: "server-refused-image" } },
    });
  });
});
