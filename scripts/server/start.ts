import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { err, ok, type Result } from "../../src/base";
import { freePort } from "../serve/listen";

const TRAINING = resolve(import.meta.dirname, "../../training");
const START_PATIENCE_MILLIS = 180_000;

/** What the server needs of Python, and its version; what is missing where it is not all there. */
export function findServing(python: string): Result<string, string> {
  const program = "import transformers, torch, fastapi, uvicorn, openai; print(transformers.__version__)";
  const { status, stdout, stderr, error } = spawnSync(python, ["-c", program], { encoding: "utf8" });
  if (error) return err(`no ${python}: ${error.message}`);
  return status === 0 ? ok(stdout.trim()) : err(stderr.trim().split("\n").at(-1) ?? "");
}

/** A checkpoint as a folder that transformers loads. Throws where it cannot be written. */
export function writeFolder(python: string, checkpoint: string): string {
  const out = join(mkdtempSync(join(tmpdir(), "sightline-server-")), "model");
  const arguments_ = [join(TRAINING, "hf_folder.py"), "--checkpoint", resolve(checkpoint), "--out", out];
  const { status, stderr } = spawnSync(python, arguments_, { encoding: "utf8" });
  if (status !== 0) throw new Error(`hf_folder.py failed: ${stderr}`);
  return out;
}

export interface Served {
  readonly baseUrl: string;
  stop(): void;
}

/** `transformers serve` with the model in `folder`, once it answers. Throws where it does not come up. */
export async function startServing(python: string, folder: string): Promise<Served> {
  const port = await freePort();
  const cache = mkdtempSync(join(tmpdir(), "sightline-cache-"));
  // Without this folder the server cannot list its models.
  mkdirSync(join(cache, "hub"));
  const program = "import sys; from transformers.cli.transformers import main; sys.exit(main())";
  const serve = ["serve", folder, "--port", String(port), "--device", "cpu", "--enable-cors"];
  const child = spawn(python, ["-c", program, ...serve], {
    env: { ...process.env, HF_HOME: cache, HF_HUB_OFFLINE: "1" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    said = (said + text).slice(-4000);
  });
  try {
    await untilHealthy(`http://localhost:${port}/health`, child);
  } catch (thrown) {
    child.kill();
    throw new Error(`${String(thrown)}\n${said}`);
  }
  return { baseUrl: `http://localhost:${port}/v1`, stop: () => void child.kill() };
}

async function untilHealthy(url: string, child: ChildProcess): Promise<void> {
  const end = Date.now() + START_PATIENCE_MILLIS;
  while (Date.now() < end) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error("The server did not come up");
}
