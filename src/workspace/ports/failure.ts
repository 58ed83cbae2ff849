/** Something went wrong in a way that a person can be told: a kebab-case code with words, and a detail. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
}
