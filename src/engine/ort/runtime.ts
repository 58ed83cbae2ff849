import type { env as environmentType, InferenceSession as SessionType, Tensor as TensorType } from "onnxruntime-web";

/** The part of onnxruntime-web that the engine uses; handed in, so that Node and each bundle bring their own. */
export interface Runtime {
  readonly InferenceSession: typeof SessionType;
  readonly Tensor: typeof TensorType;
  readonly env: typeof environmentType;
}

export type Tensor = TensorType;

// A second job before the first has ended freezes the thread for good, even on another session: the runtime suspends the
// one WebAssembly stack it has. So everything that creates or runs a session in this realm stands in one line.
let lastJob: Promise<unknown> = Promise.resolve();

export function serially<T>(job: () => Promise<T>): Promise<T> {
  const result = lastJob.then(job);
  lastJob = result.catch(() => undefined);
  return result;
}
