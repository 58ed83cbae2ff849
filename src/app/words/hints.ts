import type { HintEvidence } from "../../annotation";
import type { Words } from ".";

/** What a check noticed, told to a person. */
export function hintWords({ hints }: Words, evidence: HintEvidence): string {
  switch (evidence.kind) {
    case "repeated":
      return hints.repeated(evidence.times);
    case "error-ignored":
      return evidence.next === "answer" ? hints.errorThenAnswer : hints.errorThenSame;
    case "claimed-look":
      return hints.claimedLook(evidence.words);
    case "beside-reference":
      return hints.besideReference(Math.round(100 * evidence.covered), evidence.overlap.toFixed(2));
    case "tiny":
      return hints.tiny(Math.round(evidence.width), Math.round(evidence.height));
    case "outside":
      return hints.outside(Math.round(100 * evidence.inside));
    case "nothing-new":
      return evidence.seen === "whole-picture" ? hints.wholePicture : hints.seenBefore;
    case "no-look":
      return hints.noLook;
    case "answer-against-words":
      return hints.answerAgainstWords(evidence.concluded, evidence.answered);
    case "unread-action":
      return hints.unreadAction;
    case "no-answer":
      return hints.noAnswer;
    case "answer-lost":
      return hints.answerLost(evidence.before, evidence.behind);
  }
}
