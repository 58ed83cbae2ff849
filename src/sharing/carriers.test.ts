// Law: what goes out comes back, for every example there is, in every carrier.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ImageId } from "../action";
import { must } from "../base";
import { encodePng } from "../raster";
import { packTrace, unpackTrace } from "../storage";
import { applyEdit, emptyTrace, isKept, parseTrace, type Trace } from "../trace";
import { anyEdit, traceId, trunk } from "../trace/testing";
import { parseLink, printLink } from "./link";
import { printPage, takeFromPage } from "./page";
import { putInPng, takeFromPng } from "./png";
import { sealOf } from "./seal";

const ROOT = join(import.meta.dirname, "../..");
const FOLDERS = ["public/samples", "src/trace/fixtures/version-1"];

/** The examples with what pictures lie beside them, by the hash of their bytes. */
function examples(): readonly { readonly name: string; readonly trace: Trace }[] {
  return FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder))
      .filter((name) => name.endsWith(".json"))
      .flatMap((name) => {
        const parsed = parseTrace(JSON.parse(readFileSync(join(ROOT, folder, name), "utf8")));
        return parsed.ok ? [{ name: `${folder}/${name}`, trace: parsed.value }] : [];
      }),
  );
}

async function pictures(): Promise<ReadonlyMap<string, Uint8Array<ArrayBuffer>>> {
  const folder = join(ROOT, "public/samples");
  const files = readdirSync(folder).filter((name) => name.endsWith(".png"));
  const bytes = files.map((name) => new Uint8Array(readFileSync(join(folder, name))));
  return new Map(await Promise.all(bytes.map(async (file) => [await sealOf(file), file] as const)));
}

const PIXELS = { width: 64, height: 8, data: new Uint8ClampedArray(64 * 8 * 4).fill(120) };
const PARTS = { player: "0", title: "t", language: "en", withoutScript: "" };

/** The pack after a way through every carrier. */
async function carriedBack(pack: Uint8Array<ArrayBuffer>): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  const carried = { pack, seal: await sealOf(pack) };
  const link = must(parseLink(new URL(printLink("https://example.org/", pack)).hash)).pack;
  const page = must(await takeFromPage(await printPage(carried, PARTS)))?.pack;
  const png = must(await takeFromPng(putInPng(await encodePng(PIXELS), carried)))?.pack;
  return [link, page, png].map((back) => back ?? new Uint8Array());
}

async function expectCarried(trace: Trace, images: ReadonlyMap<string, Uint8Array<ArrayBuffer>>): Promise<void> {
  const packed = must(await packTrace(trace, async (id: ImageId) => images.get(id) ?? null));
  const pack = new Uint8Array(await packed.arrayBuffer());
  for (const back of await carriedBack(pack)) {
    expect(Buffer.compare(back, pack)).toBe(0);
    const unpacked = must(await unpackTrace(new Blob([back])));
    expect(unpacked.trace).toEqual(trace);
    const kept = [...trace.images.values()].filter(isKept).map(({ id }) => id);
    expect(unpacked.missing).toEqual(kept.filter((id) => !images.has(id)));
    for (const [id, bytes] of unpacked.images)
      expect(Buffer.compare(bytes, images.get(id) ?? new Uint8Array())).toBe(0);
  }
}

describe("a trace that is shared", () => {
  it("comes back whole, every example in every carrier", async () => {
    const all = examples();
    expect(all.length).toBeGreaterThan(6);
    const images = await pictures();
    for (const { trace } of all) await expectCarried(trace, images);
    await expectCarried(trunk, images);
  });

  it("comes back whole, whatever was done to it", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyEdit, { maxLength: 12 }), async (edits) => {
        const trace = edits.reduce(
          (before, edit) => {
            const after = applyEdit(before, edit);
            return after.ok ? after.value : before;
          },
          emptyTrace(traceId("t"), "any"),
        );
        await expectCarried(trace, new Map());
      }),
      { numRuns: 60 },
    );
  });

  it("has a seal that depends on nothing but the trace", async () => {
    const seals = await Promise.all(
      [trunk, trunk].map(async (trace) =>
        sealOf(new Uint8Array(await must(await packTrace(trace, async () => null)).arrayBuffer())),
      ),
    );
    expect(seals[0]).toBe(seals[1]);
  });
});
