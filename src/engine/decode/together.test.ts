import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRng } from "../../base";
import type { Sampling } from "../contract/model";
import { createContinuation, type DecodeRequest, decode } from "./loop";
import { decodeTogether } from "./together";

const NEVER = new AbortController().signal;
const VOCABULARY = 6;
const STOP = 5;

/** The logits after a path, of a network that is a table: a few tokens are likely, so that some paths stay together. */
function rowAfter(path: readonly number[]): Float32Array {
  const rng = createRng(path.join());
  return Float32Array.from({ length: VOCABULARY }, () => 5 * rng.next());
}

const requestOf = (seed: number, temperature: number): DecodeRequest => ({
  sampling: { temperature, topK: 0, topP: 1, minP: 0, repetitionPenalty: 1, seed } satisfies Sampling,
  alternatives: 2,
  promptIds: [],
  bannedTokenId: -1,
  stopTokenIds: new Set([STOP]),
  maxTokens: 8,
  room: 100,
});

const text = { readNext: String, textOf: String };

async function alone(request: DecodeRequest): Promise<readonly number[]> {
  const path: number[] = [];
  // What was reported stands in the path before it is appended.
  const forward = async (): Promise<Float32Array> => rowAfter(path);
  for await (const { id } of decode(rowAfter([]), request, { ...text, forward }, NEVER)) path.push(id);
  return path;
}

async function together(requests: readonly DecodeRequest[]) {
  let paths: readonly (readonly number[])[] = [[]];
  const passes: (readonly string[])[] = [];
  const left: string[][] = requests.map(() => []);
  const ports = {
    async forward(places: readonly number[], tokenIds: readonly number[]) {
      paths = places.map((place, at) => [...paths[place]!, tokenIds[at]!]);
      passes.push(paths.map((path) => path.join()));
      return paths.map(rowAfter);
    },
    leave: (place: number, index: number) => left[index]!.push(paths[place]!.join()),
    isStopped: () => false,
  };
  const written = requests.map((): number[] => []);
  const continuations = requests.map((request) => createContinuation(request, text));
  for await (const advance of decodeTogether(rowAfter([]), continuations, ports, NEVER)) {
    if ("token" in advance) written[advance.index]!.push(advance.token.id);
  }
  return { written, passes, left };
}

describe("continuations in step", () => {
  it("write what each writes alone, leave where it ended, and compute no path twice", () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(20), fc.constantFrom(0, 0.5, 1)), { maxLength: 8 }),
        async (samplings) => {
          const requests = samplings.map(([seed, temperature]) => requestOf(seed, temperature));
          const { written, passes, left } = await together(requests);
          for (const [index, request] of requests.entries()) {
            expect(written[index]).toEqual(await alone(request));
            expect(left[index]).toHaveLength(1);
            // The last token that was written before the length was reached is never computed.
            expect(written[index]!.join().startsWith(left[index]![0]!)).toBe(true);
          }
          const paths = passes.flat();
          expect(new Set(paths).size).toBe(paths.length);
        },
      ),
      { numRuns: 60 },
    ));

  it("are one sequence for as long as they say the same", async () => {
    const { passes } = await together([requestOf(0, 0), requestOf(1, 0), requestOf(2, 0)]);
    expect(passes.length).toBeGreaterThan(0);
    expect(passes.every((paths) => paths.length === 1)).toBe(true);
  });
});
