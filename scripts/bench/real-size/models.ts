import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";

const ROOT = join(import.meta.dirname, "../../..");
/** Where the networks are kept; nothing of it is in the repository. */
export const MODELS = join(ROOT, ".cache/real-size");
const PEER = join(import.meta.dirname, "../peer");
const PYTHONS = [process.env.SIGHTLINE_PYTHON, join(ROOT, "training/.venv/bin/python"), "python3", "python"];

/** Builds what is lacking of a model. Throws with what to install where no Python can. */
export function buildModel(model: string, dtypes: readonly string[]): void {
  const script = join(ROOT, "training/real_size.py");
  const python = PYTHONS.filter((name) => name !== undefined).find(
    (name) => spawnSync(name, ["-c", "import onnx, onnxruntime, torch, transformers"]).status === 0,
  );
  if (python === undefined) {
    throw new Error("Networks of real size are built by Python: pip install -r training/requirements.txt");
  }
  const words = [script, "--out", MODELS, "--model", model, "--dtype", ...dtypes];
  if (spawnSync(python, words, { stdio: ["ignore", "ignore", "inherit"] }).status !== 0) {
    throw new Error(`The networks of ${model} could not be built`);
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
