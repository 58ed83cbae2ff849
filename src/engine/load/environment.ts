import type { FileStore } from "../files/fileStore";
import type { Fetch } from "../files/origin";
import type { Runtime } from "../ort/runtime";

/** The runtime is built in several ways; one that can wait for a GPU computes more slowly on the CPU. */
export type RuntimeUse = "gpu" | "cpu";

/** All that the engine takes from the place it runs in. */
export interface EngineEnvironment {
  /** Called once for each use, with the first load that has it. */
  loadRuntime(use: RuntimeUse): Promise<Runtime>;
  /** Absent where there is no WebGPU. */
  readonly gpu?: GPU;
  openStore(): Promise<FileStore>;
  readonly fetch: Fetch;
  /** Milliseconds from any fixed moment. */
  now(): number;
  /** CPU threads for networks whose weights have this many bytes. A runtime keeps the number that it began with. */
  threadsFor(weightBytes: number): number;
  readonly budgets?: Partial<Budgets>;
}

export interface Budgets {
  /** Keys and values, live ones included. */
  readonly kvBytes: number;
  /** ImageFeatures of images. */
  readonly visionBytes: number;
}

export const DEFAULT_BUDGETS: Budgets = { kvBytes: 512 * 2 ** 20, visionBytes: 64 * 2 ** 20 };
