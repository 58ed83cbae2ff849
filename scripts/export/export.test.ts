import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { must } from "../../src/base";
import { exportInput, planExport } from "../../src/export";
import { imageBox } from "../../src/geometry";
import { crop, plain } from "../../src/pixels";
import { decodePng, encodePng } from "../../src/raster";
import { deepEyesLog } from "../testing/deepEyesLog";
import { keptPictures } from "./kept";
import { parseCommand } from "./plan";
import { readTraces } from "./traces";
import { writeFolder } from "./writeFolder";

const folder = mkdtempSync(join(tmpdir(), "export-test-"));
afterAll(() => rmSync(folder, { recursive: true }));

const LOG = deepEyesLog("cat.png");

/** A log beside its picture, whose every pixel tells its place. */
async function log() {
  const picture = plain({ width: 100, height: 80 }, [0, 0, 9]);
  for (let at = 0; at < 8000; at++) picture.data.set([at % 100, Math.floor(at / 100)], at * 4);
  writeFileSync(join(folder, "cat.png"), await encodePng(picture));
  const path = join(folder, "result.jsonl");
  writeFileSync(path, JSON.stringify(LOG));
  return { path, picture };
}

const planned = async (out: string) => {
  const { path, picture } = await log();
  const command = parseCommand([path, "--to", "llamafactory-sft", "--out", out]);
  const kept = keptPictures();
  const { traces } = await readTraces(command, kept);
  const asked = traces.map((trace) => ({ trace, leaves: null }));
  const input = await exportInput({ traces: asked, dialect: null, rater: null }, kept);
  return { input, plan: planExport(command.target, input), picture, kept };
};

describe("npm run export", () => {
  it("writes the rows of a log, and the pictures that its actions made, pixel by pixel", async () => {
    const out = join(folder, "whole");
    const { input, plan, picture, kept } = await planned(out);
    await writeFolder(out, plan, input);
    kept.end();
    const [row] = JSON.parse(readFileSync(join(out, "sightline_sft.json"), "utf8"));
    expect(row.conversations.map(({ from }: { from: string }) => from)).toEqual(["human", "gpt", "observation", "gpt"]);
    const cut = must(await decodePng(new Uint8Array(readFileSync(join(out, row.images[1])))));
    expect(cut).toEqual(crop(picture, imageBox(10, 20, 50, 30)));
    expect(readdirSync(out).sort()).toEqual(["README.md", "dataset_info.json", "images", "sightline_sft.json"]);
  });

  it("leaves nothing where a file cannot be written", async () => {
    const out = join(folder, "broken");
    const { input, plan, kept } = await planned(out);
    // The folder of kept pictures is gone, as a disk may be that is full.
    kept.end();
    await expect(writeFolder(out, plan, input)).rejects.toThrow("ENOENT");
    expect(readdirSync(folder).filter((name) => name.startsWith("broken"))).toEqual([]);
  });

  it("refuses what a person can mend, in a sentence", async () => {
    const { path } = await log();
    const parsed =
      (...args: readonly string[]) =>
      () =>
        parseCommand(args);
    expect(parsed()).toThrow("name traces or logs");
    expect(parsed(path, "--to", "trl", "--out", "x")).toThrow("--to must be one of trl-sft");
    expect(parsed(path, "--to", "trl-sft")).toThrow("--out is missing");
    expect(parsed(path, "--to", "trl-sft", "--out", folder)).toThrow("is there already");
    expect(parsed("nothing.json", "--to", "trl-sft", "--out", "x")).toThrow("There is no nothing.json");
    expect(parsed(path, "--to", "trl-sft", "--out", "x", "--dialect", "klingon")).toThrow("No such system");
    expect(existsSync("x")).toBe(false);
  });
});
