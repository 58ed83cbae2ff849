import { loadPyodide } from "pyodide";
import { ok } from "../../src/base";
import type { RasterExecutor } from "../../src/raster";
import { SEALED_CONFIG, startPython } from "../../src/sandbox/worker/python";
import { kernelOf } from "../../src/wiring/programs";
import type { ProgramKernel } from "../../src/workspace/ports";
import { modules } from "../census/rig";

/** The sandbox's Python in Node: the same modules, without the frame and its limits of time. */
export async function openPython(raster: RasterExecutor): Promise<ProgramKernel> {
  const python = await startPython(() => loadPyodide(SEALED_CONFIG), modules());
  return kernelOf(
    {
      alive: true,
      give: async (picture) => python.give(picture),
      reset: () => python.reset(),
      run: async (source, showsLast) => ok(python.run(source, showsLast)),
      close: () => {},
    },
    raster,
  );
}
