import type { Piece, ShownImage } from "./contract/dialect";
import { framed, type Grammar, plainToolError } from "./grammar/grammar";
import { describeSystem, wordsFit } from "./grammar/system";
import { fieldOf, literalAt, parseLiteral, textOf } from "./literal/literal";
import { keptProgram } from "./programs/pieces";
import { talk } from "./reading/blocks";

const LANGUAGE = "visual-reasoner";
const PLAN = /\{\s{0,20}['"](?:question|tool|operation)['"]\s{0,5}:/g;
const MAX_PLANS = 1000;

/**
 * One dict a turn with a question, a tool and what it is to look for. Its boxes are found by another model and stand in
 * no words, so that a plan is kept as a program.
 */
const grammar: Grammar = {
  space: "pixel",
  traits: {
    firstImage: null,
    acts: "first-image",
    observed: "user-turn",
    performs: "first",
    stop: [],
    turnLimit: 5,
    answer: "",
  },
  blocks: () => [],
  outside: plansIn,
  expresses: (action) => action.kind === "program" && action.language === LANGUAGE && isPlan(action.source),
  printAction: (action) => (action.kind === "program" ? action.source : ""),
  printThought: (text) => text,
  printAnswer: (text) => text,
  observation: (body) => framed(body, "", ""),
  toolError: plainToolError,
  observes: (action) => action.kind === "program",
};

function isPlan(source: string): boolean {
  const parsed = parseLiteral(source);
  return parsed.ok && textOf(fieldOf(parsed.value, "tool")) !== null && /^\{\s{0,20}['"]/.test(source);
}

/** Words with plans in them; what is no plan is talk. */
function plansIn(raw: string, shown: readonly ShownImage[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let taken = 0;
  PLAN.lastIndex = 0;
  for (let found = 0; found < MAX_PLANS; ) {
    const match = PLAN.exec(raw);
    if (!match) break;
    const literal = literalAt(raw, match.index);
    if (!literal || textOf(fieldOf(literal, "tool")) === null) continue;
    if (match.index > taken) pieces.push(...talk(raw.slice(taken, match.index)));
    const source = raw.slice(match.index, literal.end);
    pieces.push(...keptProgram({ language: LANGUAGE, source, raw: source }, [], shown));
    taken = literal.end;
    PLAN.lastIndex = taken;
    found++;
  }
  return taken < raw.length || pieces.length === 0 ? [...pieces, ...talk(raw.slice(taken))] : pieces;
}

export const visualReasoner = describeSystem({
  name: "visual-reasoner",
  title: "VisualReasoner",
  source: { of: "AntResearchNLP/VisualReasoner", at: "1d86ae4" },
  grammar,
  // Models would have to find its boxes, and none of those is here.
  instructions: null,
  forms: [],
  signs: [wordsFit(340, (words) => /['"]tool['"]\s{0,5}:\s{0,5}['"](?:grounding|answer|ocr|counting)['"]/.test(words))],
});
