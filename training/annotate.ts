import { GRID } from "../src/gym";
import { encodeAnyPieces, encodePieces, tokenId } from "./encode";
import type { Dialog } from "./lessons/lesson";
import { IMAGE_TOKEN_COUNT } from "./template";

/** What part a token plays in a dialog; its loss is weighed by it. Written as one digit a token. */
export const ROLES = ["none", "plain", "coordinate", "decision", "answer", "guess", "value", "length"] as const;
type Role = (typeof ROLES)[number];

/** A dialog as the trainer reads it. */
export interface Annotated {
  readonly ids: readonly number[];
  /** One digit a token, its place in `ROLES`. */
  readonly roles: string;
  /** Pairs laid end to end: the state that predicts something of a place, and the image token that covers the place. */
  readonly guides: readonly number[];
}

interface Place {
  readonly x: number;
  readonly y: number;
  readonly image: number;
}

/** The positions of the numbers of one action, and where each is to be looked for. */
interface Call {
  readonly opens: number;
  readonly places: readonly { readonly at: number; readonly place: Place }[];
  readonly last: Place | null;
}

const IMAGE = tokenId("<image>");
const ACT = tokenId("<act>");
const ANSWER = tokenId("<answer>");

/** Tokens with their parts. Everything follows from the words: places from the numbers that name them. */
export function annotate(dialog: Dialog): Annotated {
  const encode = dialog.kind === "own" ? encodeAnyPieces : encodePieces;
  const pieces = dialog.stretches.flatMap(({ text, isLearnt }) =>
    encode(text).map((piece) => ({ ...piece, isLearnt })),
  );
  const ids = pieces.map(({ id }) => id);
  const firstImageTokens = ids
    .flatMap((id, i) => (id === IMAGE ? [i] : []))
    .filter((_, i) => i % IMAGE_TOKEN_COUNT === 0);
  const tokenAt = ({ x, y, image }: Place): number => firstImageTokens[image]! + cellOf(y) * GRID + cellOf(x);
  const isShown = dialog.images.length > 0;
  const roles: Role[] = new Array<Role>(ids.length).fill("none");
  const guides: number[] = [];
  const guide = (at: number, to: number): void => void guides.push(at - 1, to);
  let mode: "out" | "act" | "answer" | "think" = "out";
  let opens = 0;
  let last: Place | null = null;
  pieces.forEach(({ id, text, isLearnt }, i) => {
    if (text === "<act>") [mode, opens] = ["act", i];
    else if (text === "<answer>") mode = "answer";
    else if (text === "<think>") mode = "think";
    const isEnd = /^<\/(act|answer|think)>$/.test(text);
    if (isLearnt) roles[i] = roleOf(text, mode, dialog, pieces[i - 1]?.text ?? "", pieces[i + 1]?.text ?? "");
    if (text === "</act>") {
      const call = placesOf(
        pieces.slice(opens, i).map((piece) => piece.text),
        opens,
      );
      if (isLearnt && isShown) for (const { at, place } of call.places) guide(at, tokenAt(place));
      if (isLearnt && dialog.answersAtLine && call.last) guide(i, tokenAt(call.last));
      if (isLearnt && dialog.decides && call.last) guide(opens, tokenAt(call.last));
      last = call.last ?? last;
    }
    if (isLearnt && id === ANSWER && dialog.decides) guide(i, 0);
    if (isLearnt && dialog.answersAtLine && last && roles[i] === "answer") guide(i, tokenAt(last));
    if (isEnd) mode = "out";
  });
  if (ids[0] === ACT) throw new Error("A dialog begins with what is asked");
  return { ids, roles: roles.map((role) => ROLES.indexOf(role)).join(""), guides };
}

const isNumber = (text: string): boolean => /^ ?\d+$/.test(text);

function roleOf(text: string, mode: string, { kind, decides }: Dialog, before: string, after: string): Role {
  const isTag = text.startsWith("<");
  if (mode === "answer" && !isTag) return kind.endsWith("-refused") ? "guess" : "answer";
  if (mode === "act" && isNumber(text) && before !== " in") return "coordinate";
  // Places, lengths and directions are nearly right where their neighbours are; other numbers are right or wrong.
  const isMeasured = after === "," || /^ ?(from|to|minute|or)$/.test(before) || isNumber(before);
  if (mode === "think" && isNumber(text)) return isMeasured ? "length" : "value";
  // What comes next is a choice after every action and thought, and inside a line after every point.
  if (text === "<think>" && before === "</act>") return "decision";
  // Whether it is the right thing, and whether one look was enough, is told by what follows the thing's name.
  if (mode === "think" && (after === " zoom" || after === " not" || (text === "</think>" && after === "<answer>")))
    return "decision";
  if (text === "<act>" || text === "<answer>" || text === "</act>")
    return decides || /^<\/(act|think)>$/.test(before) || text === "</act>" ? "decision" : "plain";
  return "plain";
}

/** Of a box all four numbers are looked for at its middle; of a line each point at its own place. */
function placesOf(texts: readonly string[], offset: number): Call {
  const name = texts[1] ?? "";
  const inAt = texts.lastIndexOf(" in");
  const image = inAt < 0 ? 0 : Number(texts[inAt + 1]) - 1;
  const numbers = texts.flatMap((text, i) =>
    isNumber(text) && texts[i - 1] !== " in" ? [{ at: offset + i, value: Number(text) }] : [],
  );
  if (name === "line") {
    const places = numbers.map(({ at }, i) => {
      const [x, y] = [numbers[i - (i % 2)]!.value, numbers[i - (i % 2) + 1]!.value];
      return { at, place: { x, y, image } };
    });
    return { opens: offset, places, last: places.at(-1)?.place ?? null };
  }
  const [x1, y1, x2, y2] = numbers.map(({ value }) => value);
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined) {
    return { opens: offset, places: [], last: null };
  }
  const middle = { x: (x1 + x2) / 2, y: (y1 + y2) / 2, image };
  return { opens: offset, places: numbers.map(({ at }) => ({ at, place: middle })), last: middle };
}

const cellOf = (percent: number): number => Math.min(GRID - 1, Math.floor((percent * GRID) / 100));
