import type { Widened } from "../words";
import type { server } from "./en";

/** Every key that English has: a language that lacks one does not compile. */
export type ServerWords = Widened<typeof server>;
