import { breathe } from "../../base";
import { EngineError, type EngineFailure, throwIfAborted } from "../contract/failure";
import type { EngineModel } from "../contract/model";
import { type Assembled, type AssembleRequest, assemble } from "./assemble";

/** One loaded model and the device it lives on. */
export interface LoadedOnDevice {
  readonly model: EngineModel;
  /** Frees everything. The model refuses from then on. */
  release(): Promise<void>;
  /** Destroys the device as a crash would. */
  loseDevice(): void;
}

const UNLOADED: EngineFailure = { code: "bad-request", message: "This model was unloaded." };

/**
 * Moves a model in. Told through `onLost` where its device goes by itself.
 */
export async function loadOnDevice(
  request: Omit<AssembleRequest, "assertAlive">,
  onLost: (failure: EngineFailure) => void,
): Promise<LoadedOnDevice> {
  const gpu = request.device?.gpu;
  let gone: EngineFailure | null = null;
  let assembled: Assembled | null = null;
  const release = async (): Promise<void> => {
    const wasAlive = gone === null;
    // Gone first, so that destroying the device is no loss to report.
    gone ??= UNLOADED;
    // A lost device cannot release anything any more; its memory went with it.
    if (wasAlive) await assembled?.release();
    gpu?.destroy();
  };
  void gpu?.lost.then(({ message, reason }) => {
    if (gone !== null) return;
    gone = { code: "device-lost", message: "The graphics device was lost.", detail: message || reason };
    onLost(gone);
  });
  const assertAlive = (): void => {
    if (gone !== null) throw new EngineError(gone);
  };
  try {
    assembled = await assemble({ ...request, assertAlive });
    await breathe();
    throwIfAborted(request.signal);
    return { model: assembled.model, release, loseDevice: () => gpu?.destroy() };
  } catch (thrown) {
    await release();
    throw thrown;
  }
}
