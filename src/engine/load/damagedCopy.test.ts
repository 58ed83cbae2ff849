// Large kept files are looked through while they are opened. One that was damaged meanwhile must not answer for the model.
import { expect, it } from "vitest";
import { must } from "../../base";
import { digestOfParts, PART_BYTES } from "../files/checksum";
import { createMemoryStore, type FileStore } from "../files/fileStore";
import type { Fetch } from "../files/origin";
import { createLocalEngine } from "../node";
import { NEVER, tinySource } from "../testing/tinyModel";

const SOURCE = { kind: "hub", repo: "someone/model", hubUrl: "https://hub.test" } as const;
const DECODER = "onnx/decoder_model_merged.onnx";
const KEPT = `https://hub.test/someone/model@main/${DECODER}`;

/** A network with so long a description that its file is looked through beside: the runtime passes that over. */
async function described(network: Blob): Promise<Uint8Array<ArrayBuffer>> {
  const length = PART_BYTES + 1000;
  const bytes = [length & 127, (length >> 7) & 127, (length >> 14) & 127, length >> 21];
  const field = Uint8Array.of(6 * 8 + 2, bytes[0]! | 128, bytes[1]! | 128, bytes[2]! | 128, bytes[3]!);
  const blob = new Blob([network, field, new Uint8Array(length).fill(32)]);
  return new Uint8Array(await blob.arrayBuffer());
}

/** A Hub with the tiny model, whose decoder's file is a large one. */
async function createHub() {
  const { files } = await tinySource();
  const contents = new Map<string, Uint8Array<ArrayBuffer>>();
  for (const { path, file } of files)
    contents.set(path, path === DECODER ? await described(file) : new Uint8Array(await file.arrayBuffer()));
  const requests: string[] = [];
  const fetch: Fetch = async (url) => {
    const path = new URL(url).pathname.replace(/^.*\/resolve\/main\//, "");
    requests.push(path);
    if (path.startsWith("/api/"))
      return Response.json({ siblings: [...contents].map(([rfilename, { length }]) => ({ rfilename, size: length })) });
    const content = contents.get(path);
    return content === undefined ? new Response("", { status: 404 }) : new Response(content);
  };
  return { fetch, timesFetched: () => requests.filter((path) => path === DECODER).length };
}

/** Files in memory, with the digest told by itself as another thread tells it. */
function createStore(): FileStore {
  const store = createMemoryStore();
  return {
    ...store,
    async digest(name) {
      const file = await store.open(name);
      return file && digestOfParts(file);
    },
  };
}

const load = async (store: FileStore, fetch: Fetch) => {
  const engine = createLocalEngine({ openStore: async () => store, fetch });
  const model = must(await engine.load(SOURCE, { backend: "wasm", onProgress: () => undefined, signal: NEVER }));
  const { files } = model.card;
  await engine.unload();
  return files;
};

it("is read from this machine while another thread looks it through", async () => {
  const [store, hub] = [createStore(), await createHub()];
  const fetched = await load(store, hub.fetch);
  expect(await load(store, hub.fetch)).toEqual(fetched);
  expect(hub.timesFetched()).toBe(1);
});

it.each<[string, (file: Uint8Array) => void]>([
  ["opens all the same", (file) => file.fill(33, file.length - 500)],
  ["cannot be opened", (file) => file.fill(255, 0, 2000)],
])("is fetched anew where it was changed and %s", async (_, change) => {
  const [store, hub] = [createStore(), await createHub()];
  const fetched = await load(store, hub.fetch);
  const file = await store.read(KEPT);
  if (file === null) throw new Error("Nothing was kept");
  change(file);
  await store.write(KEPT, file);
  expect(await load(store, hub.fetch)).toEqual(fetched);
  expect(hub.timesFetched()).toBe(2);
  // What was fetched is whole, and is not fetched a third time.
  expect(await load(store, hub.fetch)).toEqual(fetched);
  expect(hub.timesFetched()).toBe(2);
});

it("is looked through before it is read where there is no other thread", async () => {
  const { digest: _, ...store } = createStore();
  const hub = await createHub();
  await load(store, hub.fetch);
  const file = await store.read(KEPT);
  file?.fill(33, file.length - 500);
  if (file) await store.write(KEPT, file);
  await load(store, hub.fetch);
  expect(hub.timesFetched()).toBe(2);
});
