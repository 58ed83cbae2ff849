/** An object of JSON whose fields are still to be checked. */
export type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** What the person at this browser had said of a step, where a version kept one verdict and one note of each. */
export interface OwnRemarks {
  /** The judgement that holds them now. */
  readonly id: string;
  readonly verdict: unknown;
  readonly note: unknown;
}

/**
 * Makes one version out of the one before. A trace is migrated in parts, as it is read: whoever reads a long one may
 * let the page breathe in between. What is not in the form of its version is left for the schema to refuse.
 */
export interface Migration {
  /** For what changed. */
  readonly name: string;
  /** All of a trace but its steps. */
  head(head: Fields): Fields;
  /** A step, and the judgements that are no longer part of it. */
  step(step: unknown): { readonly step: unknown; readonly judgements: readonly unknown[] };
  /** An entry of a log. `ownRemarks` tells what the person had said of a step before that entry. */
  entry(entry: Fields, ownRemarks: (step: string) => OwnRemarks | null): Fields;
}
