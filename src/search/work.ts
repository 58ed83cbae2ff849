/** What a search wants done. Whoever does it may be a model in the page, one on a server, a rule, or a person. */
export type Wish =
  /** Grow from a node: until the end of a stage, of one step, or of the rollout; or one token further. */
  | {
      readonly kind: "expand";
      readonly node: number;
      readonly until: "stage" | "step" | "answer" | "token";
      readonly stage: string | null;
      /** Which of several models, or of several temperatures, counted from 0. */
      readonly actor: number;
      /** How many ways to go on are wanted; less are taken too. */
      readonly ways: number;
    }
  /** Which of two nodes is better. */
  | { readonly kind: "compare"; readonly nodes: readonly [first: number, second: number] }
  /** Whether a node is right in itself. */
  | { readonly kind: "check"; readonly node: number }
  /** How good a node is, as a number. */
  | { readonly kind: "rate"; readonly node: number }
  /** How right each step of a path is: −1, 0 or 1, or between. The path need not be in the tree yet. */
  | { readonly kind: "steps"; readonly node: number; readonly path: readonly string[]; readonly expert: number }
  /** Whether an answer is the right one. */
  | { readonly kind: "answer"; readonly node: number; readonly answer: string };

/** A wish that was granted: with a name, the seed of its chance, and what it may cost at most. */
export type Work = Wish & {
  readonly id: string;
  readonly seed: number;
  readonly limits: WorkLimits;
};

/** Null where there is no limit. */
export interface WorkLimits {
  readonly tokens: number | null;
  readonly millis: number | null;
  /** How many nodes it may make: 0 for whatever only judges. */
  readonly nodes: number | null;
}

/** One way to go on. */
export interface Way {
  /** The steps of it, each becomes a node: what the driver knows them by. */
  readonly path: readonly string[];
  /** False where the words did not hold what was wanted: a stage without its tags, a path that does not parse. */
  readonly valid: boolean;
  /** The rollout is over. */
  readonly ended: boolean;
  readonly answer: string | null;
  readonly logProbability: number | null;
}

/** What a piece of work cost. */
export interface Cost {
  readonly tokens: number;
  readonly millis: number;
}

/** What came of a piece of work. */
export type Answer =
  | { readonly kind: "expanded"; readonly work: string; readonly ways: readonly Way[]; readonly cost: Cost }
  /** 0 or 1: which of the two; null where the judge could not be read. */
  | { readonly kind: "compared"; readonly work: string; readonly better: 0 | 1 | null; readonly cost: Cost }
  /** For `check` and `answer`; null where the judge could not be read. */
  | { readonly kind: "checked"; readonly work: string; readonly right: boolean | null; readonly cost: Cost }
  | { readonly kind: "rated"; readonly work: string; readonly rating: number | null; readonly cost: Cost }
  | {
      readonly kind: "steps-rated";
      readonly work: string;
      readonly ratings: readonly number[] | null;
      readonly cost: Cost;
    }
  /** It could not be done. The search goes on without it. */
  | { readonly kind: "failed"; readonly work: string; readonly code: string; readonly cost: Cost };

/** What a person does to a search while it runs. */
export type Intervention =
  | { readonly kind: "prune"; readonly node: number }
  | { readonly kind: "pin"; readonly node: number }
  | { readonly kind: "reopen"; readonly node: number }
  | { readonly kind: "re-rate"; readonly node: number; readonly rating: number }
  | { readonly kind: "add"; readonly parent: number; readonly way: Way };

/** Everything that changes a search. A finished one replays from these. */
export type SearchEvent =
  | { readonly kind: "answered"; readonly answer: Answer }
  | { readonly kind: "intervened"; readonly by: Intervention }
  | { readonly kind: "stopped" };

/** Which answer each piece of work takes, besides having failed. */
const ANSWER_TO: Readonly<Record<Wish["kind"], Answer["kind"]>> = {
  expand: "expanded",
  compare: "compared",
  check: "checked",
  rate: "rated",
  steps: "steps-rated",
  answer: "checked",
};

export const answers = ({ kind }: Wish, answer: Answer): boolean =>
  answer.kind === "failed" || answer.kind === ANSWER_TO[kind];
