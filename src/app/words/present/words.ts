import type { Widened } from "../phrases";
import type { present } from "./en";

/** A language that lacks one of the English keys does not compile. */
export type PresentWords = Widened<typeof present>;
