import type { ImageId } from "../action";
import { err, ok, type Result } from "../base";
import { createRasterExecutor, type RasterExecutor } from "../raster";
import { recipesOf } from "../runner";
import { bytesFromBase64, type Carried, type LinkView, parseLink, sealOf, takeFromPage, takeFromPng } from "../sharing";
import { unpackTrace } from "../storage";
import type { Stray, Trace } from "../trace";

/** What is played: a trace with its pictures, and what to show of it first. */
export interface Loaded {
  readonly trace: Trace;
  readonly pictures: RasterExecutor;
  /** What the file says of things that the trace does not hold. */
  readonly strays: readonly Stray[];
  readonly view: LinkView;
  /** The pack that it came in, to be held to its seal. */
  readonly carried: Carried;
}

/** Where a trace may come from, in the order in which it is looked for. */
export interface Given {
  /** The block of a page that carries its trace; null in a page that does not. */
  readonly block: { readonly text: string; readonly seal: string; readonly view: string } | null;
  /** The page's own address. */
  readonly href: string;
}

/** More than this nobody waits for in a page that is only read. */
const MOST_BYTES = 256 * 2 ** 20;

/** Loads what was given. Refuses with a code that the player has words for, or with that of the trace's reader. */
export async function load(given: Given): Promise<Result<Loaded, string>> {
  if (!globalThis.crypto?.subtle) return err("insecure-page");
  const link = parseLink(new URL(given.href).hash || `#${given.block?.view ?? ""}`);
  if (!link.ok) return link;
  const carried = await carriedBy(given, link.value);
  if (!carried.ok) return carried;
  const unpacked = await unpackTrace(new Blob([carried.value.pack]));
  if (!unpacked.ok) return err(link.value.pack ? "link-cut" : unpacked.error.code);
  const { trace, images, strays } = unpacked.value;
  return ok({ trace, strays, pictures: picturesOf(trace, images), view: link.value.view, carried: carried.value });
}

async function carriedBy(
  { block, href }: Given,
  link: { readonly pack: Carried["pack"] | null; readonly src: string | null },
): Promise<Result<Carried, string>> {
  if (block) return inBlock(block.text, block.seal);
  if (link.pack) return ok({ pack: link.pack, seal: await sealOf(link.pack) });
  const src = link.src ?? new URL(href).searchParams.get("src");
  return src === null ? err("nothing-given") : fetched(src, href);
}

async function inBlock(text: string, seal: string): Promise<Result<Carried, string>> {
  const pack = bytesFromBase64(text.replace(/\s+/g, ""));
  if (!pack || pack.length === 0) return err("carrier-cut");
  return (await sealOf(pack)) === seal ? ok({ pack, seal }) : err("carrier-altered");
}

async function fetched(src: string, base: string): Promise<Result<Carried, string>> {
  const url = URL.canParse(src, base) ? new URL(src, base) : null;
  if (!url || !/^https?:$/.test(url.protocol) || url.username !== "" || url.password !== "") return err("bad-address");
  try {
    // Nothing of the reader's goes along: neither who they are, nor where they are.
    const response = await fetch(url, { credentials: "omit", referrerPolicy: "no-referrer" });
    if (!response.ok) return err("cannot-fetch");
    if (Number(response.headers.get("content-length") ?? 0) > MOST_BYTES) return err("too-large");
    const bytes = new Uint8Array(await response.arrayBuffer());
    return bytes.length > MOST_BYTES ? err("too-large") : await unwrapped(bytes);
  } catch {
    return err("cannot-fetch");
  }
}

/** A picture or a page that carries a trace, or the trace's own file. */
async function unwrapped(bytes: Uint8Array<ArrayBuffer>): Promise<Result<Carried, string>> {
  const inPng = await takeFromPng(bytes);
  if (!inPng.ok) return inPng;
  if (inPng.value) return ok(inPng.value);
  const inPage = bytes[0] === LESS_THAN ? await takeFromPage(new TextDecoder().decode(bytes)) : ok(null);
  if (!inPage.ok) return inPage;
  return ok(inPage.value ?? { pack: bytes, seal: await sealOf(bytes) });
}

const LESS_THAN = 0x3c;

/** The pictures of a trace: those in its file, and those that actions make of them. */
function picturesOf(trace: Trace, images: ReadonlyMap<ImageId, Uint8Array<ArrayBuffer>>): RasterExecutor {
  const executor = createRasterExecutor({ read: async (id) => images.get(id) ?? null, write: async () => {} });
  executor.recall(recipesOf(trace));
  return executor;
}
