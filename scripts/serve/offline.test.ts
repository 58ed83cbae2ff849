import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { builtFiles, isFirst } from "./offline";

const folder = mkdtempSync(join(tmpdir(), "sightline-"));
afterAll(() => rmSync(folder, { recursive: true }));

describe("the list of a built page", () => {
  it("has every file with its hash, but the worker that holds it", () => {
    const files = {
      "index.html": "page",
      "assets/shell-1.js": "shell",
      "models/gym/a.onnx": "weights",
      "sw.js": "old",
    };
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
    expect(builtFiles(folder)).toEqual({
      files: {
        "assets/shell-1.js": sha256("shell"),
        "index.html": sha256("page"),
        "models/gym/a.onnx": sha256("weights"),
      },
      first: ["assets/shell-1.js", "index.html"],
    });
  });

  it.each([
    ["index.html", true],
    ["assets/film-1a.css", true],
    ["assets/export-1a.js", true],
    ["samples/find.json", true],
    ["assets/ort.wasm.bundle.min-1a.js", false],
    ["assets/ort-wasm-simd-threaded-1a.wasm", false],
    ["assets/noto-sans-sc-5-1a.woff2", false],
    ["models/gym/onnx/vision_encoder.onnx", false],
  ])("fetches %s at once: %s", (path, expected) => {
    expect(isFirst(path)).toBe(expected);
  });
});

describe("the manifest", () => {
  const root = join(import.meta.dirname, "../../public");
  const manifest = JSON.parse(readFileSync(join(root, "manifest.webmanifest"), "utf8"));

  it("names icons that are there, in their sizes", () => {
    for (const { src, type, sizes } of manifest.icons) {
      const bytes = readFileSync(join(root, src));
      if (type !== "image/png") continue;
      expect([`${bytes.readUInt32BE(16)}x${bytes.readUInt32BE(20)}`, src]).toEqual([sizes, src]);
    }
  });
});
