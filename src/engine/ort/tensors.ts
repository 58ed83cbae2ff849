import { refuse } from "../contract/failure";
import type { Runtime, Tensor } from "./runtime";

/** A tensor before the runtime knows of it. */
export type PlainTensor = { readonly dims: readonly number[] } & (
  | { readonly type: "float32"; readonly data: Float32Array }
  | { readonly type: "int64"; readonly data: BigInt64Array }
  | { readonly type: "bool"; readonly data: Uint8Array }
);

/** Numbers as the runtime gives and takes them. 16-bit floats travel as their bits where there is no Float16Array. */
export type FloatBits = Float32Array | Uint16Array;

export function tensorFrom({ Tensor }: Runtime, { dims, ...plain }: PlainTensor): Tensor {
  switch (plain.type) {
    case "float32":
      return new Tensor("float32", plain.data, dims);
    case "int64":
      return new Tensor("int64", plain.data, dims);
    case "bool":
      return new Tensor("bool", plain.data, dims);
  }
}

/** What a run gave under this name. */
export function outputOf(outputs: Readonly<Record<string, Tensor>>, name: string): Tensor {
  return outputs[name] ?? refuse("unsupported-model", `The network has no output "${name}".`);
}

/** The floats of a CPU tensor as they are: 32-bit ones, or the bits of 16-bit ones. */
export function floatBitsOf({ type, data }: Tensor): FloatBits {
  if (data instanceof Float32Array) return data;
  if (type !== "float16" || !ArrayBuffer.isView(data)) throw new Error(`Not a tensor of floats: ${type}`);
  return new Uint16Array(data.buffer, data.byteOffset, data.length);
}

/** The floats of a CPU tensor, 16-bit ones widened. */
export function floatsOf(tensor: Tensor): Float32Array {
  const bits = floatBitsOf(tensor);
  return bits instanceof Float32Array ? bits : widen(bits);
}

/** A float tensor of the type that a session wants, from 32-bit floats. */
export function floatTensor({ Tensor }: Runtime, type: string, floats: Float32Array, dims: readonly number[]): Tensor {
  return type === "float16" ? new Tensor("float16", narrow(floats), dims) : new Tensor("float32", floats, dims);
}

/** What each exponent of a half float that is not at the end of their range multiplies by. */
const SCALES = Float64Array.from({ length: 31 }, (_, exponent) => 2 ** (exponent - 15));

/** IEEE 754 half floats to single ones. */
export function widen(halves: Uint16Array): Float32Array {
  const floats = new Float32Array(halves.length);
  for (let i = 0; i < halves.length; i++) {
    const half = halves[i]!;
    const sign = half & 0x8000 ? -1 : 1;
    const exponent = (half >> 10) & 0x1f;
    const fraction = half & 0x3ff;
    if (exponent === 0) floats[i] = sign * fraction * 2 ** -24;
    else if (exponent === 31) floats[i] = fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
    else floats[i] = sign * (1 + fraction / 1024) * SCALES[exponent]!;
  }
  return floats;
}

/** Single floats to half ones, ties to even. */
export function narrow(floats: Float32Array): Uint16Array {
  const bits = new Uint32Array(floats.buffer, floats.byteOffset, floats.length);
  const halves = new Uint16Array(floats.length);
  for (let i = 0; i < bits.length; i++) halves[i] = halfOf(bits[i]!);
  return halves;
}

function halfOf(bits: number): number {
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 112;
  const fraction = bits & 0x7fffff;
  if (exponent >= 31) return sign | 0x7c00 | ((bits & 0x7f800000) === 0x7f800000 && fraction !== 0 ? 0x200 : 0);
  if (exponent < -10) return sign;
  // Below the normal range the hidden one moves into the fraction.
  const whole = exponent > 0 ? (exponent << 23) | fraction : (fraction | 0x800000) >>> (1 - exponent);
  const rounded = whole + 0xfff + ((whole >>> 13) & 1);
  return sign | (rounded >>> 13);
}
