import type { TaxonomyFileRefusal } from "../../workspace/state";
import type { ReviewWords } from "../words/review";

/** Why a taxonomy, or a change of one, is not taken, and what to do. */
export function refusalWords({ refusals }: ReviewWords, refusal: TaxonomyFileRefusal): string {
  switch (refusal.code) {
    case "too-large":
    case "not-json":
      return refusals[refusal.code];
    case "not-a-taxonomy":
      return refusals["not-a-taxonomy"](refusal.place);
    case "newer-version":
      return refusals["newer-version"](refusal.version);
    case "cycle":
      return refusals.cycle(refusal.keys.join(" → "));
    default:
      return refusals[refusal.code](refusal.key);
  }
}
