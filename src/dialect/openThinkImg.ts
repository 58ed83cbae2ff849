import type { Action } from "../action";
import type { Piece, ShownImage } from "./contract/dialect";
import { framed, type Grammar, plainComplaint } from "./grammar/grammar";
import { fieldOf, type Literal, literalAt, textOf } from "./literal";
import { piecesOfCall, printCall, saysCall } from "./openThinkCall";
import { talk } from "./reading/blocks";
import { answer, thought } from "./reading/call";
import { printJson } from "./reading/toolCall";

const TURN = /\{\s{0,20}["'](?:thoughts?|actions)(?:🤔|🚀)?["']\s{0,5}:/gu;
const THOUGHT = ["thought", "thoughts", "thoughts🤔"];
const ACTIONS = ["actions", "actions🚀"];
const ANSWER = ["value", "value👉"];
const MAX_TURNS = 1000;

/**
 * OpenThinkIMG (OpenThinkIMG/OpenThinkIMG at 45d295f): a turn is one JSON object with a thought and a list of calls, of
 * which the first is performed, always on the image shown last. Crops and lines count pixels, points hundredths.
 */
export const openThinkImg: Grammar = {
  name: "openthinkimg",
  space: "pixel",
  traits: {
    firstImage: 1,
    acts: "latest-image",
    observed: "user-turn",
    performs: "first",
    stop: ["<stop>"],
    turnLimit: 3,
    answer: '"Terminate"',
  },
  blocks: () => [],
  outside: turnsIn,
  expresses: saysCall,
  printAction: (action: Action, shown) => printTurn("", printCall(action, shown)),
  printThought: (text) => printTurn(text, null),
  printAnswer: (text) => printTurn("", { name: "Terminate", arguments: { ans: text } }),
  observation: (body) => framed(body, "OBSERVATION:\n", ""),
  complain: (complaint) => `OBSERVATION:\n${plainComplaint(complaint)}`,
  observes: () => true,
};

const printTurn = (text: string, call: object | null): string =>
  printJson({ thought: text, actions: call === null ? [] : [call] });

/** Words with turns in them; what is no turn is talk. */
function turnsIn(raw: string, shown: readonly ShownImage[]): readonly Piece[] {
  const pieces: Piece[] = [];
  let taken = 0;
  TURN.lastIndex = 0;
  for (let found = 0; found < MAX_TURNS; ) {
    const match = TURN.exec(raw);
    if (!match) break;
    const literal = literalAt(raw, match.index);
    if (!literal) continue;
    if (match.index > taken) pieces.push(...talk(raw.slice(taken, match.index)));
    pieces.push(...turnPieces(raw, literal, shown));
    taken = literal.end;
    TURN.lastIndex = taken;
    found++;
  }
  return taken < raw.length || pieces.length === 0 ? [...pieces, ...talk(raw.slice(taken))] : pieces;
}

/** What one turn says, each with the words up to its end; the last has the rest. */
function turnPieces(raw: string, turn: Literal, shown: readonly ShownImage[]): readonly Piece[] {
  const said = fieldOf(turn, ...THOUGHT);
  const calls = fieldOf(turn, ...ACTIONS);
  const value = fieldOf(turn, ...ANSWER);
  const parts: { readonly at: Literal; readonly pieces: (words: string) => readonly Piece[] }[] = [];
  const text = textOf(said);
  if (said && text?.trim()) parts.push({ at: said, pieces: (words) => thought(text, words) });
  if (calls?.kind === "list")
    for (const call of calls.items) parts.push({ at: call, pieces: (words) => piecesOfCall(call, words, shown) });
  const last = textOf(value);
  if (value && last?.trim()) parts.push({ at: value, pieces: (words) => answer(last, words) });
  if (parts.length === 0) return [{ kind: "filler", raw: raw.slice(turn.start, turn.end) }];
  parts.sort((a, b) => a.at.start - b.at.start);
  let from = turn.start;
  return parts.flatMap(({ at, pieces }, i) => {
    const to = i === parts.length - 1 ? turn.end : at.end;
    const words = raw.slice(from, to);
    from = to;
    return pieces(words);
  });
}
