/** Something went wrong in a way that a person can be told: a kebab-case code with words, and a detail. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly detail?: string;
  /** The same as the message, by name and with what stands in the sentence's places, for another language. */
  readonly told?: { readonly name: string; readonly values: Readonly<Record<string, string | number>> };
}
