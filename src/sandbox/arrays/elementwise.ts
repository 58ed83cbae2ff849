import {
  ArrayError,
  broadcastShape,
  broadcastTo,
  type Dtype,
  dense,
  isFloat,
  type NdArray,
  sizeOf,
  stored,
  zeros,
} from "./ndarray";

const BITS: Readonly<Record<Dtype, number>> = {
  bool: 1,
  uint8: 8,
  int8: 8,
  uint16: 16,
  int16: 16,
  uint32: 32,
  int32: 32,
  int64: 64,
  float32: 32,
  float64: 64,
};
const isUnsigned = (dtype: Dtype): boolean => dtype.startsWith("u") || dtype === "bool";
const SIGNED: readonly (readonly [number, Dtype])[] = [
  [8, "int8"],
  [16, "int16"],
  [32, "int32"],
  [64, "int64"],
];

/** The type that holds values of both, as numpy promotes them. */
export function promoted(a: Dtype, b: Dtype): Dtype {
  if (a === b || b === "bool") return a;
  if (a === "bool") return b;
  if (isFloat(a) || isFloat(b)) {
    // Whole numbers of more than 16 bits do not fit single precision.
    const fits = (dtype: Dtype): boolean => dtype === "float32" || (!isFloat(dtype) && BITS[dtype] <= 16);
    return fits(a) && fits(b) ? "float32" : "float64";
  }
  if (isUnsigned(a) === isUnsigned(b)) return BITS[a] >= BITS[b] ? a : b;
  const [unsigned, signed] = isUnsigned(a) ? [a, b] : [b, a];
  const bits = BITS[signed] > BITS[unsigned] ? BITS[signed] : BITS[unsigned] * 2;
  return SIGNED.find(([width]) => width >= bits)?.[1] ?? "float64";
}

/** `weak` is a number of Python's own, which takes the type of the array beside it where it can (NEP 50). */
export type Operand = NdArray | { readonly weak: number; readonly isFloat: boolean };

const isWeak = (operand: Operand): operand is Exclude<Operand, NdArray> => "weak" in operand;

function typeBeside(operand: Operand, other: Dtype | null): Dtype {
  if (!isWeak(operand)) return operand.dtype;
  if (other === null) return operand.isFloat ? "float64" : "int64";
  if (operand.isFloat) return isFloat(other) ? other : "float64";
  if (other === "bool") return "int64";
  const [low, high] = boundsOf(other);
  if (operand.weak < low || operand.weak > high)
    throw new ArrayError("OverflowError", `Python integer ${operand.weak} out of bounds for ${other}`);
  return other;
}

function boundsOf(dtype: Dtype): readonly [number, number] {
  if (isFloat(dtype) || dtype === "int64") return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (isUnsigned(dtype)) return [0, 2 ** BITS[dtype] - 1];
  return [-(2 ** (BITS[dtype] - 1)), 2 ** (BITS[dtype] - 1) - 1];
}

const floorMod = (a: number, b: number): number => (b === 0 ? Number.NaN : a - Math.floor(a / b) * b);

/** What is worked out for each pair of values; the kind says of which type the outcome is. */
const OPERATIONS = {
  add: ["same", (a, b) => a + b],
  subtract: ["same", (a, b) => a - b],
  multiply: ["same", (a, b) => a * b],
  divide: ["float", (a, b) => a / b],
  floor_divide: ["same", (a, b) => Math.floor(a / b)],
  mod: ["same", floorMod],
  power: ["same", (a, b) => a ** b],
  maximum: ["same", (a, b) => (Number.isNaN(a) || a > b ? a : b)],
  minimum: ["same", (a, b) => (Number.isNaN(a) || a < b ? a : b)],
  arctan2: ["float", Math.atan2],
  hypot: ["float", (a, b) => Math.sqrt(a * a + b * b)],
  equal: ["bool", (a, b) => (a === b ? 1 : 0)],
  not_equal: ["bool", (a, b) => (a === b ? 0 : 1)],
  less: ["bool", (a, b) => (a < b ? 1 : 0)],
  less_equal: ["bool", (a, b) => (a <= b ? 1 : 0)],
  greater: ["bool", (a, b) => (a > b ? 1 : 0)],
  greater_equal: ["bool", (a, b) => (a >= b ? 1 : 0)],
  logical_and: ["bool", (a, b) => (a && b ? 1 : 0)],
  logical_or: ["bool", (a, b) => (a || b ? 1 : 0)],
  logical_xor: ["bool", (a, b) => (!a !== !b ? 1 : 0)],
  bitwise_and: ["same", (a, b) => a & b],
  bitwise_or: ["same", (a, b) => a | b],
  bitwise_xor: ["same", (a, b) => a ^ b],
  left_shift: ["same", (a, b) => a * 2 ** b],
  right_shift: ["same", (a, b) => Math.floor(a / 2 ** b)],
} as const satisfies Record<string, readonly ["same" | "float" | "bool", (a: number, b: number) => number]>;
export type BinaryName = keyof typeof OPERATIONS;

/** `a` with `b`, element by element, both stretched to one shape. */
export function binary(name: BinaryName, a: Operand, b: Operand): NdArray {
  const [kind, work] = OPERATIONS[name];
  const inType = promoted(typeBeside(a, isWeak(b) ? null : b.dtype), typeBeside(b, isWeak(a) ? null : a.dtype));
  const outType: Dtype =
    kind === "bool" ? "bool" : kind === "float" && !isFloat(inType) ? "float64" : arithmeticType(name, inType);
  const shape = broadcastShape(isWeak(a) ? [] : a.shape, isWeak(b) ? [] : b.shape);
  const made = zeros(shape, outType);
  const [first, second] = [readerOf(a, shape), readerOf(b, shape)];
  for (let i = 0; i < made.values.length; i++) made.values[i] = stored(outType, work(first(i), second(i)));
  return made;
}

/** Truth values are added as whole numbers are, but for what is their own. */
function arithmeticType(name: BinaryName, dtype: Dtype): Dtype {
  const isOwn = name.startsWith("bitwise") || name === "maximum" || name === "minimum";
  return dtype === "bool" && !isOwn && name !== "add" && name !== "multiply" ? "int8" : dtype;
}

function readerOf(operand: Operand, shape: readonly number[]): (i: number) => number {
  if (isWeak(operand)) return () => operand.weak;
  if (sizeOf(operand.shape) === 1) {
    const only = operand.values[operand.offset]!;
    return () => only;
  }
  const { values } = dense(broadcastTo(operand, shape));
  return (i) => values[i]!;
}

/** Halves go to the even neighbour, as IEEE and numpy have it. */
export function roundEven(value: number): number {
  const rounded = Math.round(value);
  return Math.abs(value % 1) === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

const UNARY = {
  negative: ["same", (x) => -x],
  positive: ["same", (x) => x],
  absolute: ["same", Math.abs],
  sign: ["same", Math.sign],
  square: ["same", (x) => x * x],
  floor: ["float", Math.floor],
  ceil: ["float", Math.ceil],
  trunc: ["float", Math.trunc],
  rint: ["float", roundEven],
  sqrt: ["float", Math.sqrt],
  cbrt: ["float", Math.cbrt],
  exp: ["float", Math.exp],
  log: ["float", Math.log],
  log2: ["float", Math.log2],
  log10: ["float", Math.log10],
  log1p: ["float", Math.log1p],
  sin: ["float", Math.sin],
  cos: ["float", Math.cos],
  tan: ["float", Math.tan],
  arcsin: ["float", Math.asin],
  arccos: ["float", Math.acos],
  arctan: ["float", Math.atan],
  sinh: ["float", Math.sinh],
  cosh: ["float", Math.cosh],
  tanh: ["float", Math.tanh],
  isnan: ["bool", (x) => (Number.isNaN(x) ? 1 : 0)],
  isinf: ["bool", (x) => (Math.abs(x) === Number.POSITIVE_INFINITY ? 1 : 0)],
  isfinite: ["bool", (x) => (Number.isFinite(x) ? 1 : 0)],
  logical_not: ["bool", (x) => (x ? 0 : 1)],
  invert: ["same", (x) => ~x],
} as const satisfies Record<string, readonly ["same" | "float" | "bool", (x: number) => number]>;
export type UnaryName = keyof typeof UNARY;

/** Every value, changed. */
export function unary(name: UnaryName, array: NdArray): NdArray {
  const [kind, work] = UNARY[name];
  const isTruth = name === "invert" && array.dtype === "bool";
  const dtype: Dtype = kind === "bool" ? "bool" : kind === "float" && !isFloat(array.dtype) ? "float64" : array.dtype;
  const { values } = dense(array);
  const made = zeros(array.shape, dtype);
  for (let i = 0; i < made.values.length; i++)
    made.values[i] = stored(dtype, isTruth ? 1 - values[i]! : work(values[i]!));
  return made;
}

/** `yes` where the condition holds and `no` elsewhere. */
export function where(condition: NdArray, yes: Operand, no: Operand): NdArray {
  const dtype = promoted(typeBeside(yes, isWeak(no) ? null : no.dtype), typeBeside(no, isWeak(yes) ? null : yes.dtype));
  const shapes = [yes, no].map((operand) => (isWeak(operand) ? [] : operand.shape));
  const shape = shapes.reduce(broadcastShape, condition.shape);
  const made = zeros(shape, dtype);
  const holds = readerOf(condition, shape);
  const [first, second] = [readerOf(yes, shape), readerOf(no, shape)];
  for (let i = 0; i < made.values.length; i++) made.values[i] = stored(dtype, holds(i) ? first(i) : second(i));
  return made;
}
