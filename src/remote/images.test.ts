import { describe, expect, it } from "vitest";
import type { ImageId } from "../action";
import { ok } from "../base";
import type { Turn } from "../dialect";
import { DataUrls, type ImagePart, imageKey } from "./images";

const IMAGE = "a".repeat(64) as ImageId;
const plain: ImagePart = { kind: "image", image: IMAGE };
const small: ImagePart = { ...plain, size: { width: 28, height: 56 } };
const turnOf = (...parts: readonly ImagePart[]): Turn => ({ role: "user", parts });

describe("pictures for a server", () => {
  it("are encoded once for each size that they are shown at", async () => {
    const asked: unknown[] = [];
    const urls = new DataUrls(async (id, size) => {
      asked.push([id, size ?? null]);
      return ok({ mime: "image/png", bytes: new Uint8Array([asked.length]) });
    });
    const first = await urls.of([turnOf(plain, small), turnOf(plain)]);
    expect(asked).toEqual([
      [IMAGE, null],
      [IMAGE, { width: 28, height: 56 }],
    ]);
    expect(first.get(imageKey(plain))).not.toBe(first.get(imageKey(small)));
    await urls.of([turnOf(small)]);
    expect(asked).toHaveLength(2);
  });
});
