import type { Pixels } from "../../pixels";
import { throwIfAborted } from "../contract/failure";
import type { Family } from "../family/family";
import type { Runtime } from "../ort/runtime";
import type { Session } from "../ort/session";
import { floatsOf, floatTensor, outputOf, tensorFrom } from "../ort/tensors";
import { yieldToEventLoop } from "../scheduling/yieldToEventLoop";

/** The network that turns pixels into features that the decoder reads. */
export interface VisionEncoder {
  /** ImageFeatures of one image: [tiles · tokensPerTile, hidden]. */
  encode(pixels: Pixels, signal: AbortSignal): Promise<Float32Array>;
}

/**
 * Tiles do not see each other, so a large image goes through in parts that fit in memory and can be stopped between.
 * On the CPU one tile can take many seconds, and doing several at once saves none.
 */
const TILES_AT_ONCE = { device: 4, cpu: 1 } as const;

export function createVisionEncoder(
  runtime: Runtime,
  session: Session,
  family: Family,
  backend: keyof typeof TILES_AT_ONCE,
): VisionEncoder {
  const atOnce = TILES_AT_ONCE[backend];
  const run = async (tiles: readonly Pixels[]): Promise<Float32Array> => {
    const inputs = family.visionInputs(tiles);
    const feeds = Object.fromEntries(
      session.inputs.flatMap(({ name, type }) => {
        const plain = inputs[name];
        if (plain === undefined) return [];
        const tensor =
          plain.type === "float32" ? floatTensor(runtime, type, plain.data, plain.dims) : tensorFrom(runtime, plain);
        return [[name, tensor]];
      }),
    );
    const outputs = await session.run(feeds);
    return floatsOf(outputOf(outputs, "image_features"));
  };
  return {
    async encode(pixels, signal) {
      const { tiles } = family.cut(pixels);
      const parts: Float32Array[] = [];
      for (let start = 0; start < tiles.length; start += atOnce) {
        await yieldToEventLoop();
        throwIfAborted(signal);
        parts.push(await run(tiles.slice(start, start + atOnce)));
      }
      return joined(parts);
    },
  };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let to = 0;
  for (const part of parts) {
    whole.set(part, to);
    to += part.length;
  }
  return whole;
}
