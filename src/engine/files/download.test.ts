// Downloads from a real server that breaks off, into a folder on the disk.
import { createHash } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createFolderStore } from "../testing/folderStore";
import { NEVER } from "../testing/tinyModel";
import type { FileStore } from "./fileStore";
import { openModelFiles } from "./modelFiles";
import { originOf } from "./origin";

const PATH = "onnx/decoder_model_merged.onnx";
const bytesFrom = (seed: number, length: number) => Uint8Array.from({ length }, (_, i) => (i * seed + (i >> 8)) % 251);
const WEIGHTS = bytesFrom(7, 300_000);
const OTHER_WEIGHTS = bytesFrom(11, 300_000);
const ID = (base: string): string => `${base}/someone/model@main/${PATH}`;

/** How the server behaves; each test changes what it is about. */
const hub = {
  weights: WEIGHTS,
  etag: '"one"' as string | null,
  tellsHashes: true,
  takesRanges: true,
  /** After so many bytes of an answer the connection is cut; null where it holds. */
  cutAfter: [] as (number | null)[],
  ranges: [] as (string | null)[],
};

let server: Server;
let base = "";
let folder = "";
let store: FileStore;

beforeEach(async () => {
  Object.assign(hub, {
    weights: WEIGHTS,
    etag: '"one"',
    tellsHashes: true,
    takesRanges: true,
    cutAfter: [],
    ranges: [],
  });
  server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  folder = await mkdtemp(join(tmpdir(), "sightline-download-"));
  store = createFolderStore(folder);
});

afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await rm(folder, { recursive: true });
});

function answer(request: IncomingMessage, response: ServerResponse): void {
  if (request.url?.startsWith("/api/") === true) {
    const sha256 = createHash("sha256").update(hub.weights).digest("hex");
    const facts = hub.tellsHashes ? { size: hub.weights.length, lfs: { sha256 } } : {};
    response.end(JSON.stringify({ siblings: [{ rfilename: PATH, ...facts }] }));
    return;
  }
  const range = request.headers.range ?? null;
  hub.ranges.push(range);
  const from = hub.takesRanges ? Number(range?.match(/^bytes=(\d+)-$/)?.[1] ?? 0) : 0;
  const { length } = hub.weights;
  response.writeHead(from > 0 ? 206 : 200, {
    "content-length": length - from,
    ...(hub.etag === null ? {} : { etag: hub.etag }),
    ...(from > 0 ? { "content-range": `bytes ${from}-${length - 1}/${length}` } : {}),
  });
  const cut = hub.cutAfter.shift() ?? null;
  if (cut === null) response.end(hub.weights.subarray(from));
  else response.write(hub.weights.subarray(from, from + cut), () => setTimeout(() => response.destroy(), 50));
}

async function fetched(signal = NEVER, onBytes?: (loaded: number) => void): Promise<Uint8Array> {
  const source = { kind: "hub", repo: "someone/model", hubUrl: base } as const;
  const origin = originOf(source, (url, init) => fetch(url, init));
  const file = await (await openModelFiles(origin, store, NEVER)).open(PATH, signal, onBytes);
  return file.part(0, file.bytes);
}

const expectWhole = (bytes: Uint8Array, weights = WEIGHTS): void =>
  expect(Buffer.compare(Buffer.from(bytes), Buffer.from(weights))).toBe(0);

/** Every try of one visit is cut. */
async function breakOff(): Promise<void> {
  hub.cutAfter = [100_000, 20_000, 20_000, 20_000];
  await expect(fetched()).rejects.toMatchObject({ code: "unreachable" });
}

describe("a download that breaks off", () => {
  it("goes on by itself where it stood", async () => {
    hub.cutAfter = [100_000];
    expectWhole(await fetched());
    expect(hub.ranges).toEqual([null, "bytes=100000-"]);
  });

  it("says how far it came when the connection keeps breaking, and goes on at the next visit", async () => {
    hub.cutAfter = [100_000, 20_000, 20_000, 20_000];
    await expect(fetched()).rejects.toMatchObject({
      code: "unreachable",
      message: expect.stringMatching(/decoder_model_merged\.onnx.* 0\.2 of 0\.3 MB.*once more/),
    });
    expectWhole(await fetched());
    expect(hub.ranges.at(-1)).toBe("bytes=160000-");
  });

  it("is kept as any other file when it is whole, and not fetched again", async () => {
    await breakOff();
    await fetched();
    const asked = hub.ranges.length;
    expectWhole(await fetched());
    expect(hub.ranges).toHaveLength(asked);
    const names = (await store.list()).map(({ name }) => name);
    expect(names).not.toContain(`${ID(base)}.part`);
  });

  it("begins again where the server gives no rests", async () => {
    hub.takesRanges = false;
    hub.cutAfter = [100_000];
    expectWhole(await fetched());
  });

  it.each([
    ["the file has changed, which its ETag says", { tellsHashes: false, etag: '"two"' }],
    ["nobody can say that it is the same file", { tellsHashes: false, etag: null }],
  ])("begins again where %s", async (_, change) => {
    hub.tellsHashes = false;
    await breakOff();
    Object.assign(hub, change, { weights: OTHER_WEIGHTS });
    expectWhole(await fetched(), OTHER_WEIGHTS);
  });

  it("is refused, forgotten and fetched anew where its two halves are of different files", async () => {
    await breakOff();
    hub.weights = OTHER_WEIGHTS;
    await expect(fetched()).rejects.toMatchObject({
      code: "corrupt-file",
      message: expect.stringContaining("checksum"),
    });
    expectWhole(await fetched(), OTHER_WEIGHTS);
    expect(hub.ranges.at(-1)).toBeNull();
  });

  it("does not count before it is whole, also where somebody has tampered with what arrived", async () => {
    await breakOff();
    const half = (await store.read(ID(base)))!;
    await store.write(ID(base), half.fill(0, 0, 10));
    await expect(fetched()).rejects.toMatchObject({ code: "corrupt-file" });
    expectWhole(await fetched());
  });

  it("goes on after it was stopped by hand", async () => {
    const stopper = new AbortController();
    hub.cutAfter = [100_000];
    const stopped = fetched(stopper.signal, () => stopper.abort());
    await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
    expectWhole(await fetched());
    expect(hub.ranges.at(-1)).toMatch(/^bytes=[1-9]\d*-$/);
  });
});

describe("a download without a storage that takes pieces", () => {
  it("still arrives where the disk is full half-way", async () => {
    const full: FileStore = {
      ...store,
      append: async () => ({
        write: () => {
          throw new DOMException("", "QuotaExceededError");
        },
        close: () => undefined,
      }),
      write: () => Promise.reject(new DOMException("", "QuotaExceededError")),
    };
    store = full;
    expectWhole(await fetched());
  });
});
