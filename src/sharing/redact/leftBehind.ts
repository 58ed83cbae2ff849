import { encodeTrace, ME, type Trace } from "../../trace";
import { finderOf } from "./find";
import type { SensitiveKind } from "./kinds";
import { textOf } from "./tokens";
import { chosenOf, LEAST_NAME_LETTERS } from "./withhold";
import { type Json, stringsIn } from "./words";

/** Something that should have gone and is still there. */
export interface LeftBehind {
  readonly kind: SensitiveKind;
  /** The first letters of it, so that a person knows where to look. */
  readonly words: string;
}

const SHOWN_LETTERS = 40;
/** A shorter match is found in other words by chance, and was masked where it stood by itself. */
const LEAST_LETTERS = 8;

/**
 * What of `before` is still in `after`, which was read back from what is to be handed on. Asked in another way than it
 * was taken out: by the very words that were found before, and by looking for the kinds anew. Empty as a rule.
 */
export function leftBehind(
  before: Trace,
  after: Trace,
  kinds: ReadonlySet<SensitiveKind>,
  own: readonly string[] = [],
): readonly LeftBehind[] {
  const strings = textsOf(after);
  const chosen = chosenOf(kinds);
  const find = finderOf(chosen, own);
  const anew = strings.flatMap((text) =>
    find(text).map(({ kind, from, to }) => ({ kind, words: text.slice(from, to) })),
  );
  const wanted = new Map<string, SensitiveKind>();
  // A word of the person's list may be a part of a longer one, which is another word and stays.
  for (const text of chosen.length > 0 ? textsOf(before) : [])
    for (const { kind, from, to } of find(text))
      if (to - from >= LEAST_LETTERS && kind !== "own") wanted.set(text.slice(from, to), kind);
  for (const [words, kind] of wordsThatGo(before, kinds)) wanted.set(words, kind);
  const all = strings.join("\n");
  const same = [...wanted].flatMap(([words, kind]) => (all.includes(words) ? [{ kind, words }] : []));
  return [...anew, ...same].map(({ kind, words }) => ({ kind, words: words.slice(0, SHOWN_LETTERS) }));
}

/** Every text of a trace, and the words that its tokens make together. */
function textsOf(trace: Trace): readonly string[] {
  const json: Json = JSON.parse(JSON.stringify(encodeTrace(trace)));
  const spoken = [...trace.steps.values()].flatMap(({ generation, logged }) =>
    [generation?.tokens, logged].flatMap((tokens) => (tokens ? [textOf(tokens)] : [])),
  );
  return [...stringsIn(json), ...spoken];
}

/** Words that are left out whole; those of a few letters stand elsewhere for other reasons. */
function* wordsThatGo(trace: Trace, kinds: ReadonlySet<SensitiveKind>): Generator<readonly [string, SensitiveKind]> {
  for (const { rater, basis, value } of trace.judgements.values()) {
    if (kinds.has("notes") && value.note.length > SHOWN_LETTERS) yield [value.note, "notes"];
    const isPerson = basis.kind === "hand" && rater.id !== ME.id;
    if (kinds.has("raters") && isPerson && rater.id.length >= LEAST_NAME_LETTERS) yield [rater.id, "raters"];
  }
  for (const { notes } of trace.story) if (kinds.has("notes") && notes.length > SHOWN_LETTERS) yield [notes, "notes"];
  for (const { body } of trace.steps.values()) {
    const instructions = body.kind === "problem" ? (body.instructions ?? "") : "";
    if (kinds.has("prompts") && instructions.length > SHOWN_LETTERS) yield [instructions, "prompts"];
  }
}
