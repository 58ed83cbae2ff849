import { expect, it } from "vitest";
import type { FallbackReason } from "../../../engine";
import { BACKEND_WORDS, fallbackWords } from ".";

it("says in each language why there is no WebGPU, by the engine's own code", () => {
  const code: FallbackReason = "no-adapter";
  expect(fallbackWords(BACKEND_WORDS.en, code)).toBe(
    "Not on WebGPU: this browser has it, but finds no graphics adapter.",
  );
  expect(fallbackWords(BACKEND_WORDS.zh, code)).toBe("未使用 WebGPU：此浏览器提供，但找不到可用的显卡。");
  expect(fallbackWords(BACKEND_WORDS.zh, "checksum")).toContain("checksum");
});
