/** The labels of an image after more boxes were drawn on it, each once, in the order of their colours. */
export const mergedLabels = (before: readonly string[], added: readonly string[]): readonly string[] => [
  ...new Set([...before, ...added]),
];
