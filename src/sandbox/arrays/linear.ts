import { promoted } from "./elementwise";
import { ArrayError, dense, type NdArray, reshape, stored, zeros } from "./ndarray";

/** The product of two matrices; a row or a column of numbers counts as one where the other side asks for it. */
export function matmul(a: NdArray, b: NdArray): NdArray {
  if (a.shape.length === 0 || b.shape.length === 0 || a.shape.length > 2 || b.shape.length > 2)
    throw new ArrayError("ValueError", "matmul is here for one or two axes only");
  const left = dense(a.shape.length === 1 ? reshape(a, [1, -1]) : a);
  const right = dense(b.shape.length === 1 ? reshape(b, [-1, 1]) : b);
  const [rows, inner, columns] = [left.shape[0]!, left.shape[1]!, right.shape[1]!];
  if (inner !== right.shape[0])
    throw new ArrayError("ValueError", `matmul: shapes (${a.shape.join(",")}) and (${b.shape.join(",")}) not aligned`);
  const made = zeros([rows, columns], promoted(a.dtype, b.dtype));
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      let total = 0;
      for (let i = 0; i < inner; i++) total += left.values[y * inner + i]! * right.values[i * columns + x]!;
      made.values[y * columns + x] = stored(made.dtype, total);
    }
  return reshape(made, [...(a.shape.length === 1 ? [] : [rows]), ...(b.shape.length === 1 ? [] : [columns])]);
}

/** `x` with `matrix` · x = `right`, by elimination with the largest pivot first. */
export function solve(matrix: NdArray, right: NdArray): NdArray {
  const { rows, side } = squareRows(matrix);
  if (right.shape[0] !== side) throw new ArrayError("ValueError", "the sizes of the matrix and the right side differ");
  const columns = right.shape.length === 1 ? 1 : right.shape[1]!;
  const { values } = dense(right);
  const whole = rows.map((row, y) => [...row, ...Array.from({ length: columns }, (_, x) => values[y * columns + x]!)]);
  if (eliminated(whole, side) === 0) throw new ArrayError("LinAlgError", "Singular matrix");
  const made = zeros([side, columns], "float64");
  for (let y = 0; y < side; y++) for (let x = 0; x < columns; x++) made.values[y * columns + x] = whole[y]![side + x]!;
  return right.shape.length === 1 ? reshape(made, [side]) : made;
}

export function determinant(matrix: NdArray): number {
  const { rows, side } = squareRows(matrix);
  return eliminated(rows, side);
}

function squareRows(matrix: NdArray): { readonly rows: number[][]; readonly side: number } {
  const [side, width] = matrix.shape;
  if (matrix.shape.length !== 2 || side !== width || side === undefined)
    throw new ArrayError("LinAlgError", "Last 2 dimensions of the array must be square");
  const { values } = dense(matrix);
  return {
    side,
    rows: Array.from({ length: side }, (_, y) => Array.from({ length: side }, (_, x) => values[y * side + x]!)),
  };
}

/** Brings the first `side` columns to the unit matrix, in place; gives their determinant, 0 where that cannot be. */
function eliminated(rows: number[][], side: number): number {
  let determinant = 1;
  for (let column = 0; column < side; column++) {
    let best = column;
    for (let y = column + 1; y < side; y++) if (Math.abs(rows[y]![column]!) > Math.abs(rows[best]![column]!)) best = y;
    const pivot = rows[best]![column]!;
    if (pivot === 0) return 0;
    if (best !== column) {
      [rows[best], rows[column]] = [rows[column]!, rows[best]!];
      determinant = -determinant;
    }
    determinant *= pivot;
    const own = rows[column]!.map((value) => value / pivot);
    rows[column] = own;
    for (let y = 0; y < side; y++) {
      const factor = rows[y]![column]!;
      if (y !== column && factor !== 0) rows[y] = rows[y]!.map((value, x) => value - factor * own[x]!);
    }
  }
  return determinant;
}
