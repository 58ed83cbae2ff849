import type { Widened } from "../words";
import type { logs } from "./en";

/** Every key that English has: a language that lacks one does not compile. */
export type LogWords = Widened<typeof logs>;
