/** What a reward says of itself in another language than its own, which is English; what is not named stays as it is. */
export interface RewardWords {
  /** The sentence on a reward, by the reward's name. */
  readonly says: Readonly<Record<string, string>>;
  /** The parts of scores, by their names. */
  readonly parts: Readonly<Record<string, string>>;
  /** Figures about the rollouts of one problem, by their names. */
  readonly rates: Readonly<Record<string, string>>;
  /** What compares an answer with the truth, by its name; the names of models stay. */
  readonly comparedBy: Readonly<Record<string, string>>;
  /** Where a formula is from, by its title; names of projects stay. */
  readonly sources: Readonly<Record<string, string>>;
}
