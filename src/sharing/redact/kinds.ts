/** What of a trace a person may not want to hand on. Each is found by itself, and can be withheld by itself. */
export const SENSITIVE_KINDS = [
  /** Pictures that were given or kept: the bytes are left out, their sizes stay. */
  "pictures",
  /** Paths on a disk or in a bucket, and the names of picture files. */
  "paths",
  "emails",
  /** Keys, tokens and passwords. */
  "keys",
  /** Web addresses and numbers of machines in a network. */
  "addresses",
  /** Words that the person who shares has listed: names, projects. */
  "own",
  /** What people wrote to steps, what they called branches, and a speaker's notes to chapters. */
  "notes",
  /** Who judged. */
  "raters",
  /** What a model was told before its question. */
  "prompts",
  /** The words as they were written, with their tokens; what was read out of them stays. */
  "raw",
] as const;
export type SensitiveKind = (typeof SENSITIVE_KINDS)[number];

/** Nobody means to hand these on. */
export const WITHHELD_AT_FIRST: ReadonlySet<SensitiveKind> = new Set(["paths", "emails", "keys", "own"]);

/** Those that are found in any words, and masked there. */
export const MASKED_KINDS = ["paths", "emails", "keys", "addresses", "own"] as const satisfies readonly SensitiveKind[];
export type MaskedKind = (typeof MASKED_KINDS)[number];

/** How long the person's own list may be, in words, and each of them, in UTF-16 units. */
export const MOST_OWN_WORDS = 200;
export const LONGEST_OWN_WORD = 200;
