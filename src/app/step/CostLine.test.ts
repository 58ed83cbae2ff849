import { describe, expect, it } from "vitest";
import { speedOf } from "./CostLine";

describe("speed", () => {
  it("counts the tokens after the first, over the time they took", () => {
    expect(speedOf({ generatedTokens: 11, decodeMillis: 500 })).toBe("20");
    expect(speedOf({ generatedTokens: 3, decodeMillis: 800 })).toBe("2.5");
  });

  it("says nothing of a single token", () => {
    expect(speedOf({ generatedTokens: 1, decodeMillis: 0 })).toBe("–");
  });
});
