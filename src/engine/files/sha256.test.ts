import { createHash } from "node:crypto";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createSha256 } from "./sha256";

const digestOf = (pieces: readonly Uint8Array[]): string => {
  const hash = createSha256();
  for (const piece of pieces) hash.update(piece);
  return hash.digest();
};

describe("SHA-256 piece by piece", () => {
  it.each([
    ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
    ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
    [
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
    ],
  ])("is the standard's of %j", (text, expected) => {
    expect(digestOf([new TextEncoder().encode(text)])).toBe(expected);
  });

  it("is that of the whole, however it is cut", () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 8 });
    fc.assert(
      fc.property(pieces, (parts) => {
        expect(digestOf(parts)).toBe(createHash("sha256").update(Buffer.concat(parts)).digest("hex"));
      }),
    );
  });
});
