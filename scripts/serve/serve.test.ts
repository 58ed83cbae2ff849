import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { request, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { serveFolder } from "./folder";
import { listenNear } from "./listen";
import { parseRange } from "./range";

describe("parseRange", () => {
  it.each([
    ["bytes=0-3", 10, { start: 0, end: 3 }],
    ["bytes=4-", 10, { start: 4, end: 9 }],
    ["bytes=-4", 10, { start: 6, end: 9 }],
    ["bytes=-40", 10, { start: 0, end: 9 }],
    ["bytes=2-400", 10, { start: 2, end: 9 }],
    ["bytes=10-", 10, "unsatisfiable"],
    ["bytes=-0", 10, "unsatisfiable"],
    ["bytes=5-2", 10, null],
    ["bytes=0-1,4-5", 10, null],
    ["bytes=-", 10, null],
    ["lines=0-1", 10, null],
    [undefined, 10, null],
  ])("reads %s of %i bytes", (header, size, expected) => {
    expect(parseRange(header, size)).toEqual(expected);
  });
});

describe("serveFolder", () => {
  let folder = "";
  let server: Server;
  let port = 0;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "sightline-"));
    const inside = join(folder, "dist");
    mkdirSync(join(inside, "assets"), { recursive: true });
    writeFileSync(join(folder, "secret.txt"), "secret");
    writeFileSync(join(inside, "index.html"), "<!doctype html>");
    writeFileSync(join(inside, "assets/engine-1a2b.wasm"), "0123456789");
    symlinkSync(join(folder, "secret.txt"), join(inside, "link.txt"));
    ({ server, port } = await listenNear(serveFolder(inside), 20_000 + (process.pid % 20_000)));
  });
  afterAll(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });

  /** Sends the path as it stands, which `fetch` would tidy up first. */
  const get = (path: string, headers: Record<string, string> = {}) =>
    new Promise<{ status: number; headers: NodeJS.Dict<string | string[]>; body: string }>((resolve, reject) => {
      request({ host: "localhost", port, path, headers }, (response) => {
        let body = "";
        response.on("data", (part: Buffer) => {
          body += part;
        });
        response.on("end", () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body }));
      })
        .on("error", reject)
        .end();
    });

  it("serves the page isolated", async () => {
    const page = await get("/");
    expect(page).toMatchObject({ status: 200, body: "<!doctype html>" });
    expect(page.headers["cross-origin-opener-policy"]).toBe("same-origin");
    expect(page.headers["cross-origin-embedder-policy"]).toBe("credentialless");
    expect(page.headers["content-type"]).toBe("text/html; charset=utf-8");
  });

  it("keeps hashed files for ever and asks for the others again", async () => {
    const wasm = await get("/assets/engine-1a2b.wasm?import");
    expect(wasm.headers["content-type"]).toBe("application/wasm");
    expect(wasm.headers["cache-control"]).toContain("immutable");
    const page = await get("/index.html");
    expect(page.headers["cache-control"]).toBe("no-cache");
    expect(await get("/index.html", { "if-none-match": String(page.headers.etag) })).toMatchObject({ status: 304 });
  });

  it("serves a range", async () => {
    const part = await get("/assets/engine-1a2b.wasm", { range: "bytes=2-4" });
    expect(part).toMatchObject({ status: 206, body: "234" });
    expect(part.headers["content-range"]).toBe("bytes 2-4/10");
    expect(await get("/assets/engine-1a2b.wasm", { range: "bytes=10-" })).toMatchObject({ status: 416 });
  });

  it.each([
    "/../secret.txt",
    "/%2e%2e/secret.txt",
    "/assets/..%2f..%2fsecret.txt",
    "/link.txt",
    "/assets",
    "/%zz",
    "/no",
  ])("finds nothing at %s", async (path) => {
    expect(await get(path)).toMatchObject({ status: 404, body: "" });
  });

  it("takes the next port where one is taken", async () => {
    const other = await listenNear(serveFolder(folder), port);
    other.server.close();
    expect(other.port).toBeGreaterThan(port);
  });
});
