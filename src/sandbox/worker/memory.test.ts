import { loadPyodide } from "pyodide";
import { afterEach, expect, it } from "vitest";
import { boundMemory } from "./memory";
import { SEALED_CONFIG } from "./python";

const { Memory } = WebAssembly;
const { grow } = Memory.prototype;
afterEach(() => {
  WebAssembly.Memory = Memory;
  Memory.prototype.grow = grow;
});

const MOST = 256 * 2 ** 20;

it("refuses Python more than it may have, and leaves it able to go on", async () => {
  boundMemory(MOST);
  const python = await loadPyodide(SEALED_CONFIG);
  expect(() => python.runPython(`held = bytearray(${MOST})`)).toThrow(/MemoryError/);
  expect(() => python.runPython("held = [bytearray(2**24) for _ in range(40)]")).toThrow(/MemoryError/);
  expect(python.runPython("len(bytearray(2**24))")).toBe(2 ** 24);
});

it("refuses a memory that is made in JavaScript as well", () => {
  boundMemory(MOST);
  const memory = new WebAssembly.Memory({ initial: 1 });
  expect(() => memory.grow(MOST / 65_536)).toThrow(RangeError);
  expect(memory.grow(1)).toBe(1);
});
