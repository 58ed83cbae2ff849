// What the fuzzer gives to the readers of shared traces: links, pages and pictures, changed letter by letter and byte by
// byte. A picture stands in a text as Latin-1, one letter a byte.
import { must } from "../../src/base";
import { encodePng } from "../../src/raster";
import {
  findSensitive,
  parseLink,
  printLink,
  printPage,
  putInPng,
  SENSITIVE_KINDS,
  sealOf,
  takeFromPage,
  takeFromPng,
  withhold,
} from "../../src/sharing";
import { packTrace, unpackTrace } from "../../src/storage";
import { encodeTrace, parseTrace } from "../../src/trace";
import { trunk } from "../../src/trace/testing";

const latin = (bytes: Uint8Array): string => Array.from(bytes, (byte) => String.fromCharCode(byte)).join("");
const bytesOf = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 255);

const pack = new Uint8Array(await must(await packTrace(trunk, async () => null)).arrayBuffer());
const carried = { pack, seal: await sealOf(pack) };
const link = new URL(printLink("https://example.org/", pack, must(parseLink("#step=zoom&region=1,2,3,4&lang=zh")).view))
  .hash;
const page = await printPage(carried, { player: "0", title: "t", language: "en", withoutScript: "" });
const png = latin(
  putInPng(await encodePng({ width: 8, height: 8, data: new Uint8ClampedArray(256).fill(90) }), carried),
);

export const CARRIERS: readonly string[] = [link, page, png, latin(pack)];

/** A carrier with a few of its bytes changed, left out, doubled or put elsewhere. */
export function mutatedCarrier(draw: () => number): string {
  let text = CARRIERS[Math.floor(draw() * CARRIERS.length)] ?? "";
  for (let i = 1 + Math.floor(draw() * 4); i > 0; i--) {
    const at = Math.floor(draw() * text.length);
    const length = draw() < 0.7 ? 1 : Math.floor(draw() * 200);
    const piece = draw() < 0.3 ? text.slice(at, at + length) : String.fromCharCode(Math.floor(draw() * 256));
    const kind = draw();
    if (kind < 0.6) text = text.slice(0, at) + piece + text.slice(at + length);
    else if (kind < 0.8) text = text.slice(0, at) + text.slice(at + length);
    else text = text.slice(0, at) + piece + text.slice(at);
  }
  return draw() < 0.1 ? text.slice(0, Math.floor(draw() * text.length)) : text;
}

/** What of a text was read as it should not be; null as a rule. Nothing that reads may throw. */
export async function flawOfCarrier(text: string): Promise<string | null> {
  const fromLink = parseLink(text.startsWith("#") ? text : `#${text}`);
  const taken = [await takeFromPage(text), await takeFromPng(bytesOf(text))];
  for (const result of taken)
    if (result.ok && result.value && (await sealOf(result.value.pack)) !== result.value.seal)
      return "a seal that is not its own";
  const packs = [
    fromLink.ok ? fromLink.value.pack : null,
    ...taken.map((result) => (result.ok ? result.value?.pack : null)),
  ];
  for (const each of packs) if (each) await unpackTrace(new Blob([each]));
  const unpacked = await unpackTrace(new Blob([bytesOf(text)]));
  findSensitive(text);
  if (!unpacked.ok) return null;
  // What opens can be shared again, without anything of any kind.
  const left = withhold(unpacked.value.trace, new Set(SENSITIVE_KINDS));
  const back = parseTrace(JSON.parse(JSON.stringify(encodeTrace(left))));
  return back.ok ? null : `withheld, it does not read: ${JSON.stringify(back.error)}`;
}
