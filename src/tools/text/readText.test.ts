// The real networks, on writing that is drawn here.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { must } from "../../base";
import { drawText, type Pixels, plain, rotate, textSize } from "../../pixels";
import { createNetworks } from "../network/networks";
import { readText } from "./readText";

const FOLDER = join(import.meta.dirname, "../../../public/tools");
const networks = createNetworks({
  loadRuntime: () => import("onnxruntime-web"),
  read: async (path) => new Uint8Array(await readFile(join(FOLDER, path))),
});

function written(words: string): Pixels {
  const { width, height } = textSize(words, 6);
  const pixels = plain({ width: width + 80, height: height + 80 }, [250, 250, 250]);
  drawText(pixels, words, { x: 40, y: 40 }, 6, [20, 20, 20]);
  return pixels;
}

const sign = written("EXIT");

describe("reading", () => {
  it.each<[string, Pixels]>([
    ["upright", sign],
    ["on its head", rotate(sign, 180)],
    ["slanted", rotate(sign, 12)],
    ["running up", rotate(sign, 270)],
    ["running down", rotate(sign, 90)],
  ])("finds what is written %s", async (_, pixels) => {
    const { marks } = must(await readText(pixels, networks));
    expect(marks.map(({ words }) => words)).toContain("EXIT");
    for (const { outline, confidence } of marks) {
      expect(outline).toHaveLength(4);
      expect(confidence).toBeGreaterThan(0.5);
    }
  });

  it("finds nothing where nothing is written", async () => {
    expect(must(await readText(plain({ width: 80, height: 60 }, [120, 130, 140]), networks)).marks).toEqual([]);
  });
});
