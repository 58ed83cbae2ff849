import * as z from "zod/mini";
import { err, ok, type Result } from "../../base";
import { parsePath } from "./path";

/** What a field of a record can be mapped to. `known` fields are known to say nothing of the run. */
export const FIELD_ROLES = [
  "question",
  "instructions",
  "pictures",
  "words",
  "speaker",
  "reference",
  "score",
  "known",
] as const;
export type FieldRole = (typeof FIELD_ROLES)[number];

export const MAPPING_FORMAT = "sightline-log-mapping";
export const MAPPING_VERSION = 1;

/**
 * How the records of a log that nobody knows are read: which fields are what, each by its path within a record. Where a
 * file is one value that holds many records, `records` leads to them. Where turns say who speaks, `model` are the names
 * that the model goes by; without them, the usual ones.
 */
export interface LogMapping {
  readonly format: typeof MAPPING_FORMAT;
  readonly version: typeof MAPPING_VERSION;
  readonly name: string;
  readonly records: string;
  readonly fields: { readonly [Role in FieldRole]: readonly string[] };
  readonly model: readonly string[];
  /** The paths of all fields of the records that it was made for, to know such records again. */
  readonly shape: readonly string[];
}

/** `not-a-mapping`: no such file; `newer-mapping`: of a later version; `bad-path`; `mapping-without-words`. */
export type MappingRefusal = "not-a-mapping" | "newer-mapping" | "bad-path" | "mapping-without-words";

const MOST_PATHS = 1000;
const path = z.string().check(z.maxLength(2000));
const paths = z.array(path).check(z.maxLength(MOST_PATHS));

const schema = z.object({
  format: z.literal(MAPPING_FORMAT),
  version: z.number(),
  name: z._default(z.string().check(z.maxLength(200)), ""),
  records: z._default(path, ""),
  fields: z.object({
    question: z._default(paths, []),
    instructions: z._default(paths, []),
    pictures: z._default(paths, []),
    words: z._default(paths, []),
    speaker: z._default(paths, []),
    reference: z._default(paths, []),
    score: z._default(paths, []),
    known: z._default(paths, []),
  }),
  model: z._default(z.array(z.string().check(z.maxLength(200))).check(z.maxLength(100)), []),
  shape: z._default(paths, []),
});

/** A mapping out of what a file holds. */
export function parseMapping(value: unknown): Result<LogMapping, MappingRefusal> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) return err("not-a-mapping");
  const { version, ...mapping } = parsed.data;
  if (version > MAPPING_VERSION) return err("newer-mapping");
  const all = [mapping.records, ...Object.values(mapping.fields).flat()];
  if (all.some((text) => parsePath(text) === null)) return err("bad-path");
  if (mapping.fields.words.length === 0) return err("mapping-without-words");
  return ok({ ...mapping, version: MAPPING_VERSION });
}

/** A mapping out of the text of a file. */
export function parseMappingText(text: string): Result<LogMapping, MappingRefusal> {
  try {
    return parseMapping(JSON.parse(text));
  } catch {
    return err("not-a-mapping");
  }
}

export const printMapping = (mapping: LogMapping): string => `${JSON.stringify(mapping, null, 2)}\n`;

/** A mapping that maps nothing yet. */
export const EMPTY_MAPPING: LogMapping = {
  format: MAPPING_FORMAT,
  version: MAPPING_VERSION,
  name: "",
  records: "",
  fields: {
    question: [],
    instructions: [],
    pictures: [],
    words: [],
    speaker: [],
    reference: [],
    score: [],
    known: [],
  },
  model: [],
  shape: [],
};
