import type { Literal } from "../literal/literal";
import { gestureOf } from "./gestures";
import { MOST_CALLS, type WrittenCall } from "./operated";

// Calls whose arguments stand in square brackets: `CLICK <point>[[x,y]]</point>`, `Type [12]; words`, `type [164] [words] [1]`.
// An element that is named by a number has no place here: its place stands in a page that the log does not keep.

type Told = readonly (readonly [name: string, value: string | undefined])[];

function written(match: RegExpMatchArray, verb: string, told: Told): WrittenCall {
  const start = match.index ?? 0;
  const end = start + match[0].length;
  const entries = told.flatMap(([name, value]): readonly [string, Literal][] =>
    value === undefined || value === "" ? [] : [[name, { kind: "plain", start, end, value }]],
  );
  return { verb, start, end, input: { kind: "record", start, end, entries } };
}

const found = (raw: string, pattern: RegExp): readonly RegExpMatchArray[] => {
  const matches: RegExpMatchArray[] = [];
  for (const match of raw.matchAll(pattern)) if (matches.push(match) >= MOST_CALLS) break;
  return matches;
};

/** What the words in brackets are, by what is done with them. */
const FIELD_OF: Readonly<Record<string, string>> = { type: "text", scroll: "direction", key: "keys", device: "text" };
const fieldFor = (verb: string): string => {
  const gesture = gestureOf(verb);
  return gesture === "end" ? "content" : (FIELD_OF[gesture ?? ""] ?? "ref");
};

const LINE =
  /(?<=^[^\S\n]{0,20})([A-Z][A-Z_]{2,30})(?:[^\S\n]{1,5}<point>\[\[([^\]\n]{1,60})\]\]<\/point>)?(?:[^\S\n]{1,5}\[([^\n]{0,5000})\])?(?=[^\S\n]{0,20}$)/gm;

/** A call on a line of its own, behind `actions:`: a verb in capitals, a place, words in brackets. */
export function lineCalls(raw: string): readonly WrittenCall[] {
  const from = /(?:^|\n)\s{0,20}actions?:/i.exec(raw)?.index;
  if (from === undefined) return [];
  return found(raw, LINE)
    .filter(({ index }) => index !== undefined && index > from)
    .map((match) => {
      const [, verb = "", point, words] = match;
      return written(match, verb, [
        ["point", point],
        [fieldFor(verb), words],
      ]);
    });
}

const LABELLED =
  /(?<=(?:^|\n)[^\S\n]{0,20}\*{0,3}Action:\*{0,3}\s{0,20})(?:(ANSWER)[;:\s]([\s\S]*)|([A-Z][A-Za-z]{2,20})\b(?:[^\S\n]{0,5}\[([^\]\n]{1,100})\])?(?:[^\S\n]{0,5};[^\S\n]{0,5}([^\n]*))?)/g;

/** `Action: Type [12]; words`: a verb, the label of an element, words. An answer goes on to the end of the turn. */
export const labelledCalls = (raw: string): readonly WrittenCall[] =>
  found(raw, LABELLED).map((match) => {
    const [, ends, content, verb = "", element, words] = match;
    if (ends !== undefined) return written(match, "answer", [["content", unbracketed(content ?? "")]]);
    return written(match, verb, [
      ["ref", element],
      [fieldFor(verb), unbracketed(words ?? "")],
    ]);
  });

/** Some put what they type or answer in brackets, as the format shows it to them. */
const unbracketed = (text: string): string => /^\s*\[([^[\]]*)\]\s*$/.exec(text)?.[1] ?? text.trim();

const FENCED = /```(?:[a-z]{0,10}\n)?\s{0,5}([a-z_]{3,20})((?:\s{0,3}\[[^`]{0,5000}\])?)\s{0,5}```/g;

/** The calls of WebArena between fences: `click [31]`, `type [164] [words] [1]`, `stop [the answer]`. */
export const fencedCalls = (raw: string): readonly WrittenCall[] =>
  found(raw, FENCED).map((match) => {
    const [, verb = "", all = ""] = match;
    const told = all.trim().replace(/^\[|\]$/g, "");
    const [element = "", words] = told.split(/\]\s*\[/);
    if (verb === "type")
      return written(match, verb, [
        ["ref", element],
        ["text", words],
      ]);
    // It presses a combination of keys, and holds none down.
    if (verb === "press") return written(match, "hotkey", [["keys", told]]);
    if (verb === "scroll") return written(match, verb, [["direction", told.replace(/^direction=/, "")]]);
    return written(match, verb, [[fieldFor(verb), told]]);
  });
