import type { Widened } from "../phrases";
import type { flywheel } from "./en";

/** A language that lacks one of the English keys does not compile. */
export type FlywheelWords = Widened<typeof flywheel>;
