// Programs that a model or a person wrote are run here and nowhere else: in a frame of an opaque origin, under a policy
// that fetches nothing; Python and JavaScript in a worker of it. The page hands in pictures and a program, and takes out words and pictures.
//
//   kernel    one language with its variables, for the programs of one run; killed by taking its frame away
//   frame     the hidden document that the worker belongs to
//   drawing   SVG or HTML made pixels: what it says is drawn, and none of it is run or fetched
//   raster    what Python's own modules call for pictures and arrays; our own pixels, the same as everywhere
//   note      a code of what was done otherwise than the real libraries do it
//
// Say "program", not "script" or "code"; say "sandbox" for the whole of this, not for the attribute of a frame.
export { type Kernel, type KernelFailure, type KernelOptions, openKernel } from "./kernel";
export { SANDBOX_LANGUAGES, type SandboxLanguage } from "./languages";
export { LIMITS } from "./limits";
export type { GivenPicture, ProgramResult } from "./wire";
