import { env, InferenceSession, Tensor } from "onnxruntime-web";
import { expect, it } from "vitest";
import { layoutOf } from "./layout";
import { createRowArrays } from "./rowArrays";

const runtime = { InferenceSession, Tensor, env };
const [SEQUENCES, TOKENS, HEADS, WIDTH] = [3, 2, 2, 17];
const NUMBERS = 2 * HEADS * WIDTH;
const layout = layoutOf({
  inputs: [
    { name: "past_key_values.0.key", type: "float32", dims: ["batch", HEADS, 1, WIDTH, "rows"] },
    { name: "past_key_values.0.value", type: "float32", dims: ["batch", HEADS, 1, "rows", WIDTH] },
  ],
  outputs: [{ name: "appended", type: "float32", dims: ["batch", "tokens", NUMBERS] }],
});

/** Says of which sequence, row, tensor, head and column it is. */
const valueAt = (sequence: number, row: number, tensor: number, head: number, column: number): number =>
  sequence * 1e5 + row * 1e4 + tensor * 1e3 + head * 1e2 + column;

/** What a run gives of tokens that come as these rows, [sequence, token, tensor, head, column]. */
function given(first: number): Tensor {
  const all: number[] = [];
  for (let sequence = 0; sequence < SEQUENCES; sequence++)
    for (let token = 0; token < TOKENS; token++)
      for (const tensor of [0, 1])
        for (let head = 0; head < HEADS; head++)
          for (let column = 0; column < WIDTH; column++)
            all.push(valueAt(sequence, first + token, tensor, head, column));
  return new Tensor("float32", Float32Array.from(all), [SEQUENCES, TOKENS, NUMBERS]);
}

it("puts each sequence's new rows behind its own, keys with rows last and values with columns last", () => {
  const arrays = createRowArrays(runtime, layout, SEQUENCES);
  for (const first of [0, TOKENS]) arrays.accept({ appended: given(first) }, TOKENS);
  expect(arrays.length).toBe(2 * TOKENS);
  for (let sequence = 0; sequence < SEQUENCES; sequence++) {
    const { rows, tensors } = arrays.block(sequence);
    const [keys, values] = tensors;
    for (let row = 0; row < 2 * TOKENS; row++)
      for (let head = 0; head < HEADS; head++)
        for (let column = 0; column < WIDTH; column++) {
          expect(keys![(head * WIDTH + column) * rows + row]).toBe(valueAt(sequence, row, 0, head, column));
          expect(values![(head * rows + row) * WIDTH + column]).toBe(valueAt(sequence, row, 1, head, column));
        }
  }
});
