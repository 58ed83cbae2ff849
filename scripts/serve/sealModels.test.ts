import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { sealOf } from "./sealModels";

const folder = mkdtempSync(join(tmpdir(), "sightline-"));
afterAll(() => rmSync(folder, { recursive: true }));

it("lists every file with its size and checksum, but not itself", () => {
  mkdirSync(join(folder, "onnx"));
  writeFileSync(join(folder, "config.json"), "{}");
  writeFileSync(join(folder, "onnx/decoder.onnx"), "weights");
  writeFileSync(join(folder, "files.json"), "an older list");
  const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
  expect(sealOf(folder).files).toEqual([
    { path: "config.json", bytes: 2, sha256: sha256("{}") },
    { path: "onnx/decoder.onnx", bytes: 7, sha256: sha256("weights") },
  ]);
});
