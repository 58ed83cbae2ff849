// Arrays of numbers with a shape: what the `numpy` of a program's sandbox works on.
//
//   dtype      the type of an array's values
//   view       an array that shares its values with another
//   broadcast  to stretch sides of one to what another array has
export { type BinaryName, binary, type Operand, type UnaryName, unary, where } from "./elementwise";
export { type Index, put, take } from "./indexing";
export { determinant, matmul, solve } from "./linear";
export {
  ArrayError,
  broadcastTo,
  cast,
  copyOf,
  type Dtype,
  dense,
  flatOf,
  fromFlat,
  full,
  type NdArray,
  reshape,
  transpose,
  zeros,
} from "./ndarray";
export { argsort, concatenate, nonzero, sorted } from "./ordering";
export { cumulated, type ReductionName, reduce } from "./reduce";
