import { describe, expect, it } from "vitest";
import type { ImageId } from "../action";
import { must } from "../base";
import { applyEdit, emptyTrace, type TraceId } from "../trace";
import { addImage, source } from "../trace/testing";
import { forgetfulStorage, memoryImages } from "./memory";

const bytes = new Uint8Array([1, 2, 3]);

describe("a storage that keeps nothing", () => {
  it("opens the file that it packed, with its pictures", async () => {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
    const id = Buffer.from(digest).toString("hex") as ImageId;
    const picture = { ...source("1"), id };
    const trace = must(applyEdit(emptyTrace("t" as TraceId, "Which?"), addImage(picture)));
    const images = memoryImages();
    await images.write(picture.id, bytes, "image/png");
    const packed = must(await forgetfulStorage(images, "storage-unavailable").pack(trace));

    const others = memoryImages();
    const unpacked = must(await forgetfulStorage(others, "storage-unavailable").unpack(packed));
    expect(unpacked).toEqual({ trace, missing: [], strays: [] });
    expect(await others.read(picture.id)).toEqual(bytes);
  });

  it("says what is wrong with a file that is none", async () => {
    const kept = forgetfulStorage(memoryImages(), "storage-unavailable");
    expect(await kept.unpack(new Blob(["{}"]))).toMatchObject({ ok: false, error: { code: "not-a-trace" } });
  });
});
