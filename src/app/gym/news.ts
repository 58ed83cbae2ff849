import { isRight } from "../../evaluation";
import type { BatchState } from "../../workspace";
import type { GymWords } from "../words/gym";
import { percent } from "./percent";

/** What there is to tell of a batch: the same from its beginning to its end, so that it is told twice and no more. */
export function newsOf({ stop, total, done, results }: BatchState, words: GymWords): string {
  if (total === 0) return "";
  if (stop) return words.began(total);
  const progress = words.progress(done, total);
  const right = results.filter(({ summary }) => isRight(summary)).length;
  const share = results.length > 0 ? percent(right / results.length) : null;
  return done < total ? words.stopped(progress, share) : words.ended(progress, share);
}
