import { parseBoundedJson } from "../base";
import {
  type ImageReference,
  imageReference,
  isFields,
  type LogRecord,
  parseLiteral,
  plainBase64,
  plainValue,
  printedPicture,
  textsOfTokens,
  thingsShown,
  type Unread,
} from "../dialect";
import { grouped, unread } from "./contents";
import { MARKS } from "./readerMarks";
import { stringsInJson } from "./toldJson";

// What became of every string and picture that a record holds: words of the run, a field known by name, or neither.

/** What somebody who read a record has of it: the words, and the pictures by what the record calls them. */
export interface Told {
  readonly words: Iterable<string>;
  readonly pictures: Iterable<ImageReference>;
  /** What was asked: servers may repeat it before the answer, in one text. */
  readonly asked?: readonly string[];
  /**
   * Texts that stood apart may have become one, as in a trace: all are then told also within longer ones. Where a string
   * stands was looked at when the record was read.
   */
  readonly joined?: true;
}

export interface Ledger {
  /** Strings that are words or pictures of the run, and such as hold nothing. */
  readonly told: number;
  /** Strings in fields that are known by name to say nothing of the run. */
  readonly known: number;
  /** Everything else, with its place within the record; equal findings are one. */
  readonly unaccounted: readonly Unread[];
}

/**
 * The account of a value, against what was told of it. `known` are the names of fields that nothing is missed of.
 * Where a string stands decides with it: words within longer words are told only in fields that words are read from, and
 * elsewhere a string is told only where it is a copy of something told as a whole. `spoken` are such fields of the form alone.
 */
export function ledgerOf(
  value: unknown,
  told: Told,
  known: ReadonlySet<string>,
  spoken: ReadonlySet<string> = new Set(),
): Ledger {
  const index = new ToldIndex(told);
  const counts = { told: 0, known: 0 };
  const missed: Leaf[] = [];
  const heardParts = new Set<unknown>();
  visitLeaves(value, known, index, (leaf) => {
    if (leaf.known) counts.known++;
    else if (
      // Most strings are copies, and told so wherever they stand.
      index.hasWhole(leaf.text) ||
      (told.joined || leaf.text === leaf.node.key || isSpoken(leaf.node, spoken)
        ? index.has(leaf.text, isJoined(leaf.node))
        : index.hasCopy(leaf.text))
    ) {
      counts.told++;
      if (leaf.part) heardParts.add(leaf.part.value);
    } else missed.push(leaf);
  });
  return { ...counts, unaccounted: findingsOf(missed, heardParts) };
}

/** What a record has of the value that it was read from, and `renderings` of it that the value holds besides. */
export function toldByRecords(records: readonly LogRecord[], renderings: readonly string[] = []): Told {
  const words: string[] = [];
  const pictures: ImageReference[] = [];
  for (const record of records) {
    const { instructions, question, title, reference, messages, rejected, scores, images, objects } = record;
    // Parts of a question stand in lines of their own.
    words.push(instructions, question);
    if (question.includes("\n")) for (const line of question.split("\n")) words.push(line);
    words.push(title, reference?.answer ?? "", ...(objects ? thingsShown(record, objects) : []));
    for (const image of images) pictures.push(image);
    for (const told of rejected ? [messages, rejected.messages] : [messages])
      for (const { parts } of told)
        for (const part of parts)
          if (part.kind === "text") words.push(part.text, ...(part.tokens ? textsOfTokens(part.tokens) : []));
          else pictures.push(part.image);
    for (const { value, field } of scores) words.push(String(value), field);
  }
  return { words: [...words, ...renderings], pictures, asked: records.map(({ question }) => question) };
}

/** A string or a number of fields around it: where it stands, and in which part of a message. */
interface Leaf {
  readonly text: string;
  readonly node: Node;
  readonly known: boolean;
  readonly part: Node | null;
}

interface Node {
  readonly value: unknown;
  readonly parent: Node | null;
  readonly key: string | number | null;
  readonly part: Node | null;
  readonly known: boolean;
}

/** Every string of a value, in its order. Without recursion: records may be nested deeper than calls. */
function visitLeaves(root: unknown, known: ReadonlySet<string>, index: ToldIndex, visit: (leaf: Leaf) => void): void {
  const open: Node[] = [{ value: root, parent: null, key: null, part: null, known: false }];
  const push = (parent: Node, key: string | number, held: unknown): void => {
    // Numbers hold no words, and a record has many.
    if (typeof held === "string" || (typeof held === "object" && held !== null))
      open.push(childOf(parent, key, held, known));
  };
  for (let node = open.pop(); node; node = open.pop()) {
    const { value } = node;
    if (typeof value === "string") {
      // What is kept as text in a known field is no setting as a whole: each text in it is or is none.
      const isJson = BEGINS_JSON.test(value) && !index.has(value);
      const inner = isJson ? jsonWithin(value) : null;
      if (inner === null) visit({ text: value, node, known: node.known && isSetting(value), part: node.part });
      else open.push({ ...node, value: inner });
    } else if (Array.isArray(value)) for (let i = value.length - 1; i >= 0; i--) push(node, i, value[i]);
    else if (isFields(value)) {
      const keys = Object.keys(value);
      for (let i = keys.length - 1; i >= 0; i--) {
        const key = keys[i] ?? "";
        push(node, key, value[key]);
        // A name may be words itself, as of what was asked where its answer stands under it.
        if (key.length >= LEAST_SENTENCE && !isSetting(key))
          visit({ text: key, node: childOf(node, key, "", known), known: false, part: node.part });
      }
    }
  }
}

function childOf(parent: Node, key: string | number, value: unknown, known: ReadonlySet<string>): Node {
  const isKnown = parent.known || (typeof key === "string" && known.has(key));
  const node: Node = { value, parent, key, part: parent.part, known: isKnown };
  const isPart = typeof key === "number" && isFields(value) && typeof value.type === "string";
  return isPart ? { ...node, part: node } : node;
}

/**
 * Whether a string in a field of settings is one: a name, a path, a date, a mark. A sentence is words, and those may be of
 * the run, as a prompt in a record of arguments is. The bytes of a picture are none, however few.
 */
export const isSetting = (text: string): boolean => isPlainSetting(text) || isPrintedSettings(text);

const isPlainSetting = (text: string): boolean =>
  text.length <= LONGEST_SETTING &&
  !text.includes("\n") &&
  (text.match(/\s+/g)?.length ?? 0) < MOST_WORDS &&
  !(text.length >= SHORTEST_PICTURE && imageReference(text).kind === "data");

/**
 * Settings as Python prints a record of them: `GenerationConfig({'top_p': 1.0, 'stop_words': ['<|im_end|>']})`,
 * `SamplingParams(n=1, stop=None)`. Each bare word in them names something or ends with a comma or a bracket, as no
 * sentence has it, and each quoted one is a setting.
 */
function isPrintedSettings(text: string): boolean {
  if (text.length > LONGEST_PRINTED || !/^[A-Z]\w{0,60}\(/.test(text)) return false;
  const quoted = [...text.matchAll(QUOTED)].map(([, words = ""]) => words);
  return quoted.every(isPlainSetting) && BARE.test(text.replaceAll(QUOTED, ""));
}

const LONGEST_PRINTED = 5000;
const QUOTED = /['"]((?:[^'"\\]|\\.)*)['"]/g;
const BARE = /^(?:[\w.+-]+[=:(,)\]}]|[\s,=:(){}[\]<>])*$/;

const LONGEST_SETTING = 1000;
const SHORTEST_PICTURE = 40;
const MOST_WORDS = 8;
/** As many words have so many letters at least, and what stands between them. */
const LEAST_SENTENCE = 2 * MOST_WORDS;

/** Fields that words are read from, by one form or another, maybe with a number: what stands there is often a part of what was told. */
const SPOKEN = new Set(
  (
    "content text value thinking reasoning reasoning_content refusal summary arguments input output outputs code logs " +
    "result results response responses completion completions prediction predict prompt initial_prompt question query " +
    "problem instructions system model_response model_output generated_text generation generations pred resps sequence " +
    "text_output chosen rejected rejected_response parts messages conversations conversation history label name function action " +
    "instruction input_prompt output_response origin_prompt actual_output query answer ground_truth solution gt gts target reference pred_ans toolName tool_name errorText json"
  ).split(" "),
);

/** Words of messages, of which several may have become one text: there a short one is told within a longer one. */
const JOINED = new Set(["content", "text", "value", "parts"]);

const isJoined = ({ key, parent }: Node): boolean =>
  typeof key === "string"
    ? JOINED.has(key)
    : parent !== null && typeof parent.key === "string" && JOINED.has(parent.key);

/** Records whose fields have names of their own: the arguments of a call. */
const CALLS = new Set(["arguments", "input", "parameters", "param", "args"]);

/** Whether the nearest name above a string is one of a field that words are read from, or of an argument of a call. */
function isSpoken(node: Node, own: ReadonlySet<string>): boolean {
  let nearest = true;
  for (let at: Node | null = node; at; at = at.parent) {
    if (typeof at.key !== "string") continue;
    const name = at.key.replace(/_\d{1,4}$/, "");
    if ((nearest && (SPOKEN.has(name) || own.has(at.key))) || CALLS.has(at.key)) return true;
    nearest = false;
  }
  // A list of texts, and a text alone, have no name.
  return nearest;
}

const BEGINS_JSON = /^\s*[[{]/;

/** A list or a record that a field keeps as text, of JSON or of Python; null where it is no such text. */
function jsonWithin(text: string): unknown {
  try {
    return parseBoundedJson(text);
  } catch {
    const literal = parseLiteral(text.trim());
    return literal.ok ? plainValue(literal.value) : null;
  }
}

/** Shorter strings stand in any text by chance: they count only as a whole, or between quotation marks. */
const SHORT = 12;

/** Thinking that a log kept in a field of its own is told between tags. */
function withoutThinkTags(text: string): string {
  if (!text.startsWith("<think>")) return text;
  const end = text.trimEnd();
  return end.endsWith("</think>") ? end.slice("<think>".length, -"</think>".length) : text;
}

/** Evaluators keep the answer of a run, or what it thought, beside its words. */
const ANSWER = /<answer>([^<]{0,1000})<\/answer>|\\boxed\{([^{}]{0,1000})\}|<think>([^<]{0,1000})<\/think>/g;

const LINE_ENDS = ["\n", "\u0000"].flatMap((start) => ["\n", "\u0000"].map((end) => [start, end] as const));

/**
 * Looks strings up among the words and pictures that were told. Most of what a record holds is told as a whole; what is
 * told in some other way is worked out when it is first asked for.
 */
class ToldIndex {
  private readonly whole = new Set<string>();
  private readonly shortest: number;
  private readonly texts: readonly string[];
  /** What each of the texts tells in parts, worked out for those that are asked about. */
  private readonly within = new Map<string, ReadonlySet<string>>();
  private parts: ReadonlySet<string> | null = null;
  private lookedUp = 0;
  private joined: string | null = null;
  private readonly asked: readonly string[];
  private questions: readonly string[] | null = null;

  constructor({ words, pictures, asked = [], joined }: Told) {
    this.shortest = joined ? 0 : SHORT;
    this.texts = [...words];
    this.asked = asked;
    for (const text of this.texts) this.whole.add(withoutThinkTags(text).trim());
    for (const picture of pictures)
      if (picture.kind === "name") this.whole.add(picture.name.trim());
      else if (picture.kind === "data") {
        this.whole.add(picture.url);
        this.whole.add(picture.url.slice(picture.url.indexOf(",") + 1));
      }
  }

  /** Whether a string is one of the answers, or of the strings of JSON, that the texts hold. */
  private hasTold(part: string): boolean {
    // Few strings are asked about in most records; where there are many, to look through all words for each would take long.
    if (this.lookedUp++ >= FEW) {
      this.parts ??= new Set(this.texts.flatMap(partsTold));
      return this.parts.has(part);
    }
    return this.texts.some((text) => mayTell(text, part) && this.partsOf(text).has(part));
  }

  private partsOf(text: string): ReadonlySet<string> {
    const known = this.within.get(text);
    if (known) return known;
    const parts = new Set(partsTold(text));
    this.within.set(text, parts);
    return parts;
  }

  /** All texts in one. Nothing is told across the seam of two. */
  private get text(): string {
    this.joined ??= `\u0000${this.texts.join("\u0000")}\u0000`;
    return this.joined;
  }

  /** Whether a string is one of the texts, but for white space around it. */
  hasWhole(text: string): boolean {
    return this.whole.has(text.trim());
  }

  /** Whether a string is the same as something that was told, or says nothing. */
  hasCopy(text: string): boolean {
    const trimmed = text.trim();
    // What a picture that was dropped left behind says nothing.
    if (trimmed === "" || EMPTY_CELL.has(trimmed) || this.whole.has(trimmed) || this.whole.has(plainBase64(trimmed)))
      return true;
    const picture = printedPicture(trimmed) ?? imageReference(trimmed);
    if (picture.kind === "dropped" || this.whole.has(picture.kind === "name" ? picture.name : picture.url)) return true;
    return this.hasTold(trimmed);
  }

  /** Whether a string is told, be it as a part of longer words. */
  has(text: string, joined = false): boolean {
    const trimmed = text.trim();
    if (this.hasCopy(trimmed)) return true;
    // Some marks are what ends a text, and have white space behind them.
    return text.split(MARKS).every((part) => this.hasPart(part.trim(), joined));
  }

  private hasPart(part: string, joined: boolean): boolean {
    if (part === "" || this.whole.has(part) || this.hasTold(part)) return true;
    const quoted = JSON.stringify(part);
    // A line of its own was told as such, too: two fields may be shown one under the other.
    const isLine = (): boolean => LINE_ENDS.some(([start, end]) => this.text.includes(start + part + end));
    if (!joined && part.length < this.shortest)
      return this.text.includes(quoted) || this.text.includes(`'${part}'`) || isLine();
    return this.text.includes(part) || this.text.includes(quoted.slice(1, -1)) || this.goesOnFromAsked(part, joined);
  }

  /** Whether a text is what was asked, and behind it something else that was told. */
  private goesOnFromAsked(text: string, joined: boolean): boolean {
    this.questions ??= [...new Set(this.asked.map((question) => question.trim()))].filter(
      (question) => question !== "",
    );
    return this.questions.some(
      (question) =>
        text.length > question.length &&
        text.startsWith(question) &&
        this.hasPart(text.slice(question.length).trim(), joined),
    );
  }
}

const FEW = 20;

/** What pandas writes where a cell of words is empty. */
const EMPTY_CELL = new Set(["nan", "NaN"]);

/** A text tells no part that does not stand in it, unless JSON writes it otherwise, which takes a backslash. */
const mayTell = (text: string, part: string): boolean => text.includes(part) || text.includes("\\");

/** What a text tells as a whole besides itself. */
function partsTold(text: string): readonly string[] {
  const answers =
    text.includes("<answer>") || text.includes("\\boxed{") || text.includes("<think>")
      ? [...text.matchAll(ANSWER)].map(([, tagged, boxed, thought]) => tagged ?? boxed ?? thought ?? "")
      : [];
  return [...answers, ...stringsInJson(text)].map((told) => told.trim());
}

/** A part of which nothing was told is one finding, whatever it holds. */
function findingsOf(missed: readonly Leaf[], heardParts: ReadonlySet<unknown>): readonly Unread[] {
  const parts = new Set<unknown>();
  const findings = missed.flatMap(({ text, node, part }): readonly Unread[] => {
    if (!part || heardParts.has(part.value))
      return [{ ...unread(pathOf(node), "unread-field", text), what: patternOf(node) }];
    if (parts.has(part.value)) return [];
    parts.add(part.value);
    const type = isFields(part.value) && typeof part.value.type === "string" ? part.value.type : "";
    return [{ ...unread(pathOf(part), "unknown-part", text), what: type.slice(0, MOST_NAME) }];
  });
  return grouped(findings);
}

const MOST_NAME = 200;

/** `messages[2].content[0].text` */
function pathOf(node: Node): string {
  const steps: (string | number)[] = [];
  for (let at: Node | null = node; at && steps.length < MOST_STEPS; at = at.parent)
    if (at.key !== null) steps.unshift(at.key);
  // A field may have no name, of which nobody would see the place.
  const path = steps.map((step) => (typeof step === "number" ? `[${step}]` : `.${step || '""'}`)).join("");
  return path.replace(/^\./, "").slice(0, MOST_NAME);
}

const MOST_STEPS = 40;

/** The same for all items of a list: `messages[].content[].text`. */
const patternOf = (node: Node): string => pathOf(node).replaceAll(/\[\d+\]/g, "[]");
