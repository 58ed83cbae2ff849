import type { MadeProblem, Outcome } from "../../gym";

/** More drafts of a kind than these are counted and let go: their pixels are the most of what they are. */
export const MOST_SHOWN = 60;

export type Rejected = Extract<Outcome, { readonly kind: "rejected" }>;

/** What became of the drafts of a spin so far. */
export interface Spun {
  /** Pictures whose drafts are all told. */
  readonly pictures: number;
  readonly drafts: number;
  readonly madeCount: number;
  /** The first of those that passed, and of those that did not. */
  readonly made: readonly MadeProblem[];
  readonly rejected: readonly Rejected[];
  readonly rejectedBy: Readonly<Record<Rejected["reject"]["stage"], number>>;
}

export const NOTHING_SPUN: Spun = {
  ...{ pictures: 0, drafts: 0, madeCount: 0, made: [], rejected: [] },
  rejectedBy: { question: 0, picture: 0, action: 0 },
};

/** With what became of the drafts on one more picture. */
export function withPicture(spun: Spun, outcomes: readonly Outcome[]): Spun {
  const made = outcomes.flatMap((outcome) => (outcome.kind === "made" ? [outcome.problem] : []));
  const rejected = outcomes.flatMap((outcome) => (outcome.kind === "rejected" ? [outcome] : []));
  const rejectedBy = { ...spun.rejectedBy };
  for (const { reject } of rejected) rejectedBy[reject.stage]++;
  return {
    pictures: spun.pictures + 1,
    drafts: spun.drafts + outcomes.length,
    madeCount: spun.madeCount + made.length,
    made: [...spun.made, ...made].slice(0, MOST_SHOWN),
    rejected: [...spun.rejected, ...rejected].slice(0, MOST_SHOWN),
    rejectedBy,
  };
}
