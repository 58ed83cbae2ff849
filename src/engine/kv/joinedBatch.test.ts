import fc from "fast-check";
import { env, InferenceSession, Tensor } from "onnxruntime-web";
import { expect, it } from "vitest";
import { boundBy } from "../testing/ports";
import { createJoinedBatch } from "./joinedBatch";
import { layoutOf } from "./layout";
import type { MemoryBlock } from "./memoryBlock";

const runtime = { InferenceSession, Tensor, env };
const layout = layoutOf({
  inputs: [
    { name: "past_key_values.0.key", type: "float32", dims: ["batch", 1, 1, 2, "rows"] },
    { name: "position_ids", type: "int64", dims: ["batch", "tokens"] },
  ],
  outputs: [{ name: "appended", type: "float32", dims: ["batch", "tokens", 2] }],
});

/** A row says which token it is of; what comes first is shared. Rows are last: the marks, then what stands beside them. */
const blockOf = (marks: readonly number[]): MemoryBlock => ({
  rows: marks.length,
  tensors: [Float32Array.from([...marks, ...marks.map((mark) => -mark)])],
});

const marksOf = (rows: Float32Array): number[] => [...rows.subarray(0, rows.length / 2)];

/** Each pass goes on with some of the sequences, in any order and as often as it likes. */
const passes = fc.array(fc.array(fc.nat(5), { minLength: 1, maxLength: 6 }), { maxLength: 12 });

it("shows each sequence its own rows and no others, whichever were dropped", () => {
  expect(layout.joins).toBe(true);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 3 }), passes, (shared, chosen) => {
      const beginning = Array.from({ length: shared }, (_, row) => row + 1);
      const batch = createJoinedBatch(runtime, layout, { block: blockOf(beginning), from: 0, count: shared }, 4);
      let sequences: readonly (readonly number[])[] = Array.from({ length: 4 }, () => beginning);
      let next = 100;
      for (const pass of chosen) {
        const places = pass.map((place) => place % sequences.length);
        batch.select(places);
        sequences = places.map((place) => sequences[place]!);
        const { rows: room = 0, counted, hide } = batch.places;
        expect(counted).toEqual(sequences.map(({ length }) => length));
        const added = sequences.map(() => next++);
        const fed = boundBy(batch, 1).feeds["past_key_values.0.key"]!;
        const rows = [...marksOf(fed.data as Float32Array), ...added];
        const seen = room + added.length;
        const bias = new Float32Array(added.length * seen);
        hide!(bias, seen);
        const numbers = Float32Array.from(added.flatMap((mark) => [mark, -mark]));
        batch.accept({ appended: new Tensor("float32", numbers, [1, added.length, 2]) });
        sequences = sequences.map((marks, place) => [...marks, added[place]!]);
        for (const [place, marks] of sequences.entries()) {
          const scores = bias.subarray(place * seen, (place + 1) * seen);
          expect(rows.filter((_, row) => scores[row] === 0)).toEqual(marks);
          const saved = batch.save(place, 1, marks.length);
          expect(marksOf(saved.tensors[0] as Float32Array)).toEqual(marks.slice(1));
        }
        expect(batch.length).toBe(shared + sequences[0]!.length - beginning.length);
      }
      batch.dispose();
    }),
    { numRuns: 60 },
  );
});
