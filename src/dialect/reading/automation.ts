import type { Piece, ShownImage } from "../contract/dialect";
import { type Literal, literalAt } from "../literal/literal";
import { talk, wrapped } from "./blocks";
import { operatedPieces } from "./operated";
import { unknownVerb } from "./screen";

// Calls of screen automation as OSWorld and AgentNet keep them: `pyautogui.click(x=0.5, y=0.3)`, and the few verbs that
// OpenCUA adds under `computer` (xlang-ai/OpenCUA 60da8b9, evaluation/agentnetbench/eval.py; PyAutoGUI 0.9.54).

const CALL = /\b(?:pyautogui|computer)\.([A-Za-z]{2,30})\(/g;
const MOST_CALLS = 1000;
const MOST_ARGUMENTS = 20;

export const callsAutomation = (words: string): boolean => /\bpyautogui\.[A-Za-z]{2,30}\(/.test(words);

/** The verb that a method stands for, and the names of its arguments in their order. */
const METHODS: Readonly<Record<string, readonly [verb: string, ...names: string[]]>> = {
  click: ["click", "x", "y"],
  leftClick: ["click", "x", "y"],
  doubleClick: ["double_click", "x", "y"],
  tripleClick: ["triple_click", "x", "y"],
  rightClick: ["right_click", "x", "y"],
  middleClick: ["middle_click", "x", "y"],
  moveTo: ["move", "x", "y"],
  dragTo: ["drag", "x", "y"],
  scroll: ["scroll", "pixels", "x", "y"],
  vscroll: ["scroll", "pixels", "x", "y"],
  hscroll: ["scroll", "scroll_x", "x", "y"],
  write: ["type", "text"],
  typewrite: ["type", "text"],
  press: ["key", "keys"],
  hotkey: ["key", "keys"],
  keyDown: ["key_down", "keys"],
  keyUp: ["key_up", "keys"],
  mouseDown: ["left_mouse_down", "x", "y"],
  mouseUp: ["left_mouse_up", "x", "y"],
  sleep: ["wait", "time"],
  wait: ["wait", "time"],
  terminate: ["terminate", "status"],
};

/** Other names that arguments have in the calls themselves. */
const NAMES: Readonly<Record<string, string>> = { clicks: "pixels", message: "text", key: "keys", seconds: "time" };

/** Words with such calls in them: each is something done to the screen shown last, and what stands between is `outside`. */
export function automationPieces(
  raw: string,
  shown: readonly ShownImage[],
  outside: (raw: string) => readonly Piece[] = talk,
): readonly Piece[] {
  const pieces: Piece[] = [];
  let taken = 0;
  let found = 0;
  for (const match of raw.matchAll(CALL)) {
    if (match.index < taken || found++ >= MOST_CALLS) continue;
    const read = argumentsAt(raw, match.index + match[0].length, match[1] ?? "");
    if (!read) continue;
    if (match.index > taken) pieces.push(...outside(raw.slice(taken, match.index)));
    const words = raw.slice(match.index, read.end);
    taken = read.end;
    pieces.push(...piecesOf({ method: match[1] ?? "", words, input: read.input }, shown));
  }
  return taken < raw.length || pieces.length === 0 ? [...pieces, ...outside(raw.slice(taken))] : pieces;
}

/** A program between marks that only operates a screen; the marks stay with its first and its last words. */
export function automationWithin(inside: string, raw: string, shown: readonly ShownImage[]): readonly Piece[] {
  const at = Math.max(0, raw.indexOf(inside));
  return wrapped(raw.slice(0, at), automationPieces(inside, shown), raw.slice(at + inside.length));
}

interface Called {
  readonly method: string;
  readonly words: string;
  readonly input: Literal;
}

function piecesOf({ method, words, input }: Called, shown: readonly ShownImage[]): readonly Piece[] {
  const verb = METHODS[method]?.[0];
  if (verb !== undefined) return operatedPieces({ verb, input }, words, { shown, space: "pixel" });
  return [{ kind: "unparsed", raw: words, text: words, error: unknownVerb(Math.max(0, words.indexOf(method))) }];
}

/** The arguments of a call by their names, up to behind its closing bracket; null where they are no plain values. */
function argumentsAt(text: string, from: number, method: string): { input: Literal; end: number } | null {
  const [, ...names] = METHODS[method] ?? [""];
  const entries: [string, Literal][] = [];
  const unnamed: Literal[] = [];
  let at = afterSpace(text, from);
  while (text[at] !== ")") {
    const key = /^([A-Za-z_]\w{0,30})\s{0,5}=\s{0,5}/.exec(text.slice(at, at + 50));
    const value = literalAt(text, at + (key?.[0].length ?? 0));
    if (!value || entries.length + unnamed.length >= MOST_ARGUMENTS) return null;
    if (key?.[1] !== undefined) entries.push([NAMES[key[1]] ?? key[1], value]);
    else unnamed.push(value);
    at = afterSpace(text, value.end);
    if (text[at] === ",") at = afterSpace(text, at + 1);
    else if (text[at] !== ")") return null;
  }
  return {
    input: { kind: "record", start: from, end: at, entries: [...named(unnamed, names), ...entries] },
    end: at + 1,
  };
}

/** What a text says that stands in the place of a number: planners write how an element looks, or name its picture. */
const INSTEAD: Readonly<Record<string, string>> = { x: "element_description", y: "button" };

/** Arguments without a name have that of their place. Keys that are pressed together are one list. */
function named(values: readonly Literal[], names: readonly string[]): readonly [string, Literal][] {
  const [first] = values;
  if (!first) return [];
  const last = values.at(-1) ?? first;
  if (names.length === 1 && values.length > 1)
    return [[names[0] ?? "", { kind: "list", start: first.start, end: last.end, items: values }]];
  return values.flatMap((value, i): readonly [string, Literal][] => {
    const isText = value.kind === "plain" && typeof value.value === "string";
    const name = (isText ? INSTEAD[names[i] ?? ""] : undefined) ?? names[i];
    return name === undefined ? [] : [[name, value]];
  });
}

function afterSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && /\s/.test(text[at] ?? "")) at++;
  return at;
}
