import type { ImageBox } from "../../geometry";
import type { Agreement, Finding, FindingKind, StaleBy } from "../../influence";
import type { TraceId } from "../../trace";

/** A question that is being asked, and what is known so far. */
export interface Asking {
  readonly kind: FindingKind;
  readonly finding: Finding | null;
  /** A finding that is asked for again, to be held against it; null where the question is new. */
  readonly verifies: Finding | null;
  readonly stop: AbortController;
}

/** What became of holding a finding against the same question asked again: how they agree, or why it was not asked. */
export type Verified =
  | { readonly kind: "agrees"; readonly agreement: Agreement }
  | { readonly kind: "refused"; readonly code: string };

/** Questions about looks: what was found of the open trace, and what is being asked. */
export interface InfluenceState {
  /** The trace that the findings are of; null before any was looked for. */
  readonly trace: TraceId | null;
  /** The newest last. */
  readonly findings: readonly Finding[];
  readonly asking: Asking | null;
  /** Other wordings of the question that a person gives, one a line. */
  readonly wordings: string;
  /** What a person brushed over, in pixels of the picture. */
  readonly brushed: readonly ImageBox[];
  /** Why the last question of a kind was not asked, or broke off. */
  readonly refused: Readonly<Partial<Record<FindingKind, string>>>;
  readonly verified: ReadonlyMap<Finding, Verified>;
  /** What is no longer as it was when a finding was made; findings that are left out still hold. */
  readonly stale: ReadonlyMap<Finding, readonly StaleBy[]>;
}

export const NO_INFLUENCE: InfluenceState = {
  trace: null,
  findings: [],
  asking: null,
  wordings: "",
  brushed: [],
  refused: {},
  verified: new Map(),
  stale: new Map(),
};
