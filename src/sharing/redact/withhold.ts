import { must } from "../../base";
import {
  encodeTrace,
  type Judgement,
  type JudgementTarget,
  type JudgementValue,
  ME,
  parseTrace,
  type Step,
  standsAlone,
  type Trace,
  type TraceFile,
} from "../../trace";
import { type Finder, finderOf, MASK, masked } from "./find";
import { MASKED_KINDS, type SensitiveKind } from "./kinds";
import { maskedTokens } from "./tokens";
import { type Json, withStrings } from "./words";

/**
 * The trace without what is to be withheld: the same steps, images and judgements, as far as they say anything without
 * it. Words keep their length, so that places in them stay good. The bytes of pictures are not here: who packs the trace
 * leaves them out. `own` is the list of words that goes with the kind of that name.
 *
 * Searches are left out with `prompts` and with `raw`: what they keep may quote both, in words of their own.
 */
export function withhold(trace: Trace, kinds: ReadonlySet<SensitiveKind>, own: readonly string[] = []): Trace {
  if (kinds.size === 0) return trace;
  const file = encodeTrace(trace);
  const names = kinds.has("raters") ? raterNames(file) : NO_NAMES;
  const find = finderOf(chosenOf(kinds), own);
  const left: TraceFile = {
    ...withoutSearches(file, kinds),
    judgements: file.judgements.flatMap((judgement, i) => judgementWithout(judgement, i, kinds, names)),
    steps: file.steps.map((step) => stepWithout(step, kinds, find)),
    ...(file.story
      ? { story: file.story.map((chapter) => (kinds.has("notes") ? { ...chapter, notes: "" } : chapter)) }
      : {}),
    images: file.images.map((image) => (kinds.has("paths") ? { ...image, name: "" } : image)),
  };
  // What is written may hold more fields than are known here, so that masking goes through all of it as data.
  const json: Json = JSON.parse(JSON.stringify(left));
  return must(parseTrace(withStrings(json, maskingOf(find, names))));
}

/** The kinds that are masked where they stand in words. */
export const chosenOf = (kinds: ReadonlySet<SensitiveKind>) => MASKED_KINDS.filter((kind) => kinds.has(kind));

type Names = ReadonlyMap<string, { readonly id: string; readonly name: string }>;
const NO_NAMES: Names = new Map();

/** Raters by their ids, each with a number for a name; who never said a name, and checks, are nobody to be named. */
function raterNames({ judgements }: TraceFile): Names {
  const people = judgements.filter(({ basis, rater }) => basis.kind === "hand" && rater.id !== ME.id);
  const ids = [...new Set(people.map(({ rater }) => rater.id))];
  return new Map(ids.map((id, i) => [id, { id: `rater-${i + 1}`, name: `rater ${i + 1}` }]));
}

function withoutSearches(file: TraceFile, kinds: ReadonlySet<SensitiveKind>): TraceFile {
  if (!kinds.has("prompts") && !kinds.has("raw")) return file;
  const { searches: _, ...rest } = file;
  return rest;
}

function stepWithout(step: Step, kinds: ReadonlySet<SensitiveKind>, find: Finder): Step {
  const { generation, logged, ...others } = step;
  const tokens = generation && maskedTokens(generation.tokens, find);
  const kept: Step = {
    ...others,
    generation: generation && tokens ? { ...generation, tokens } : generation,
    ...(logged ? { logged: maskedTokens(logged, find) } : {}),
  };
  const said: Step = kinds.has("raw") ? { ...others, raw: "", generation: null } : kept;
  const titled: Step = kinds.has("notes") ? { ...said, title: "" } : said;
  return kinds.has("prompts") ? withoutInstructions(titled) : titled;
}

function withoutInstructions(step: Step): Step {
  if (step.body.kind !== "problem") return step;
  const { instructions: _, ...body } = step.body;
  return { ...step, body };
}

/** None where nothing is left of it, or where it is about words that go. */
function judgementWithout(
  judgement: Judgement,
  index: number,
  kinds: ReadonlySet<SensitiveKind>,
  names: Names,
): readonly Judgement[] {
  const { target, rater } = judgement;
  if (kinds.has("raw") && target.kind === "words" && target.of === "raw") return [];
  const named = { ...judgement, rater: names.get(rater.id) ?? rater };
  if (!kinds.has("notes")) return [named];
  const value: JudgementValue = { ...judgement.value, note: "" };
  return saysAnything(value) || standsAlone(target) ? [{ ...named, value, target: unworded(target, index) }] : [];
}

const saysAnything = ({ verdict, tags, firstError, decisive }: JudgementValue): boolean =>
  verdict !== null || tags.length > 0 || firstError || decisive;

/** A missing step is told in words alone. Two of them behind one step stay two. */
const unworded = (target: JudgementTarget, index: number): JudgementTarget =>
  target.kind === "missing-step" ? { ...target, words: MASK.repeat(3 + (index % 90)) } : target;

/** Masks what was found, and the names of raters wherever else they stand. */
function maskingOf(find: Finder, names: Names) {
  const known = [...names.keys()].filter((name) => name.length >= LEAST_NAME_LETTERS);
  const renamed = new Map<string, string>();
  return (text: string, field: string, naming: boolean): string => {
    if (naming) return renamedId(text, find, renamed);
    const found = find(text);
    const named = field === "name" || known.length === 0 ? [] : known.flatMap((name) => placesOf(name, text));
    return found.length + named.length === 0 ? text : masked(text, [...found, ...named]);
  };
}

/** Shorter names are words of any text. */
export const LEAST_NAME_LETTERS = 3;

export function placesOf(name: string, text: string): readonly { readonly from: number; readonly to: number }[] {
  const places: { from: number; to: number }[] = [];
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length))
    places.push({ from: at, to: at + name.length });
  return places;
}

/** A name that tells too much, as a step called by the path of its log, is another name everywhere. */
function renamedId(id: string, find: Finder, renamed: Map<string, string>): string {
  if (find(id).length === 0) return id;
  const nth = renamed.size + 1;
  // A person may have listed the word "withheld".
  const name = renamed.get(id) ?? [`withheld-${nth}`].find((name) => find(name).length === 0) ?? MASK.repeat(nth);
  renamed.set(id, name);
  return name;
}
