import { describe, expect, it } from "vitest";
import { LIMITS } from "./limits";
import { parseFromWorker } from "./wire";

const picture = (side: number) => ({
  name: "",
  pixels: { width: side, height: side, data: new Uint8ClampedArray(side * side * 4) },
});
const done = (more: object) => ({
  kind: "done",
  id: 1,
  result: { stdout: "", stderr: "", failure: null, limit: null, pictures: [], notes: [], ...more },
});

describe("what comes out of the sandbox", () => {
  it("is taken where it is whole", () => {
    expect(parseFromWorker({ kind: "ready" })).toEqual({ kind: "ready" });
    expect(parseFromWorker(done({ pictures: [picture(2)] }))).toEqual(done({ pictures: [picture(2)] }));
  });

  it.each([
    ["an unknown kind", { kind: "navigate", to: "https://example.org" }],
    ["a flood of words", done({ stdout: "x".repeat(LIMITS.printed + 1) })],
    ["more pictures than are taken", done({ pictures: Array.from({ length: LIMITS.pictures + 1 }, () => picture(1)) })],
    [
      "a picture that is not as large as it says",
      done({ pictures: [{ name: "", pixels: { ...picture(2).pixels, width: 9 } }] }),
    ],
    ["words for pixels", done({ pictures: [{ name: "", pixels: { width: 1, height: 1, data: "abcd" } }] })],
    ["no message at all", null],
  ])("is refused where it is %s", (_, value) => {
    expect(parseFromWorker(value)).toBeNull();
  });
});
