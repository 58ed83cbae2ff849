import type { Widened } from "../phrases";
import type { influence } from "./en";

/** A language that lacks one of the English keys does not compile. */
export type InfluenceWords = Widened<typeof influence>;
