import type { Widened } from "../phrases";
import type { breakpoints } from "./en";

/** A language that lacks one of the English keys does not compile. */
export type BreakpointWords = Widened<typeof breakpoints>;
