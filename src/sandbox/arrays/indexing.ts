import {
  ArrayError,
  broadcastShape,
  broadcastTo,
  dense,
  eachPlace,
  type NdArray,
  sizeOf,
  stored,
  zeros,
} from "./ndarray";
import { nonzero } from "./ordering";

/** What stands between the brackets, item by item. */
export type Index =
  | { readonly kind: "number"; readonly at: number }
  | { readonly kind: "slice"; readonly from: number | null; readonly to: number | null; readonly step: number | null }
  | { readonly kind: "new-axis" }
  | { readonly kind: "ellipsis" }
  | { readonly kind: "array"; readonly array: NdArray };

interface Selection {
  /** The array with its numbers and slices taken; axes that an array chooses from are still whole. */
  readonly view: NdArray;
  /** The chosen places along those axes, each of one shape. */
  readonly chosen: readonly { readonly axis: number; readonly places: NdArray }[];
}

/** `array[indices]`: a view where no array is among them, else a copy. */
export function take(array: NdArray, indices: readonly Index[]): NdArray {
  const { view, chosen } = selectionOf(array, indices);
  if (chosen.length === 0) return view;
  const places = placesChosen(view, chosen);
  const made = zeros(places.shape, view.dtype);
  for (let i = 0; i < made.values.length; i++) made.values[i] = view.values[places.at[i]!]!;
  return made;
}

/** `array[indices] = value`, the value stretched to what is chosen. */
export function put(array: NdArray, indices: readonly Index[], value: NdArray): void {
  const { view, chosen } = selectionOf(array, indices);
  if (chosen.length === 0) {
    // Copied first: a part of an array may be put into another part of it.
    const from = dense(broadcastTo(withoutLeadingOnes(value, view.shape.length), view.shape));
    const values = from.values.buffer === view.values.buffer ? from.values.slice() : from.values;
    eachPlace(view, (place, index) => {
      view.values[place] = stored(view.dtype, values[index]!);
    });
    return;
  }
  const places = placesChosen(view, chosen);
  const { values } = dense(broadcastTo(withoutLeadingOnes(value, places.shape.length), places.shape));
  for (let i = 0; i < places.at.length; i++) view.values[places.at[i]!] = stored(view.dtype, values[i]!);
}

function withoutLeadingOnes(value: NdArray, rank: number): NdArray {
  let extra = value.shape.length - rank;
  let { shape, strides } = value;
  for (; extra > 0 && shape[0] === 1; extra--) [shape, strides] = [shape.slice(1), strides.slice(1)];
  return { ...value, shape, strides };
}

function selectionOf(array: NdArray, told: readonly Index[]): Selection {
  const indices = withWholeAxes(spreadMasks(told), array.shape.length);
  let view: NdArray = { ...array, shape: [], strides: [] };
  const chosen: { axis: number; places: NdArray }[] = [];
  let axis = 0;
  for (const index of indices) {
    if (index.kind === "new-axis") {
      view = withAxis(view, 1, 0, 0);
      continue;
    }
    const [side, stride] = [array.shape[axis]!, array.strides[axis]!];
    if (index.kind === "number") view = { ...view, offset: view.offset + placeOf(index.at, side, axis) * stride };
    else if (index.kind === "slice") {
      const { start, count, step } = rangeOf(index, side);
      view = withAxis(view, count, stride * step, start * stride);
    } else if (index.kind === "array") {
      chosen.push({ axis: view.shape.length, places: index.array });
      view = withAxis(view, side, stride, 0);
    }
    axis++;
  }
  return { view, chosen };
}

const withAxis = (view: NdArray, side: number, stride: number, start: number): NdArray => ({
  ...view,
  offset: view.offset + start,
  shape: [...view.shape, side],
  strides: [...view.strides, stride],
});

/** A mask stands for the places where it holds, one array for each of its axes. */
const spreadMasks = (indices: readonly Index[]): readonly Index[] =>
  indices.flatMap((index): readonly Index[] =>
    index.kind === "array" && index.array.dtype === "bool"
      ? nonzero(index.array).map((array) => ({ kind: "array", array }))
      : [index],
  );

/** Axes that nothing is said of are taken whole: where the ellipsis stands, or behind the rest. */
function withWholeAxes(indices: readonly Index[], rank: number): readonly Index[] {
  const told = indices.filter(({ kind }) => kind !== "new-axis" && kind !== "ellipsis").length;
  if (told > rank)
    throw new ArrayError(
      "IndexError",
      `too many indices for array: array is ${rank}-dimensional, but ${told} were indexed`,
    );
  const whole = Array.from({ length: rank - told }, (): Index => ({ kind: "slice", from: null, to: null, step: null }));
  const at = indices.findIndex(({ kind }) => kind === "ellipsis");
  return at < 0 ? [...indices, ...whole] : [...indices.slice(0, at), ...whole, ...indices.slice(at + 1)];
}

function placeOf(at: number, side: number, axis: number): number {
  const place = at < 0 ? at + side : at;
  if (place < 0 || place >= side)
    throw new ArrayError("IndexError", `index ${at} is out of bounds for axis ${axis} with size ${side}`);
  return place;
}

/** Python's rules for slices: bounds beyond the ends are pulled in. */
function rangeOf({ from, to, step: told }: Extract<Index, { kind: "slice" }>, side: number) {
  const step = told ?? 1;
  if (step === 0) throw new ArrayError("ValueError", "slice step cannot be zero");
  const [low, high] = step > 0 ? [0, side] : [-1, side - 1];
  const bound = (value: number): number => Math.min(Math.max(value < 0 ? value + side : value, low), high);
  const start = from === null ? (step > 0 ? 0 : side - 1) : bound(from);
  const end = to === null ? (step > 0 ? side : -1) : bound(to);
  return { start, count: Math.max(0, Math.ceil((end - start) / step)), step };
}

/** Where in the values the chosen elements lie, and the shape that they make. */
function placesChosen(
  view: NdArray,
  chosen: Selection["chosen"],
): { readonly shape: readonly number[]; readonly at: Float64Array } {
  const shape = chosen.map(({ places }) => places.shape).reduce(broadcastShape);
  const lists = chosen.map(({ axis, places }) => {
    const { values } = dense(broadcastTo(places, shape));
    const [side, stride] = [view.shape[axis]!, view.strides[axis]!];
    return Float64Array.from(values, (at) => placeOf(at, side, axis) * stride);
  });
  const axes = chosen.map(({ axis }) => axis);
  // Arrays side by side give their axes where they stand, others in front, as numpy has it.
  const isTogether = axes.every((axis, i) => i === 0 || axis === axes[i - 1]! + 1);
  const front = isTogether ? axes[0]! : 0;
  const others = [...view.shape.keys()].filter((axis) => !axes.includes(axis));
  const before = others.slice(0, isTogether ? others.filter((axis) => axis < front).length : 0);
  const after = others.slice(before.length);
  const sides = (list: readonly number[]): readonly number[] => list.map((axis) => view.shape[axis]!);
  const made = [...sides(before), ...shape, ...sides(after)];
  const at = new Float64Array(zeros(made, "uint8").values.length);
  const part = (list: readonly number[]): readonly number[] => {
    const places: number[] = [];
    const strides = list.map((axis) => view.strides[axis]!);
    eachPlace({ ...view, offset: 0, shape: sides(list), strides }, (place) => places.push(place));
    return places;
  };
  const [outer, inner] = [part(before), part(after)];
  const count = sizeOf(shape);
  let i = 0;
  for (const first of outer)
    for (let n = 0; n < count; n++) {
      const own = lists.reduce((total, list) => total + list[n]!, view.offset + first);
      for (const last of inner) at[i++] = own + last;
    }
  return { shape: made, at };
}
