import type { InferenceSession, Tensor } from "onnxruntime-web";
import { err, ok, type Result } from "../../base";

/** The networks that tools compute with, by the names of their files under `public/tools`. */
export const NETWORKS = {
  "text-detection": "ocr/detection.onnx",
  "text-recognition": "ocr/recognition.onnx",
  objects: "objects/yolox-nano.onnx",
} as const;
export type NetworkName = keyof typeof NETWORKS;

/** Numbers with a shape, row by row. */
export interface Numbers {
  readonly data: Float32Array;
  readonly dims: readonly number[];
}

/** One network that takes one tensor and gives one. */
export type Network = (input: Numbers) => Promise<Result<Numbers, "tool-failed">>;

export interface Networks {
  open(name: NetworkName): Promise<Result<Network, "tool-files">>;
  /** A text file that belongs to a network. */
  text(path: string): Promise<Result<string, "tool-files">>;
}

/** What the networks take from where they run. */
export interface NetworkFiles {
  loadRuntime(): Promise<Runtime>;
  /** A file under `public/tools`; rejects where it cannot be had. */
  read(path: string): Promise<Uint8Array<ArrayBuffer>>;
}

interface Runtime {
  readonly InferenceSession: { create(file: Uint8Array): Promise<InferenceSession> };
  readonly Tensor: new (type: "float32", data: Float32Array, dims: readonly number[]) => Tensor;
}

/**
 * Networks that are opened when they are first asked for, and stay open. Two runs at once, even of different sessions,
 * freeze the thread for good, so that everything the runtime does goes through one queue.
 */
export function createNetworks({ loadRuntime, read }: NetworkFiles): Networks {
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(job: () => Promise<T>): Promise<T> => {
    const result = last.then(job);
    last = result.catch(() => undefined);
    return result;
  };
  const opened = new Map<NetworkName, Promise<Network>>();
  const openNew = async (name: NetworkName): Promise<Network> => {
    const [runtime, file] = await Promise.all([loadRuntime(), read(NETWORKS[name])]);
    const session = await inTurn(() => runtime.InferenceSession.create(file));
    return (input) => inTurn(() => runSession(runtime, session, input));
  };
  return {
    async open(name) {
      const network = opened.get(name) ?? openNew(name);
      opened.set(name, network);
      try {
        return ok(await network);
      } catch {
        // Asked for again, it is fetched again: the net may be there by then.
        opened.delete(name);
        return err("tool-files");
      }
    },
    async text(path) {
      try {
        return ok(new TextDecoder().decode(await read(path)));
      } catch {
        return err("tool-files");
      }
    },
  };
}

async function runSession(
  { Tensor }: Runtime,
  session: InferenceSession,
  { data, dims }: Numbers,
): Promise<Result<Numbers, "tool-failed">> {
  const [input] = session.inputNames;
  const [output] = session.outputNames;
  if (input === undefined || output === undefined) return err("tool-failed");
  try {
    const { [output]: made } = await session.run({ [input]: new Tensor("float32", data, dims) });
    return made?.data instanceof Float32Array ? ok({ data: made.data, dims: made.dims }) : err("tool-failed");
  } catch {
    return err("tool-failed");
  }
}
