import { answerOf, correctnessOf } from "./reference";
import { type LineScorer, scoreOf } from "./score";

const FORMAT_WEIGHT = 0.2;
const TOOL_WEIGHT = 0.3;

/**
 * What training on the gym is paid in: the outcome; the form only where the outcome is right, so that empty form is
 * never worth anything; and something for having acted (looked, boxed or drawn), again only where the outcome is right.
 */
export const gymReward: LineScorer = {
  name: "gym-reward",
  scores: "line",
  source: { title: "After the conditional tool reward of DeepEyes", reference: "arXiv 2505.14362" },
  score(line, reference) {
    const said = answerOf(line);
    const isRight = correctnessOf(line, reference) === "right";
    const unparsed = line.filter(({ body }) => body.kind === "unparsed");
    const actions = line.filter(({ body }) => body.kind === "action");
    const idsOf = (steps: typeof line) => steps.map(({ id }) => id);
    const parts = [
      {
        name: "outcome",
        value: Number(isRight),
        weight: 1,
        restsOn: said === null ? [] : idsOf(line.slice(-1)),
      },
      {
        name: "format",
        value: Number(isRight && unparsed.length === 0),
        weight: FORMAT_WEIGHT,
        restsOn: idsOf(unparsed),
      },
      { name: "tool", value: Number(isRight && actions.length > 0), weight: TOOL_WEIGHT, restsOn: idsOf(actions) },
    ];
    const answer = said === null ? null : reference.readAnswer(said);
    return scoreOf(gymReward, parts, { answer, reference: reference.answer });
  },
};
