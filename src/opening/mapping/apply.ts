import { jsonText, parseBoundedJson } from "../../base";
import {
  type ImageReference,
  imageReference,
  type LogRecord,
  type LogScore,
  type Message,
  type MessagePart,
  partsOfText,
  recordOf,
  shownOnceSpoken,
} from "../../dialect";
import { decides } from "../../trace";
import { MODEL_NAMES } from "./fields";
import type { LogMapping } from "./mapping";
import { type FieldPath, parsePath, sharedList, valuesAt } from "./path";

/** The name of the form of records that were mapped by hand. */
export const MAPPED_FORM = "mapped";

/** The records of a value of a log, as a mapping reads them; null where it finds no words of a model in it. */
export function mappedRecords(value: unknown, mapping: LogMapping, place: string): readonly LogRecord[] | null {
  const held = valuesAt(value, pathOf(mapping.records));
  const records = held.flatMap((inner, i) => {
    const where = mapping.records === "" ? place : placeOfItem(place, i);
    return mappedRecord(inner, mapping, where) ?? [];
  });
  return records.length > 0 ? records : null;
}

/** As readers of lists call it. */
const placeOfItem = (place: string, i: number): string =>
  place === "file" ? `record ${i + 1}` : `${place}, record ${i + 1}`;

// Mappings are parsed with their paths; what is none leads nowhere.
const pathOf = (text: string): FieldPath => parsePath(text) ?? [];

function mappedRecord(value: unknown, mapping: LogMapping, place: string): LogRecord | null {
  const { fields } = mapping;
  const turns = fields.words.flatMap((words) => turnsAt(value, words, mapping));
  if (turns.every(({ role }) => role !== "assistant")) return null;
  const inTurns = (path: string): boolean => fields.words.some((words) => isWithin(path, words));
  const images = fields.pictures
    .filter((path) => !inTurns(path))
    .flatMap((path) => valuesAt(value, pathOf(path)).flatMap(pictureOf));
  const told = (paths: readonly string[]): string => paths.flatMap((path) => textsAt(value, path)).join("\n");
  const bank = [...images];
  const question = told(fields.question);
  const messages: Message[] = [
    { role: "system", parts: [{ kind: "text", text: told(fields.instructions) }], place: "instructions" },
    // Turns may begin with what was asked.
    ...(question === "" ? [] : [{ role: "user", parts: partsOfText(question, bank), place: "question" } as const]),
    ...turns,
  ];
  const record = recordOf({}, shownOnceSpoken(messages), { place, form: MAPPED_FORM, images });
  return { ...record, reference: referenceAt(value, fields.reference), scores: scoresAt(value, fields.score) };
}

/** A picture within a turn is in the list that the words are in. */
const isWithin = (path: string, words: string): boolean => sharedList(pathOf(path), pathOf(words)) > 0;

/** The turns at the end of the words' path; who speaks and which pictures are shown is told by paths through the same list. */
function turnsAt(value: unknown, words: string, { fields, model }: LogMapping): readonly Message[] {
  const path = pathOf(words);
  const beside = [...fields.speaker, ...fields.pictures].map(pathOf);
  // Where nothing stands beside the words, each item of their own list is a turn.
  const shared = Math.max(...beside.map((other) => sharedList(path, other)), 0) || sharedList(path, path);
  const isModel = new Set(model.length > 0 ? model.map((name) => name.toLowerCase()) : MODEL_NAMES);
  return valuesAt(value, path.slice(0, shared)).flatMap((turn, i): readonly Message[] => {
    const rest = (text: string): FieldPath | null => {
      const other = pathOf(text);
      return sharedList(path, other) >= shared ? other.slice(shared) : null;
    };
    const at = (texts: readonly string[]): readonly unknown[] =>
      texts.flatMap((text) => {
        const inner = rest(text);
        return inner ? valuesAt(turn, inner) : [];
      });
    const speaker = shared > 0 ? at(fields.speaker)[0] : undefined;
    const bank = shared > 0 ? at(fields.pictures).flatMap(pictureOf) : [];
    const parts = valuesAt(turn, path.slice(shared)).flatMap((said) =>
      typeof said === "string" ? partsOfText(isCall(said) ? `<tool_call>\n${said}\n</tool_call>` : said, bank) : [],
    );
    const shown = bank.map((image): MessagePart => ({ kind: "image", image }));
    if (parts.length === 0 && shown.length === 0) return [];
    const role = speaker === undefined || isModel.has(jsonText(speaker).toLowerCase()) ? "assistant" : "user";
    return [{ role, parts: [...parts, ...shown], place: `turn ${i + 1}` }];
  });
}

/** A turn that is the JSON of a call alone, as models write it between tags. */
const isCall = (said: string): boolean => CALL.test(said) && parsed(said) !== null;

const CALL = /^\s*\{\s*"name"\s*:\s*"[^"\n]{1,200}"\s*,\s*"(?:arguments|parameters)"\s*:[\s\S]*\}\s*$/;

function parsed(text: string): unknown {
  try {
    return parseBoundedJson(text);
  } catch {
    return null;
  }
}

const textsAt = (value: unknown, path: string): readonly string[] =>
  valuesAt(value, pathOf(path)).flatMap((held) => (isScalar(held) ? [String(held)] : []));

const isScalar = (held: unknown): held is string | number | boolean =>
  typeof held === "string" || typeof held === "number" || typeof held === "boolean";

const pictureOf = (held: unknown): readonly ImageReference[] =>
  typeof held === "string" ? [imageReference(held)] : [];

function referenceAt(value: unknown, paths: readonly string[]): LogRecord["reference"] {
  for (const path of paths) {
    const [answer] = textsAt(value, path);
    if (answer !== undefined) return { answer, field: path };
  }
  return null;
}

const scoresAt = (value: unknown, paths: readonly string[]): readonly LogScore[] =>
  paths.flatMap((path) =>
    valuesAt(value, pathOf(path)).flatMap((held): readonly LogScore[] => {
      const score = typeof held === "string" && held.trim() !== "" ? Number(held) : held;
      const isScore = typeof score === "boolean" || (typeof score === "number" && Number.isFinite(score));
      return isScore ? [{ value: score, field: path, decides: decides(path) }] : [];
    }),
  );
