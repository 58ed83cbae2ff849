import { err, ok, unlessStopped } from "../base";
import type { RasterExecutor } from "../raster";
import type { Kernel, KernelFailure, ProgramResult } from "../sandbox";
import type { ImageRecord } from "../trace";
import type { Failure, ProgramKernel, Programs } from "../workspace/ports";
import { recordOf } from "./record";

/** The sandbox as the workspace needs it: pictures by their names in the trace. Nothing of it is fetched before it is wanted. */
export const programsOf = (executor: RasterExecutor, baseUrl: string): Programs => ({
  async open(language, signal) {
    const { openKernel } = await import("../sandbox");
    const opened = await openKernel({ baseUrl, language }, signal);
    return opened.ok ? ok(kernelOf(opened.value, executor)) : err(told(opened.error));
  },
});

const told = ({ code, detail }: KernelFailure): Failure => ({ code, message: code, detail });

/** An interpreter of the sandbox as the workspace drives it: pictures by their names, which are kept with the others. */
export function kernelOf(kernel: Kernel, executor: RasterExecutor): ProgramKernel {
  const given = new Set<string>();
  return {
    get alive() {
      return kernel.alive;
    },
    async give({ image, path, variables, isDefault }) {
      const name = JSON.stringify([image, path, variables, isDefault]);
      if (given.has(name)) return true;
      const found = await executor.pixels(image);
      if (!found.ok) return false;
      given.add(name);
      await kernel.give({ name: path, variables, isDefault, pixels: found.value });
      return true;
    },
    reset() {
      given.clear();
      kernel.reset();
    },
    async run(source, showsLast, signal) {
      const ran = await kernel.run(source, showsLast, signal);
      if (!ran.ok) return err(told(ran.error));
      const { pictures, ...output } = ran.value;
      // To keep a very large picture takes many seconds.
      const kept = await unlessStopped(keepAll(pictures, executor, signal), signal);
      return kept ? ok({ ...output, pictures: kept }) : err(told({ code: "program-stopped", detail: "" }));
    },
    close: () => kernel.close(),
  };
}

/** One after the other: each lets the page breathe, forty that are begun at once do not. */
async function keepAll(
  pictures: ProgramResult["pictures"],
  executor: RasterExecutor,
  signal: AbortSignal,
): Promise<readonly ImageRecord[]> {
  const kept: ImageRecord[] = [];
  for (const { name, pixels } of pictures) {
    if (signal.aborted) break;
    kept.push(recordOf(await executor.addPixels(pixels, name)));
  }
  return kept;
}
