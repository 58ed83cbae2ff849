import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../../..");
/** Where the networks are kept; nothing of it is in the repository. */
export const MODELS = join(ROOT, ".cache/real-size");
const PEER = join(import.meta.dirname, "../peer");
const PYTHONS = [process.env.SIGHTLINE_PYTHON, join(ROOT, "training/.venv/bin/python"), "python3", "python"];

/** Builds what is lacking of a model. Throws with what to install where no Python can. */
export const buildModel = (model: string, dtypes: readonly string[]): void =>
  run("real_size.py", ["--out", MODELS, "--model", model, "--dtype", ...dtypes]);

/**
 * Builds its decoders once more, with faults that are switched off.
 *
 * @param files what the Hub's layout calls the dtypes in the names of files
 */
export const buildFaulty = (model: string, files: readonly string[]): void =>
  run("faulty.py", ["--folder", MODELS, "--model", model, "--dtype", ...files]);

function run(script: string, words: readonly string[]): void {
  const python = PYTHONS.filter((name) => name !== undefined).find(
    (name) => spawnSync(name, ["-c", "import onnx, onnxruntime, torch, transformers"]).status === 0,
  );
  if (python === undefined) {
    throw new Error("Networks of real size are built by Python: pip install -r training/requirements.txt");
  }
  const path = join(ROOT, "training", script);
  if (spawnSync(python, [path, ...words], { stdio: ["ignore", "ignore", "inherit"] }).status !== 0) {
    throw new Error(`${script} ${words.join(" ")}: the networks could not be built`);
  }
}

/** The peer is a package of its own, so that nobody who does not run this has to have it. */
export function installPeer(): void {
  if (existsSync(join(PEER, "node_modules/@huggingface/transformers"))) return;
  const { status } = spawnSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], {
    cwd: PEER,
    stdio: "inherit",
  });
  if (status !== 0) throw new Error("The peer could not be installed: run npm ci in scripts/bench/peer");
}
