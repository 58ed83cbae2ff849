// Words with placeholders, filled as ms-swift fills them for the model that is asked: see `ToldObjects`.
import {
  type Dialect,
  type DialectName,
  type LogRecord,
  type Message,
  PLACEHOLDER,
  type ShownImage,
  type ToldObjects,
} from "../dialect";
import { roundHalfToEven, type Size } from "../geometry";

/** How a template of ms-swift 4.6.0 writes a thing and a place, whose numbers are whole. */
interface Marks {
  thing(name: string): string;
  place(numbers: readonly number[]): string;
}

const inBrackets = (numbers: readonly number[]): string => `[${numbers.join(", ")}]`;

const inPairs = (numbers: readonly number[]): string =>
  Array.from({ length: numbers.length / 2 }, (_, i) => `(${numbers[2 * i]},${numbers[2 * i + 1]})`).join(",");

/** `bbox_format` of Qwen2-VL and those after it, unless it is set otherwise. */
const TOKENS: Marks = {
  thing: (name) => `<|object_ref_start|>${name}<|object_ref_end|>`,
  place: (numbers) => `<|box_start|>${inPairs(numbers)}<|box_end|>`,
};

/** `QWENVL_BBOX_FORMAT=new`: what a place within a call has to be, and what any reader takes for one. */
const PLAIN: Marks = { thing: (name) => name, place: inBrackets };

/** swift/template/templates: qwen.py, internvl.py, microsoft.py. */
const MARKS: Partial<Record<DialectName, Marks>> = {
  "qwen-vl": { thing: (name) => `<ref>${name}</ref>`, place: (numbers) => `<box>${inPairs(numbers)}</box>` },
  "qwen2-vl": TOKENS,
  "qwen2.5-vl": TOKENS,
  internvl: { thing: (name) => `<ref>${name}</ref>`, place: (numbers) => `<box>[${inBrackets(numbers)}]</box>` },
  "florence-2": { thing: (name) => name, place: (numbers) => numbers.map((side) => `<loc_${side}>`).join("") },
};

/**
 * The record with its placeholders filled in the words of the system that it is read as. `images` are those of its
 * problem. Each kind of placeholder is counted from the beginning of the prompt; an answer that a log keeps beside the
 * run, and a run that was thought worse, go on from the end of the question, too. Where there is nothing left to fill in,
 * the placeholder stays, as it does in ms-swift.
 */
export function withObjectsFilled(record: LogRecord, dialect: Dialect, images: readonly ShownImage[]): LogRecord {
  const { objects, instructions, question, messages, rejected, reference } = record;
  if (!objects) return record;
  const write = writerOf(objects, dialect, images);
  const asks = new Filler(objects, write);
  const asked = { instructions: asks.fill(instructions), question: asks.fill(question) };
  const inMessages = (list: readonly Message[]): readonly Message[] => {
    const filler = asks.goingOn();
    return list.map((message) => ({ ...message, parts: message.parts.map((part) => filled(part, filler)) }));
  };
  return {
    ...record,
    ...asked,
    messages: inMessages(messages),
    rejected: rejected && { ...rejected, messages: inMessages(rejected.messages) },
    reference: reference && { ...reference, answer: asks.goingOn().fill(reference.answer) },
  };
}

function filled(part: Message["parts"][number], filler: Filler): Message["parts"][number] {
  if (part.kind === "image") return part;
  const text = filler.fill(part.text);
  // Tokens that a log tells are those of other words.
  return text === part.text ? part : { kind: "text", text };
}

/** The smallest picture that holds all places; null where they are shares, or there is none. */
export function extentOfObjects({ places, space }: ToldObjects): Size | null {
  if (space === "unit" || places.length === 0) return null;
  const furthest = (from: number): number =>
    Math.max(1, ...places.flatMap((place) => place.filter((_, i) => i % 2 === from)));
  return { width: Math.ceil(furthest(0)), height: Math.ceil(furthest(1)) };
}

type Write = (kind: "thing" | "place", index: number, isArgument: boolean) => string | null;

class Filler {
  private things: number;
  private places: number;
  private readonly objects: ToldObjects;
  private readonly write: Write;

  constructor(objects: ToldObjects, write: Write, [things, places]: readonly [number, number] = [0, 0]) {
    this.objects = objects;
    this.write = write;
    this.things = things;
    this.places = places;
  }

  goingOn(): Filler {
    return new Filler(this.objects, this.write, [this.things, this.places]);
  }

  fill(text: string): string {
    return text.replaceAll(PLACEHOLDER, (mark: string, at: number) => {
      const isThing = mark === "<ref-object>";
      const index = isThing ? this.things++ : this.places++;
      return (
        this.write(isThing ? "thing" : "place", index, IN_ARGUMENTS.test(text.slice(Math.max(0, at - 50), at))) ?? mark
      );
    });
  }
}

/** What stands before an argument of a call, or a field of JSON. */
const IN_ARGUMENTS = /["'][\w-]{1,30}["']\s{0,5}:\s{0,5}[["']?(?:<bbox>,\s?){0,5}$/;

function writerOf(objects: ToldObjects, dialect: Dialect, images: readonly ShownImage[]): Write {
  const own = Object.entries(MARKS).find(([name]) => name === dialect.name)?.[1] ?? PLAIN;
  return (kind, index, isArgument) => {
    const marks = isArgument ? PLAIN : own;
    if (kind === "thing") {
      const name = objects.things[index];
      return name === undefined ? null : marks.thing(name);
    }
    const place = objects.places[index];
    if (!place) return null;
    const image = images[objects.pictures[index] ?? 0];
    const told = ordered(place);
    return marks.place(image ? countedIn(told, objects.space, image, dialect) : told);
  };
}

/** The corners of a box, upper left first. Whatever else has more than a point stays as it is. */
const ordered = (place: readonly number[]): readonly number[] => {
  const [x1, y1, x2, y2, ...more] = place;
  if (x1 === undefined || y1 === undefined || x2 === undefined || y2 === undefined || more.length > 0) return place;
  return [Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2)];
};

/** Whole numbers of the space that the model counts in: pixels of what it is shown, or thousandths. Halves to even, as Python does. */
function countedIn(
  place: readonly number[],
  told: ToldObjects["space"],
  { size, frame = size }: ShownImage,
  { space }: Dialect,
): readonly number[] {
  const from = told === "unit" ? { width: 1, height: 1 } : size;
  const to = space === "resized" ? frame : space === "pixel" ? size : THOUSAND;
  return place.map((value, i) => {
    const side = i % 2 === 0 ? "width" : "height";
    return roundHalfToEven((value / from[side]) * to[side]);
  });
}

const THOUSAND: Size = { width: 1000, height: 1000 };
