import type { env as environmentType, InferenceSession as SessionType, Tensor as TensorType } from "onnxruntime-web";

/** The part of onnxruntime-web that the engine uses; handed in, so that Node and each bundle bring their own. */
export interface Runtime {
  readonly InferenceSession: typeof SessionType;
  readonly Tensor: typeof TensorType;
  readonly env: typeof environmentType;
}

export type Tensor = TensorType;

/** A network that gives one number as it is: the runtime fetches and compiles itself with the first that is opened. */
const NOTHING = Uint8Array.from(
  atob("CAhCAhAROjcKEAoBeBIBeSIISWRlbnRpdHkSAWdaDwoBeBIKCggIARIECgIIAWIPCgF5EgoKCAgBEgQKAggB"),
  (letter) => letter.charCodeAt(0),
);

/** Begins to fetch and compile the runtime, while what it is to open is still being read. */
export function beginRuntime(runtime: Runtime): void {
  const begun = serially(async () => {
    const session = await runtime.InferenceSession.create(NOTHING, {
      executionProviders: ["wasm"],
      logSeverityLevel: 3,
    });
    await session.release();
  });
  // The first network will fail for the same reason, and say so.
  begun.catch(() => undefined);
}

// A second job before the first has ended freezes the thread for good, even on another session: the runtime suspends the
// one WebAssembly stack it has. So everything that creates or runs a session in this realm stands in one line.
let lastJob: Promise<unknown> = Promise.resolve();

export function serially<T>(job: () => Promise<T>): Promise<T> {
  const result = lastJob.then(job);
  lastJob = result.catch(() => undefined);
  return result;
}
