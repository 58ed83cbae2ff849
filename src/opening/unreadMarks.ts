// Marks in words that were taken for a thought or an answer, and that mean something else to the system that wrote them:
// tags and special tokens that no reader of the dialect knew, and calls of tools.
import type { Piece, Unread } from "../dialect";
import { unread } from "./contents";

/** Something that words hold beside their plain meaning. */
export interface UnreadMark {
  readonly code: "unknown-tag" | "unsupported-call";
  /** The tag with its brackets, or the name of the tool. */
  readonly what: string;
  /** Where in the words it begins. */
  readonly at: number;
}

/** Tags of hypertext, and those whose words are rightly thoughts. */
const PLAIN_TAGS = new Set(
  (
    "think thinking a b i u s em strong mark small del ins sub sup br hr p div span ul ol li dl dt dd table thead tbody " +
    "tr td th caption h1 h2 h3 h4 h5 h6 pre blockquote q kbd samp details summary math"
  ).split(" "),
);

/** Tokens that only part messages, or hold the place of a picture. */
const PLAIN_TOKENS =
  /^(?:im_start|im_end|im_sep|endoftext|end|eot_id|vision_start|vision_end|(?:image|video|vision)_pad)$/;

const MARK = /<\|([\w./-]{1,60})\|>|<([a-zA-Z][\w.-]{0,60})(?:\s[^<>]{0,200})?>/g;
const CALL =
  /\{\s{0,20}["'](?:name|tool|tool_name|function)["']\s{0,5}:\s{0,5}["']([^"'\n]{1,100})["']\s{0,5},\s{0,20}["'](?:arguments|parameters|args|input)["']\s{0,5}:/g;

const MOST_MARKS = 1000;

/** The marks in words, each kind once. A tag counts only where it is closed, a token always. */
export function unreadMarks(words: string): readonly UnreadMark[] {
  const found = new Map<string, UnreadMark>();
  const add = (mark: UnreadMark): void => {
    const key = `${mark.code} ${mark.what}`;
    if (!found.has(key) && found.size < MOST_MARKS) found.set(key, mark);
  };
  if (words.includes("<"))
    for (const { 0: whole, 1: token, 2: tag, index } of words.matchAll(MARK)) {
      if (token !== undefined && !PLAIN_TOKENS.test(token)) add({ code: "unknown-tag", what: whole, at: index });
      if (tag === undefined || PLAIN_TAGS.has(tag.toLowerCase()) || found.has(`unknown-tag <${tag}>`)) continue;
      if (words.includes(`</${tag}>`, index)) add({ code: "unknown-tag", what: `<${tag}>`, at: index });
    }
  if (words.includes("{"))
    for (const { 1: name, index } of words.matchAll(CALL))
      add({ code: "unsupported-call", what: name ?? "", at: index });
  // The call says more than the tag around it.
  if ([...found.values()].some(({ code }) => code === "unsupported-call")) found.delete("unknown-tag <tool_call>");
  return [...found.values()];
}

/** The marks of a step's text as findings; `raw` are the words that the text was read out of, `place` is theirs. */
export function unreadIn(text: string, raw: string, place: string): readonly Unread[] {
  const start = Math.max(0, raw.indexOf(text));
  return unreadMarks(text).map(({ code, what, at }) => ({
    ...unread(`${place}, character ${start + at}`, code, text.slice(at)),
    what,
  }));
}

/** What a piece says of itself: words that are no action, and calls in a program that could not be told. */
export function unreadOfPiece(piece: Piece, place: string): readonly Unread[] {
  if (piece.kind === "unparsed") return [unread(`${place}, character ${piece.error.at}`, piece.error.code, piece.text)];
  if (piece.kind !== "action") return [];
  return (piece.missed ?? []).map(({ what, at, excerpt }) => ({
    ...unread(`${place}, character ${at}`, "unsupported-call", excerpt),
    what,
  }));
}
