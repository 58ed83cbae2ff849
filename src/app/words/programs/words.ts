import type { Widened } from "../phrases";
import type { programs } from "./en";

/** A language that lacks one of the English keys does not compile. */
export type ProgramWords = Widened<typeof programs>;
