import type { ProcessStep } from "./labels";

/**
 * What a step says, for formats that take no pictures: in front of it stands what the model was shown since its step
 * before, each picture as `[image]`.
 */
export function wordsWithShown({ text, told, shown }: ProcessStep): string {
  const seen = [...shown.map(() => "[image]"), ...(told.trim() === "" ? [] : [told.trim()])];
  return [...seen, text.trim()].join("\n");
}
