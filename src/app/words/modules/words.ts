import type { Widened } from "../phrases";
import type { modules } from "./en";

/** A language that lacks one of the English keys does not compile. */
export type ModuleWords = Widened<typeof modules>;
