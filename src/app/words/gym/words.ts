import type { Widened } from "../words";
import type { gym } from "./en";

/** Every key that English has: a language that lacks one does not compile. */
export type GymWords = Widened<typeof gym>;
