import type { Action } from "../action";
import { err, ok } from "../base";
import { boxFromCorners, cornersOf, imagePoint } from "../geometry";
import type { Declared } from "../trace";
import type { Piece, ShownImage } from "./contract/dialect";
import { framed, type Grammar, plainToolError } from "./grammar/grammar";
import { describeSystem, keptAs, wordsFit } from "./grammar/system";
import { fieldOf, type Literal, literalAt, numbersOf, plainOf, textOf } from "./literal/literal";
import { imagesOf } from "./log/content";
import { conversationIn, messagesOf, recordOf } from "./log/conversation";
import type { ValueForm } from "./log/form";
import { field, textField } from "./log/json";
import { talk } from "./reading/blocks";
import { answer, type CallResult, pieceOf, pointFrom, thought, zoomFrom } from "./reading/call";
import { numbersFromBox, numbersFromPoints } from "./reading/space";
import { printJson } from "./reading/toolCall";

const TURN = /\{\s{0,20}["'](?:thoughts?|actions)(?:🤔|🚀)?["']\s{0,5}:/gu;
const THOUGHT = ["thought", "thoughts", "thoughts🤔"];
const ACTIONS = ["actions", "actions🚀"];
const ANSWER = ["value", "value👉"];
const MAX_TURNS = 1000;

/**
 * A turn is one JSON object with a thought and a list of calls, of which the first is performed, always on the image
 * shown last. Crops and lines count pixels, points hundredths.
 */
const grammar: Grammar = {
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
  expresses: (action) => saysCall(action),
  printAction: (action: Action, shown) => printTurn("", printCall(action, shown)),
  printThought: (text) => printTurn(text, null),
  printAnswer: (text) => printTurn("", { name: "Terminate", arguments: { ans: text } }),
  observation: (body) => framed(body, "OBSERVATION:\n", ""),
  toolError: (error) => `OBSERVATION:\n${plainToolError(error)}`,
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

// The calls of OpenThinkIMG: a name, and arguments of which `param` is mostly a text with numbers in it.

/** What one call says. Tools that look by themselves have no place in their words, and are no action here. */
function piecesOfCall(call: Literal, words: string, shown: readonly ShownImage[]): readonly Piece[] {
  const name = textOf(fieldOf(call, "name")) ?? "";
  const input = fieldOf(call, "arguments") ?? call;
  if (name.toLowerCase() === "terminate") return answer(answerOf(input), words);
  const param = fieldOf(input, "param", "params", "bbox", "coords") ?? input;
  const calls = callsFrom(name, param, shown.at(-1));
  // Several places of one call share its words; the first has them.
  return calls.map((result, i) => pieceOf(result, i === 0 ? words : "", words));
}

const answerOf = (input: Literal): string => {
  const value = plainOf(fieldOf(input, "ans", "answer", "param"));
  return value === undefined || value === null ? "" : String(value);
};

function callsFrom(name: string, param: Literal, image: ShownImage | undefined): readonly CallResult[] {
  const text = textOf(param) ?? "";
  switch (name.toLowerCase()) {
    case "crop":
      return [zoomFrom(numbersOf(param) ?? numbersIn(text), image, { space: "pixel" })];
    case "drawline":
      return [drawnLine(numbersOf(param) ?? numbersIn(text), image)];
    case "segmentregionaroundpoint":
      return pointsIn(text).map((point) => pointFrom(point, image, "percent", ""));
    case "drawhorizontallinebyy":
      return [ruled("y", text, image)];
    case "drawverticallinebyx":
      return [ruled("x", text, image)];
    default:
      return [err({ code: name === "" ? "unknown-action" : "unsupported-call", at: 0 })];
  }
}

const NUMBER = /[-+]?(?:\d+\.?\d*|\.\d+)/g;
const MOST_POINTS = 20;

const numbersIn = (text: string): readonly number[] =>
  [...text.slice(0, 1000).matchAll(NUMBER)].slice(0, 2 * MOST_POINTS).map(([number]) => Number(number));

/** `x="21.5" y="28.5"`, several of them numbered: `x1="…" y1="…"`. One of no numbers, where there are none. */
function pointsIn(text: string): readonly (readonly number[])[] {
  const found = [...text.slice(0, 1000).matchAll(/[xy]\d{0,2}\s{0,5}=\s{0,5}["']?([-+]?(?:\d+\.?\d*|\.\d+))/g)];
  const numbers = found.slice(0, 2 * MOST_POINTS).map((match) => Number(match[1]));
  const count = Math.max(1, Math.ceil(numbers.length / 2));
  return Array.from({ length: count }, (_, i) => numbers.slice(2 * i, 2 * i + 2));
}

/** A line right across the picture, at so many hundredths of its side. */
function ruled(axis: "x" | "y", text: string, image: ShownImage | undefined): CallResult {
  const [at] = numbersIn(text.replace(/^\s*[xy]\d{0,2}\s{0,5}=/, ""));
  if (at === undefined) return err({ code: "bad-number", at: 0 });
  return line(axis === "y" ? [0, at, 100, at] : [at, 0, at, 100], "percent", image);
}

/** `[x1, y1, x2, y2], a, b`: from one corner of a box to another; corners are counted clockwise from the top left. */
function drawnLine(numbers: readonly number[], image: ShownImage | undefined): CallResult {
  const [x1 = 0, y1 = 0, x2 = 0, y2 = 0, from = 1, to = 3] = numbers;
  if (numbers.length !== 4 && numbers.length !== 6) return err({ code: "wrong-number-count", at: 0 });
  const corners = [
    [x1, y1],
    [x2, y1],
    [x2, y2],
    [x1, y2],
  ] as const;
  const [a, b] = [corners[from - 1], corners[to - 1]];
  return a && b ? line([...a, ...b], "pixel", image) : err({ code: "bad-number", at: 0 });
}

function line(numbers: readonly number[], space: Declared["space"], image: ShownImage | undefined): CallResult {
  if (!image) return err({ code: "no-such-image", at: 0 });
  const [x, y] = space === "pixel" ? [1, 1] : [image.size.width / 100, image.size.height / 100];
  const [ax = 0, ay = 0, bx = 0, by = 0] = numbers;
  const points = [imagePoint(ax * x, ay * y), imagePoint(bx * x, by * y)];
  return ok({ action: { kind: "line", image: image.id, points }, declared: { space, numbers } });
}

/** What the system has calls for. */
const saysCall = (action: Action): boolean =>
  action.kind === "zoom" || action.kind === "point" || (action.kind === "line" && action.points.length === 2);

/** One call in the one way to write it, on the image shown last. */
function printCall(action: Action, shown: readonly ShownImage[]): object {
  const index = shown.findLastIndex(({ id }) => id === action.image);
  const image = shown[index];
  if (!image) throw new Error(`Cannot print an action on an image that was not shown: ${action.image}`);
  const call = (name: string, param: string): object => ({ name, arguments: { image: `img_${index + 1}`, param } });
  if (action.kind === "zoom") return call("crop", `[${numbersFromBox(action.box, "pixel", image).join(", ")}]`);
  if (action.kind === "point") {
    const [x, y] = numbersFromPoints([action.at], "percent", image);
    return call("SegmentRegionAroundPoint", `x="${x}" y="${y}"`);
  }
  const [from, to] = action.kind === "line" ? action.points : [];
  if (!from || !to) throw new Error(`No call is printed for ${action.kind}`);
  const box = boxFromCorners(from.x, from.y, to.x, to.y);
  const corner = ({ x, y }: { x: number; y: number }): number => {
    const right = x > box.left;
    const low = y > box.top;
    return right ? (low ? 3 : 2) : low ? 4 : 1;
  };
  const corners = cornersOf(box).map((value) => Math.round(value) + 0);
  return call("drawline", `[${corners.join(", ")}], ${corner(from)}, ${corner(to)}`);
}

/** The results: the conversation lies two levels down, beside what was asked. */
const results: ValueForm = {
  kind: "value",
  form: "openthinkimg",
  priority: 30,
  read(value, place) {
    const outer = field(value, "results");
    const results = field(outer, "results") ?? outer;
    const list = conversationIn(field(results, "conversation"));
    if (!list) return null;
    const meta = field(results, "meta_data");
    const images = imagesOf(meta);
    const record = recordOf(meta, messagesOf(list, [...images]), { place, form: "openthinkimg", images });
    return [{ ...record, question: record.question || (textField(meta, "text", "question") ?? "") }];
  },
};

export const openThinkImg = describeSystem({
  name: "openthinkimg",
  title: "OpenThinkIMG",
  source: { of: "OpenThinkIMG/OpenThinkIMG", at: "45d295f" },
  grammar,
  instructions: [
    "You answer questions about pictures. Every turn is one JSON object and nothing else:",
    '{"thought": "what you think", "actions": [{"name": "crop", "arguments": {"image": "img_1", "param": "[x1, y1, x2, y2]"}}]}',
    'Tools: crop with a box in pixels; SegmentRegionAroundPoint with x="21.5" y="28.5"; DrawHorizontalLineByY with y=28.5; DrawVerticalLineByX with x=21.5, in percent of the picture. One call a turn; it works on the picture shown last.',
    'To answer: {"thought": "…", "actions": [{"name": "Terminate", "arguments": {"ans": "your answer"}}]}',
  ].join("\n"),
  forms: [results],
  signs: [
    keptAs("openthinkimg"),
    wordsFit(
      350,
      (words) =>
        /["']actions(?:🚀)?["']\s{0,5}:\s{0,5}\[/u.test(words) && /["']thoughts?(?:🤔)?["']\s{0,5}:/u.test(words),
    ),
  ],
});
