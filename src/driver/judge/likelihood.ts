import type { Step } from "../../trace";
import { likelihoodOf } from "../likelihood";
import { judgeByRating, type SearchJudge } from "./judge";

/** A step whose tokens are each as good as this on average is held for right: more likely than everything else together. */
const EVEN = Math.log(0.5);

/**
 * The model judges by how likely it finds its own words: the mean log-probability of a token, so that long lines are
 * not worse for being long. It knows no right answer, and so never says that one is right.
 */
export const createLikelihoodJudge = (): SearchJudge => ({
  name: "likelihood",
  judge: async (question) =>
    question.kind === "answer"
      ? { kind: "checked", right: null }
      : judgeByRating(question, async (line) => meanLikelihood(line, question.kind === "steps"), EVEN),
});

/** Of the line, or of its last thought, action or answer alone; null where nobody told. */
function meanLikelihood(line: readonly Step[], lastOnly: boolean): number | null {
  const said = line.filter(({ generation }) => generation !== null);
  return likelihoodOf(lastOnly ? said.slice(-1) : said)?.mean ?? null;
}
