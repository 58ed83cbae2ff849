import { loadPyodide } from "pyodide";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod/mini";
import { plain } from "../../pixels";
import golden from "./libraries.golden.json";
import { MODULES } from "./modules";
import { type Python, SEALED_CONFIG, startPython } from "./python";

// What the real numpy and OpenCV make of calls of published programs, on small inputs; see training/shims_golden.py.
let python: Python;
beforeAll(async () => {
  python = await startPython(() => loadPyodide(SEALED_CONFIG), MODULES);
  python.give({ name: "", variables: [], isDefault: true, pixels: plain({ width: 1, height: 1 }, [0, 0, 0]) });
  expect(python.run(golden.begin, false).failure).toBeNull();
});

const arraySchema = z.object({
  dtype: z.string(),
  shape: z.array(z.number()),
  values: z.optional(z.array(z.number())),
  bytes: z.optional(z.string()),
});

/** One list of numbers of whatever a call gave, and what cannot be a little off: kinds and shapes, in words. */
function parts(value: unknown): { readonly numbers: readonly number[]; readonly kinds: readonly string[] } {
  if (Array.isArray(value)) {
    const all = value.map(parts);
    return { numbers: all.flatMap(({ numbers }) => numbers), kinds: ["[", ...all.flatMap(({ kinds }) => kinds), "]"] };
  }
  const array = arraySchema.safeParse(value);
  if (array.success) {
    const { dtype, shape, values = [], bytes } = array.data;
    return {
      numbers: bytes === undefined ? values : [...Buffer.from(bytes, "base64")],
      kinds: [`${dtype} ${shape.join("×")}`],
    };
  }
  return typeof value === "number" ? { numbers: [value], kinds: ["number"] } : { numbers: [], kinds: [String(value)] };
}

/** How far a number may be off where the real library says another: of pixels, as recomputed crops of logs may be. */
const PIXEL = 2;
const ROUNDING = 1e-5;

/** All calls of a family in one program; what one raises stands in its place. */
const BATCH = `
import json
def tried(call):
    try:
        return told(eval(call))
    except Exception as raised:
        return f"{type(raised).__name__}: {raised}"
print(json.dumps([tried(call) for call in json.loads(CALLS)]))
`;

function resultsOf(calls: readonly { readonly call: string }[]): readonly unknown[] {
  const source = JSON.stringify(JSON.stringify(calls.map(({ call }) => call)));
  const { failure, stdout } = python.run(`CALLS = ${source}\n${BATCH}`, false);
  expect(failure).toBeNull();
  return z.array(z.unknown()).parse(JSON.parse(stdout));
}

function expectSame(result: unknown, known: unknown): void {
  const [here, real] = [parts(result), parts(known)];
  expect(here.kinds).toEqual(real.kinds);
  expect(here.numbers.length).toBe(real.numbers.length);
  const isPixels = real.kinds.some((kind) => kind.startsWith("uint8 "));
  const off = real.numbers.map((value, i) => {
    const apart = Math.abs(value - (here.numbers[i] ?? 0));
    return isPixels ? apart / PIXEL : apart / (ROUNDING * Math.max(1, Math.abs(value)));
  });
  expect(Math.max(0, ...off)).toBeLessThanOrEqual(1);
}

describe.each(Object.entries(golden.families))("%s as the real one", (_, calls) => {
  let results: readonly unknown[] = [];
  beforeAll(() => {
    results = resultsOf(calls);
  });
  it.each(calls.map((known, i) => ({ ...known, i })))("$call", ({ result, i }) => expectSame(results[i], result));
});
