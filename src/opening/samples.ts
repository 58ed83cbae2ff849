import { headedSamples } from "./headed";
import { labelledSamples, type Sample } from "./labelled";
import { rewardSamples } from "./rewardLog";

// Texts that are samples, one after the other, each with its fields under names that people read.

/** The samples that a text is made of; null where it is not made of samples. */
export const samplesIn = (text: string): readonly Sample[] | null =>
  labelledSamples(text) ?? headedSamples(text) ?? rewardSamples(text);

/** The words of the sample that stands at that place; null where there is none. */
export function sampleAt(text: string, place: string): string | null {
  const sample = samplesIn(text)?.find((found) => found.place === place);
  return sample ? text.slice(sample.from, sample.to) : null;
}
