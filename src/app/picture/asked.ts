import type { KeptScore, Reference } from "../../trace";

/** What is asked, what the visible line answers, and what is known of that. */
export interface Asked {
  readonly question: string;
  /** Null where the line has not come to an answer. */
  readonly answer: string | null;
  readonly right: boolean | null;
  readonly truth: { readonly answer: string; readonly source: Reference["source"] } | null;
  readonly scores: readonly KeptScore[];
}
