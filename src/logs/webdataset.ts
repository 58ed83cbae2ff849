import { err, ok, type Result } from "../base";
import { isPictureName, openValues } from "../opening";
import type { Archive, ArchiveMember } from "./archive";
import type { WholeLog } from "./whole";

// A shard of a webdataset (webdataset/webdataset, webdataset/tariterators.py, `base_plus_ext`): files with the same path
// up to the first dot of their name are one sample, the rest of the name says what each holds.

/** What a sample may hold beside its picture: JSON, or words under the name of their extension. */
const WORDS =
  /^(?:(?:\w{1,40}\.)?json|(?:cls|caption|question|answer|prompt|response|completion|prediction|text)(?:\.te?xt)?|txt)$/i;
/** Samples share keys: a folder of logs and pictures does so by chance only. */
const LEAST_PAIRED = 0.5;

/** The samples of a shard, each with its pictures; null where an archive is none. */
export function samplesLog(name: string, { members }: Archive): WholeLog | null {
  const samples = samplesOf(members);
  const paired = samples.filter(({ words, pictures }) => words.length > 0 && pictures.length > 0);
  const pictures = members.filter((member) => isPictureName(member.name));
  if (paired.length === 0 || paired.length < samples.length * LEAST_PAIRED) return null;
  const words = samples.flatMap((sample) => sample.words);
  if (words.length + pictures.length < members.length) return null;
  return {
    log: {
      name,
      bytes: words.reduce((sum, { bytes }) => sum + bytes, 0),
      open: () => openValues(samples.filter((sample) => sample.words.length > 0).map(keptValue)),
    },
    tellsApart: words[0],
    pictures,
  };
}

interface Sample {
  readonly key: string;
  readonly words: ArchiveMember[];
  readonly pictures: ArchiveMember[];
}

function samplesOf(members: readonly ArchiveMember[]): readonly Sample[] {
  const samples = new Map<string, Sample>();
  for (const member of members) {
    const { key, extension } = keyOf(member.name);
    const sample = samples.get(key) ?? { key, words: [], pictures: [] };
    samples.set(key, sample);
    if (isPictureName(member.name)) sample.pictures.push(member);
    else if (WORDS.test(extension)) sample.words.push(member);
  }
  return [...samples.values()];
}

function keyOf(path: string): { readonly key: string; readonly extension: string } {
  const match = /^((?:.*\/)?[^/.]+)\.([^/]*)$/.exec(path);
  return { key: match?.[1] ?? path, extension: match?.[2] ?? "" };
}

/** `question.txt` is the question: its last part only says how it is written. */
const nameOfField = (extension: string): string => extension.replace(/\.te?xt$/i, "");

const keptValue = ({ key, words, pictures }: Sample) => ({
  place: key,
  bytes: words.reduce((sum, { bytes }) => sum + bytes, 0),
  async read(): Promise<Result<string, string>> {
    let sample: Record<string, unknown> = {};
    for (const member of words) {
      const bytes = await member.read();
      if (!bytes.ok) return bytes;
      const text = new TextDecoder().decode(bytes.value);
      const { extension } = keyOf(member.name);
      const isJson = /(?:^|\.)json$/i.test(extension);
      const held = isJson ? parsed(text) : { [nameOfField(extension)]: text.trim() };
      if (held === null) return err("not-json");
      sample = { ...sample, ...held };
    }
    // Where the record names its picture by a path of its own, the file of the same base name is meant.
    const named = pictures.map((picture) => picture.name);
    const isNamed = "image" in sample || "images" in sample;
    return ok(JSON.stringify(isNamed || named.length === 0 ? sample : { ...sample, images: named }));
  },
});

/** The fields of a sample's JSON; a list or a text is one field. Null where it is none. */
function parsed(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    if (Array.isArray(value)) return { messages: value };
    return typeof value === "object" && value !== null ? { ...value } : { json: value };
  } catch {
    return null;
  }
}
