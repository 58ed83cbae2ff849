import { describe, expect, it } from "vitest";
import { NEVER } from "../testing/tinyModel";
import { createMemoryStore, type FileStore } from "./fileStore";
import { createKeptModels } from "./keptModels";
import { openModelFiles } from "./modelFiles";
import { originOf } from "./origin";

const fetch = async (url: string) =>
  url.includes("/api/") ? new Response("", { status: 404 }) : new Response(url.includes("second") ? "123456" : "1234");

/** Files that the engine itself has kept, of two models, one of a mirror with a path and another version. */
async function keptBy(store: FileStore): Promise<void> {
  const first = originOf({ kind: "hub", repo: "someone/first" }, fetch);
  const mirror = { hubUrl: "https://mirror.test/hub/", revision: "refs/pr/1" };
  const second = originOf({ kind: "hub", repo: "someone/second", ...mirror }, fetch);
  for (const origin of [first, second]) await (await openModelFiles(origin, store, NEVER)).open("onnx/a.onnx", NEVER);
}

describe("kept models", () => {
  it("are listed with their sizes, the largest first", async () => {
    const store = createMemoryStore();
    await keptBy(store);
    const models = await createKeptModels(async () => store).list();
    expect(models.map(({ name, host }) => [name, host])).toEqual([
      ["someone/second@refs/pr/1", "mirror.test"],
      ["someone/first", "huggingface.co"],
    ]);
    expect(models[0]!.bytes - models[1]!.bytes).toBe(2);
  });

  it("tell what belongs to a download that broke off", async () => {
    const store = createMemoryStore();
    await keptBy(store);
    const name = "https://huggingface.co/someone/first@main/onnx/b.onnx";
    await store.write(name, new Uint8Array(100));
    await store.write(`${name}.part`, new Uint8Array(2));
    const [first] = await createKeptModels(async () => store).list();
    expect(first).toMatchObject({ name: "someone/first", unfinishedBytes: 100 });
  });

  it("are removed with all that belongs to them, and nothing else", async () => {
    const store = createMemoryStore();
    await keptBy(store);
    const kept = createKeptModels(async () => store);
    const [second] = await kept.list();
    await kept.remove(second!.id);
    expect((await kept.list()).map(({ name }) => name)).toEqual(["someone/first"]);
    expect((await store.list()).every(({ name }) => name.includes("someone/first"))).toBe(true);
  });
});
