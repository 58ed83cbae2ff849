import { answerOf, correctnessOf } from "../reference";
import type { LineReward } from "../reward";
import { part, scoreOf } from "../score";

const FORMAT_WEIGHT = 0.2;
const TOOL_WEIGHT = 0.3;

/**
 * What training on the gym is paid in: the outcome; the form only where the outcome is right, so that empty form is
 * never worth anything; and something for having acted (looked, boxed or drawn), again only where the outcome is right.
 */
export const gymReward: LineReward = {
  name: "gym-reward",
  form: null,
  scores: "line",
  source: { title: "After the conditional tool reward of DeepEyes", reference: "arXiv 2505.14362" },
  says: "Outcome, and where it is right 0.2 for well-formed actions and 0.3 for having acted at all.",
  needs: ["answer"],
  parts: ["outcome", "format", "tool"],
  range: [0, 1.5],
  score({ line }, { reference }) {
    const said = answerOf(line);
    const isRight = correctnessOf(line, reference) === "right";
    const unparsed = line.filter(({ body }) => body.kind === "unparsed");
    const actions = line.filter(({ body }) => body.kind === "action");
    const parts = [
      part("outcome", Number(isRight), 1, said === null ? [] : line.slice(-1)),
      part("format", Number(isRight && unparsed.length === 0), FORMAT_WEIGHT, unparsed),
      part("tool", Number(isRight && actions.length > 0), TOOL_WEIGHT, actions),
    ];
    const answer = said === null ? null : reference.readAnswer(said);
    return scoreOf(gymReward, parts, { answer, reference: reference.answer });
  },
};
