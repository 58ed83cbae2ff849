import { COMMON_KNOWN } from "./form";
import { isFields } from "./json";

// What the events of a recorded stream hold beside the response that they were put together to: an event that failed, a
// field that no reader knows, a piece of something that never began. It stays with the response, where the ledger finds it.

/** The field that holds what is left of the events, each in its place: `stream[2].delta.note`. */
const STREAM = "stream";

/** A response that was put together, and the texts of pieces that it holds only as what they say: the JSON of calls. */
export interface Assembled {
  readonly value: unknown;
  readonly texts?: readonly string[];
}

/** Fields whose texts are pieces of longer ones, whatever those are called. */
const PIECES: ReadonlySet<string> = new Set(
  "delta partial_json arguments input text thinking reasoning reasoning_content content refusal code".split(" "),
);

/** Letters by chance, by which a server hides how long its pieces are: OpenAI's and Bedrock's. */
const PADDING: ReadonlySet<string> = new Set(["obfuscation", "p"]);

/** An event without them; Bedrock has them in the record that an event holds. */
export function withoutPadding(event: unknown, depth = 0): unknown {
  if (!isFields(event) || depth > 1) return event;
  return Object.fromEntries(
    Object.entries(event).flatMap(([name, held]) =>
      PADDING.has(name) && typeof held === "string" && /^\w{0,200}$/.test(held)
        ? []
        : [[name, withoutPadding(held, depth + 1)]],
    ),
  );
}

/** Fields that say what an event is, and not what it tells. */
const SILENT: ReadonlySet<string> = new Set([
  ...COMMON_KNOWN,
  ...["event_type", "event_id", "interaction_id", "finishReason", "stopReason"],
]);

const DEEPEST = 100;

/** The response with what its events hold besides; the response itself where that is nothing. */
export function withRest({ value, texts = [] }: Assembled, events: readonly unknown[]): unknown {
  if (!isFields(value)) return value;
  const told = new ToldTexts(value, texts);
  const rest = restOf(events, "", told, 0);
  return rest === undefined ? value : { ...value, [STREAM]: rest };
}

/** What of a value is not told, with nothing in the places before it; undefined where that is nothing. */
function restOf(value: unknown, key: string, told: ToldTexts, depth: number): unknown {
  if (typeof value === "string") {
    const isTold = told.has(value, key) || (SILENT.has(key) && !/\s/.test(value));
    return isTold ? undefined : value;
  }
  if (typeof value !== "object" || value === null) return undefined;
  if (depth > DEEPEST) return value;
  if (Array.isArray(value)) {
    const rest = value.map((item) => restOf(item, key, told, depth + 1));
    const last = rest.findLastIndex((item) => item !== undefined);
    return last < 0 ? undefined : rest.slice(0, last + 1).map((item) => item ?? null);
  }
  const entries = Object.entries(value)
    .map(([name, inner]) => [name, restOf(inner, name, told, depth + 1)] as const)
    .filter(([, inner]) => inner !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}

/** All texts of a response, by the names that they stand under. */
class ToldTexts {
  private readonly whole = new Set<string>();
  private readonly named = new Map<string, Cursor>();
  private readonly all: Cursor;

  constructor(value: unknown, texts: readonly string[]) {
    const byName = new Map<string, string[]>();
    const open: { readonly held: unknown; readonly key: string }[] = [{ held: value, key: "" }];
    for (let at = open.pop(); at; at = open.pop()) {
      const { held, key } = at;
      if (typeof held === "string") {
        this.whole.add(held);
        byName.set(key, [...(byName.get(key) ?? []), held]);
      } else if (Array.isArray(held)) for (const item of held) open.push({ held: item, key });
      else if (isFields(held)) for (const [name, inner] of Object.entries(held)) open.push({ held: inner, key: name });
    }
    for (const [key, held] of byName) this.named.set(key, new Cursor(held));
    this.all = new Cursor([...texts, ...[...byName.values()].flat()]);
  }

  has(text: string, key: string): boolean {
    if (text.trim() === "" || this.whole.has(text)) return true;
    return (this.named.get(key)?.finds(text) ?? false) || (PIECES.has(key) && this.all.finds(text));
  }
}

/** Texts that are looked through for their pieces, which come in order: each search goes on where the last one ended. */
class Cursor {
  private readonly text: string;
  private from = 0;

  constructor(texts: readonly string[]) {
    this.text = texts.join("\u0000");
  }

  finds(piece: string): boolean {
    const next = this.text.indexOf(piece, this.from);
    const at = next < 0 ? this.text.indexOf(piece) : next;
    if (at >= 0) this.from = at + piece.length;
    return at >= 0;
  }
}
