import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { must } from "../src/base";
import { parseLink, takeFromPage } from "../src/sharing";
import { unpackTrace } from "../src/storage";

const run = promisify(execFile);
const ROOT = resolve(import.meta.dirname, "..");
const SAMPLE = "public/samples/find.json";

const share = (...args: readonly string[]) =>
  run(process.execPath, ["--import", "tsx", "scripts/share.ts", ...args], { cwd: ROOT });

describe("npm run share", () => {
  it("writes a page that holds the trace and its picture, and prints the same trace as a link", async () => {
    const html = join(mkdtempSync(join(tmpdir(), "share-")), "out.html");
    const { stdout, stderr } = await share(
      SAMPLE,
      "--html",
      html,
      "--link",
      "https://example.org/",
      "--step",
      "sample-find-3",
    );
    const carried = must(await takeFromPage(readFileSync(html, "utf8")));
    const unpacked = must(await unpackTrace(new Blob([carried?.pack ?? new Uint8Array()])));
    expect([unpacked.trace.title, unpacked.missing, unpacked.images.size]).toEqual([
      "Which letter is on the purple cross?",
      [],
      1,
    ]);
    expect(stderr).toContain(carried?.seal);
    const link = must(parseLink(new URL(stdout.trim()).hash));
    expect(link.view.step).toBe("sample-find-3");
    expect(Buffer.compare(link.pack ?? new Uint8Array(), carried?.pack ?? new Uint8Array())).toBe(0);
    // Within what the one file may weigh beside its pictures.
    expect(readFileSync(html).length).toBeLessThan(1_000_000);
  });

  it("leaves out what it is told to", async () => {
    const { stdout } = await share(SAMPLE, "--link", "https://example.org/", "--leave-out", "pictures,raw");
    const { pack } = must(parseLink(new URL(stdout.trim()).hash));
    const unpacked = must(await unpackTrace(new Blob([pack ?? new Uint8Array()])));
    expect(unpacked.missing).toHaveLength(1);
    expect([...unpacked.trace.steps.values()].every(({ raw }) => raw === "")).toBe(true);
  });

  it("says what to do where a command cannot be followed", async () => {
    for (const args of [
      [],
      [SAMPLE],
      ["nowhere.zip", "--link", "https://x/"],
      [SAMPLE, "--link", "x"],
      [SAMPLE, "--leave-out", "all", "--link", "https://x/"],
    ])
      await expect(share(...args)).rejects.toMatchObject({ code: 2 });
    expect(existsSync("--html")).toBe(false);
  });
});
