// Whether a network computes several sequences together as it computes each alone. A graph may declare a batch and mix its
// rows, or refuse one in some operator; such a model is whole, and writes its rollouts one after another.
import { failureOf } from "../contract/failure";
import type { Decoder } from "../network/decoder";
import { sliceRun, type TokenRun } from "../network/tokenRun";
import { distanceOf, type Probe } from "./selfTest";

/** Leaves the store empty. Throws where the device was lost or the load was stopped. */
export async function computesTogether<Block>(
  decoder: Decoder<Block>,
  probe: Probe,
  tolerance: number,
): Promise<boolean> {
  try {
    return await agree(decoder, probe, tolerance);
  } catch (thrown) {
    const { code } = failureOf(thrown);
    if (code === "device-lost" || code === "aborted") throw thrown;
    return false;
  } finally {
    decoder.store.rewind(0, []);
  }
}

/** Two different tokens after the same others, alone and together. */
async function agree<Block>({ store, batch, forward }: Decoder<Block>, probe: Probe, tolerance: number) {
  const { run, onPass } = probe;
  const place = Math.floor(run.tokenIds.length / 2);
  const runs = [place, place + 1].map((token) => movedTo(sliceRun(run, token, token + 1), run, place));
  store.rewind(0, []);
  await forward(sliceRun(run, 0, place), "last");
  onPass();
  const snapshot = store.stateBytes === 0 ? undefined : store.snapshot();
  const sequences = store.openBatch?.(runs.length, place + 1);
  if (batch === null || sequences === undefined) return false;
  try {
    const together = await batch.step(sequences, sideBySide(runs));
    onPass();
    for (const [index, own] of runs.entries()) {
      store.rewind(place, [], snapshot);
      const [alone] = await forward(own, "last");
      onPass();
      if (distanceOf(together[index]!, alone!, "rows together") > tolerance) return false;
    }
    return true;
  } finally {
    sequences.dispose();
    snapshot?.release();
  }
}

/** One token with the position of another. */
const movedTo = (token: TokenRun, { positions }: TokenRun, place: number): TokenRun => ({
  ...token,
  positions: positions.map((axis) => [axis[place]!]),
});

function sideBySide(runs: readonly TokenRun[]): TokenRun {
  const parts = runs.flatMap(({ embeddings }) => (embeddings === null ? [] : [...embeddings]));
  return {
    tokenIds: runs.flatMap(({ tokenIds }) => tokenIds),
    embeddings: parts.length === 0 ? null : Float32Array.from(parts),
    side: {},
    positions: (runs[0]?.positions ?? []).map((_, axis) => runs.flatMap(({ positions }) => positions[axis]!)),
  };
}
