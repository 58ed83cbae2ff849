import type { Piece, ShownImage } from "./contract/dialect";
import { framed, type Grammar, plainComplaint } from "./grammar/grammar";
import { fieldOf, literalAt, parseLiteral, textOf } from "./literal";
import { keptProgram } from "./programs/pieces";
import { talk } from "./reading/blocks";

const LANGUAGE = "visual-reasoner";
const PLAN = /\{\s{0,20}['"](?:question|tool|operation)['"]\s{0,5}:/g;
const MAX_PLANS = 1000;

/**
 * VisualReasoner (AntResearchNLP/VisualReasoner at 1d86ae4): one dict a turn with a question, a tool and what it is
 * to look for. Its boxes are found by another model and stand in no words, so that a plan is kept as a program.
 */
export const visualReasoner: Grammar = {
  name: "visual-reasoner",
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
  complain: plainComplaint,
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
