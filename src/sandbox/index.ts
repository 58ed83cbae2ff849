// Programs that a model or a person wrote are run here and nowhere else: in a worker of a frame of an opaque origin, under
// a policy that fetches nothing. The page hands in pictures and a program, and takes out words and pictures.
//
//   kernel    Python with its variables, for the programs of one run; killed by taking its frame away
//   frame     the hidden document that the worker belongs to
//   raster    what Python's own modules call for pictures and arrays; our own pixels, the same as everywhere
//   note      a code of what was done otherwise than the real libraries do it
//
// Say "program", not "script" or "code"; say "sandbox" for the whole of this, not for the attribute of a frame.
export { type Kernel, type KernelFailure, type KernelOptions, openKernel } from "./kernel";
export { LIMITS } from "./limits";
export type { GivenPicture, ProgramResult } from "./wire";
