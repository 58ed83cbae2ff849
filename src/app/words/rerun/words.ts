import type { Widened } from "../phrases";
import type { rerun } from "./en";

/** A language that lacks one of the English keys does not compile. */
export type RerunWords = Widened<typeof rerun>;
