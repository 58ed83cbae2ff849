// What the tiny broken networks of dtypes.test.ts do not show, since their attention is sharp enough for logits to tell.
import { expect, it } from "vitest";
import type { KeyValueStore } from "../kv/store";
import type { Decoder } from "../network/decoder";
import { plainRun } from "../network/tokenRun";
import { type Probe, testDecoder } from "./selfTest";

/** The place of a token that stands at `index` of a run after `past` others. */
type PlaceOf = (past: number, index: number) => number;

/** A network without attention: logits tell the token alone, and keys its place. Blocks are lists of places. */
function flatDecoder(placeOf: PlaceOf): Decoder<readonly number[]> {
  let places: readonly number[] = [];
  const store: KeyValueStore<readonly number[]> = {
    isStatic: false,
    sharesRows: false,
    get length() {
      return places.length;
    },
    get places() {
      return { past: places.length, sequences: 1 };
    },
    bytesPerRow: 8,
    stateBytes: 0,
    liveBytes: 0,
    bytes: (block) => block.length * 8,
    split: (block, at) => [block.slice(0, at), block.slice(at)],
    release: () => undefined,
    save: (start, end) => places.slice(start, end),
    firstKeys: (block) => Float32Array.from(block.flatMap((place) => [Math.cos(place), Math.sin(place)])),
    snapshot: () => {
      throw new Error("It has no state");
    },
    rewind(keep, saved) {
      const back = saved.flatMap(({ block, from, count }) => block.slice(from, from + count));
      places = [...places.slice(0, keep), ...back];
    },
    bind: () => undefined,
    accept: () => undefined,
    dispose: () => undefined,
  };
  return {
    store,
    batch: null,
    async forward({ tokenIds }) {
      places = [...places, ...tokenIds.map((_, index) => placeOf(places.length, index))];
      return tokenIds.map((id) => Float32Array.of(id, -id, 1));
    },
  };
}

const probe: Probe = {
  run: plainRun([3, 1, 4, 1, 5, 9, 2, 6], null, 1, 0),
  precision: "float16",
  scalesByRun: true,
  onPass: () => undefined,
};

it("takes a network whose tokens keep their places, in one run and in several", async () => {
  await expect(
    testDecoder(
      flatDecoder((past, index) => past + index),
      probe,
    ),
  ).resolves.toBeDefined();
});

it.each<[string, PlaceOf]>([
  ["begins from nought with each run", (_, index) => index],
  ["is one further where something stands before", (past, index) => past + index + (past > 0 ? 1 : 0)],
])("finds a place that %s, though logits say nothing of it", async (_, placeOf) => {
  await expect(testDecoder(flatDecoder(placeOf), probe)).rejects.toMatchObject({
    code: "self-test-failed",
    detail: expect.stringContaining("places"),
  });
});
