import { field, isFields, listField, textField } from "./json";
import { literalIn } from "./literals";
import { type LogRecord, type Message, type ToldObjects, textOfParts } from "./record";

// Rows that ms-swift trains on and infers from keep things and places beside the words, which have a placeholder where
// each goes (ms-swift 4.6.0, swift/template/base.py: `_pre_tokenize`, `normalize_bbox`). What the model sees instead hangs
// on the model and on the sizes of the pictures, so it is filled in when those are known.

/** What stands in the words for the next thing and for the next place of a row. */
export const PLACEHOLDER = /<ref-object>|<bbox>(?!\s?\d)/g;

/** What stands in the words for the next thing. */
const THING = "<ref-object>";

/** What a row keeps under `objects`, be it as text of JSON; null where it keeps no place and no thing there. */
export function objectsTold(value: unknown): ToldObjects | null {
  const held = literalIn(field(value, "objects"));
  if (!isFields(held)) return null;
  const things = listField(held, "ref") ?? [];
  const places = listField(held, "bbox") ?? [];
  if (things.length + places.length === 0) return null;
  if (!things.every((thing) => typeof thing === "string") || !places.every(isPlace)) return null;
  const told = listField(held, "image_id") ?? [];
  return {
    things,
    places,
    pictures: places.map((_, i) => (typeof told[i] === "number" ? told[i] : 0)),
    space: textField(held, "bbox_type") === "norm1" ? "unit" : "pixel",
  };
}

const isPlace = (held: unknown): held is readonly number[] =>
  Array.isArray(held) &&
  held.length >= 2 &&
  held.length % 2 === 0 &&
  held.every((side) => typeof side === "number" && Number.isFinite(side));

/** Whether a text has a placeholder. */
export const hasPlaceholder = (text: string): boolean => text.search(PLACEHOLDER) >= 0;

/** The record with what its placeholders stand for, where its value keeps that and its words have any. */
export function withObjects(record: LogRecord, value: unknown): LogRecord {
  const objects = isFields(value) && "objects" in value ? objectsTold(value) : null;
  if (!objects) return record;
  const { instructions, question, messages, reference } = record;
  const isAnswered =
    hasPlaceholder(reference?.answer ?? "") ||
    messages.some(({ parts }) => parts.some((part) => part.kind === "text" && hasPlaceholder(part.text)));
  if (!isAnswered && !hasPlaceholder(instructions) && !hasPlaceholder(question)) return record;
  // Places that are only asked about are not what is right.
  const isAskedAbout = !isAnswered && reference?.field === OBJECTS_FIELD;
  return { ...record, title: titled(record.title, objects), objects, ...(isAskedAbout ? { reference: null } : {}) };
}

/**
 * The things of a row that its words show, each in the place of the next placeholder. An answer that is kept beside the
 * run, and a run that was thought worse, go on from the question, too.
 */
export function thingsShown(
  { instructions, question, messages, rejected, reference }: LogRecord,
  { things }: ToldObjects,
): readonly string[] {
  const inMessages = (list: readonly Message[]): number =>
    list.reduce((sum, { parts }) => sum + thingsIn(textOfParts(parts)), 0);
  const answered = [inMessages(messages), inMessages(rejected?.messages ?? []), thingsIn(reference?.answer ?? "")];
  return things.slice(0, thingsIn(instructions) + thingsIn(question) + Math.max(...answered));
}

const thingsIn = (text: string): number => text.split(THING).length - 1;

/** A title as a person reads it: things by their names, places as the row tells them. */
function titled(title: string, { things, places }: ToldObjects): string {
  let [thing, place] = [0, 0];
  return title.replaceAll(PLACEHOLDER, (mark) =>
    mark === THING ? (things[thing++] ?? mark) : `[${places[place++]?.join(", ") ?? "…"}]`,
  );
}

/** What the reference is called that is made of the places of a row. */
export const OBJECTS_FIELD = "objects.bbox";
