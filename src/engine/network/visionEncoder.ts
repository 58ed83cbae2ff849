import { breathe } from "../../base";
import type { Pixels } from "../../pixels";
import { throwIfAborted } from "../contract/failure";
import type { Runtime, Tensor } from "../ort/runtime";
import type { Session } from "../ort/session";
import { floatsOf, floatTensor, outputOf, tensorFrom } from "../ort/tensors";
import type { ImageRules } from "../vision/layout";
import { type FeatureStreams, MAIN_FEATURES } from "./tokenRun";

/** The network that turns pixels into features that the decoder reads. */
export interface VisionEncoder {
  /** Features of one image, all its tiles one after another, each stream [tokens, width]. */
  encode(pixels: Pixels, signal: AbortSignal): Promise<FeatureStreams>;
}

/**
 * Tiles do not see each other, so a large image goes through in parts that fit in memory and can be stopped between.
 * On the CPU one tile can take many seconds, and doing several at once saves none.
 */
const TILES_AT_ONCE = { device: 4, cpu: 1 } as const;

export function createVisionEncoder(
  runtime: Runtime,
  session: Session,
  images: ImageRules,
  backend: keyof typeof TILES_AT_ONCE,
): VisionEncoder {
  const atOnce = TILES_AT_ONCE[backend];
  const run = async (tiles: readonly Pixels[]): Promise<FeatureStreams> => {
    const inputs = images.pack(tiles);
    const feeds = Object.fromEntries(
      session.inputs.flatMap(({ name, type }) => {
        const plain = inputs[name];
        if (plain === undefined) return [];
        const tensor =
          plain.type === "float32" ? floatTensor(runtime, type, plain.data, plain.dims) : tensorFrom(runtime, plain);
        return [[name, tensor]];
      }),
    );
    return streamsOf(await session.run(feeds));
  };
  return {
    async encode(pixels, signal) {
      const tiles = images.cut(pixels);
      const parts: FeatureStreams[] = [];
      for (let start = 0; start < tiles.length; start += atOnce) {
        await breathe();
        throwIfAborted(signal);
        parts.push(await run(tiles.slice(start, start + atOnce)));
      }
      return joined(parts);
    },
  };
}

/** Outputs of the encoder that the decoder may have an input for. */
const SIDE_STREAM = /^deepstack/;

function streamsOf(outputs: Readonly<Record<string, Tensor>>): FeatureStreams {
  const main = floatsOf(outputOf(outputs, MAIN_FEATURES));
  const side = Object.entries(outputs).filter(([name]) => SIDE_STREAM.test(name));
  return { [MAIN_FEATURES]: main, ...Object.fromEntries(side.map(([name, tensor]) => [name, floatsOf(tensor)])) };
}

function joined(parts: readonly FeatureStreams[]): FeatureStreams {
  const names = Object.keys(parts[0] ?? {});
  return Object.fromEntries(names.map((name) => [name, joinedFloats(parts.map((part) => part[name]!))]));
}

function joinedFloats(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of parts) {
    whole.set(part, to);
    to += part.length;
  }
  return whole;
}
