import * as z from "zod/mini";
import { err, ok, type Result } from "../base";
import type { Tag } from "../trace";

/** One kind of failure that raters may name. */
export interface TaxonomyTag {
  /** Lower case, digits and hyphens; what judgements name it by. */
  readonly key: string;
  /** What it is called on the screen. */
  readonly name: string;
  /** When it applies, and when it does not. */
  readonly definition: string;
  readonly example: string;
  /** The paper or repository that the kind comes from; empty where a team made it up. */
  readonly source: string;
  /** The key of the kind that this one is a part of; null at the top. */
  readonly parent: string | null;
  /** True where it is offered no more: what was judged by it keeps its name and meaning. */
  readonly retired?: true;
}

/**
 * Judgements made before `edition` that name `from` mean `to`: a tag was renamed, or merged into another. The moves of
 * one edition happen at once, so that two tags can change names with each other.
 */
export interface TagMove {
  readonly edition: number;
  readonly from: string;
  /** Null where the tag was taken away and nothing stands for it. */
  readonly to: string | null;
}

/** A list of kinds of failure that a team owns. A value: editing makes the next edition. */
export interface Taxonomy {
  readonly id: string;
  /** Counts from 1; a judgement keeps the edition that its rater had before their eyes. */
  readonly edition: number;
  readonly title: string;
  readonly tags: readonly TaxonomyTag[];
  readonly moves: readonly TagMove[];
}

export const TAXONOMY_VERSION = 1;

const KEY = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const LONGEST_KEY = 60;
const key = z.string().check(z.regex(KEY), z.maxLength(LONGEST_KEY));
const sentence = z.string().check(z.maxLength(2000));
const edition = z.int().check(z.minimum(1), z.maximum(100_000));

/** The form of a file; `public/taxonomy.schema.json` says the same to other programs. */
export const TAXONOMY_SCHEMA = z.object({
  format: z.literal("sightline-taxonomy"),
  version: z.literal(TAXONOMY_VERSION),
  id: key,
  edition,
  title: sentence,
  tags: z
    .array(
      z.object({
        key,
        name: z.string().check(z.minLength(1), z.maxLength(100)),
        definition: sentence,
        example: z._default(sentence, ""),
        source: z._default(sentence, ""),
        parent: z._default(z.nullable(key), null),
        retired: z.optional(z.literal(true)),
      }),
    )
    .check(z.minLength(1), z.maxLength(500)),
  moves: z._default(z.array(z.object({ edition, from: key, to: z.nullable(key) })).check(z.maxLength(5000)), []),
});

export type TaxonomyRefusal =
  /** `place` is where the form is not kept first, as `tags[3].key`; empty for the file as a whole. */
  | { readonly code: "not-a-taxonomy"; readonly place: string }
  | { readonly code: "newer-version"; readonly version: number }
  /** Each of `keys` is a part of the next, and the last of the first. */
  | { readonly code: "cycle"; readonly keys: readonly string[] }
  | { readonly code: "same-key-twice" | "no-such-tag" | "move-of-a-later-edition" | "bad-key"; readonly key: string };

/** The file as plain JSON data. */
export const encodeTaxonomy = (taxonomy: Taxonomy) => ({
  format: "sightline-taxonomy" as const,
  version: TAXONOMY_VERSION,
  ...taxonomy,
});

/** `unknown` as a taxonomy; refuses what no rater could use. */
export function parseTaxonomy(value: unknown): Result<Taxonomy, TaxonomyRefusal> {
  const version = versionOf(value);
  if (version !== null && version > TAXONOMY_VERSION) return err({ code: "newer-version", version });
  const parsed = TAXONOMY_SCHEMA.safeParse(value);
  if (!parsed.success) return err({ code: "not-a-taxonomy", place: placeOf(parsed.error.issues[0]?.path ?? []) });
  const { format: _, version: __, tags, ...rest } = parsed.data;
  const taxonomy: Taxonomy = {
    ...rest,
    tags: tags.map(({ retired, ...tag }) => (retired ? { ...tag, retired } : tag)),
  };
  const flaw = flawOf(taxonomy);
  return flaw ? err(flaw) : ok(taxonomy);
}

const placeOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part) => (typeof part === "number" ? `[${part}]` : `.${String(part)}`))
    .join("")
    .replace(/^\./, "");

function versionOf(value: unknown): number | null {
  if (typeof value !== "object" || value === null || !("format" in value) || !("version" in value)) return null;
  return value.format === "sightline-taxonomy" && typeof value.version === "number" ? value.version : null;
}

/** What is wrong with a taxonomy; null where nothing is. */
export function flawOf({ tags, moves, edition }: Taxonomy): TaxonomyRefusal | null {
  const parents = new Map<string, string | null>();
  for (const { key, parent } of tags) {
    if (!KEY.test(key) || key.length > LONGEST_KEY) return { code: "bad-key", key };
    if (parents.has(key)) return { code: "same-key-twice", key };
    parents.set(key, parent);
  }
  for (const parent of parents.values()) if (parent !== null && !parents.has(parent)) return noSuchTag(parent);
  const round = cycleIn(parents);
  return round ? { code: "cycle", keys: round } : flawOfMoves(moves, edition, parents);
}

const noSuchTag = (key: string): TaxonomyRefusal => ({ code: "no-such-tag", key });

function flawOfMoves(
  moves: readonly TagMove[],
  edition: number,
  known: ReadonlyMap<string, unknown>,
): TaxonomyRefusal | null {
  const moved = new Set<string>();
  for (const move of moves) {
    if (move.edition > edition) return { code: "move-of-a-later-edition", key: move.from };
    const once = `${move.edition} ${move.from}`;
    if (moved.has(once)) return { code: "same-key-twice", key: move.from };
    moved.add(once);
  }
  for (const { from } of moves) {
    const end = destination(from, 0, moves);
    if (end !== null && !known.has(end)) return noSuchTag(end);
  }
  return null;
}

/** The keys of a ring in a table of what each points to; null where every way ends. */
function cycleIn(next: ReadonlyMap<string, string | null>): readonly string[] | null {
  const ends = new Set<string>();
  for (const start of next.keys()) {
    const way: string[] = [];
    for (let at: string | null | undefined = start; at !== null && at !== undefined && !ends.has(at); ) {
      const seen = way.indexOf(at);
      if (seen >= 0) return way.slice(seen);
      way.push(at);
      at = next.get(at);
    }
    for (const key of way) ends.add(key);
  }
  return null;
}

/** What a key of an older edition is called now; null where it was taken away. */
function destination(key: string, since: number, moves: readonly TagMove[]): string | null {
  const editions = [...new Set(moves.map(({ edition }) => edition))].filter((edition) => edition > since);
  let at: string | null = key;
  for (const edition of editions.sort((a, b) => a - b)) {
    const move = moves.find((one) => one.edition === edition && one.from === at);
    if (move) at = move.to;
  }
  return at;
}

/**
 * What a tag of a judgement means today. Null where it is of another taxonomy, of an edition that is not known here
 * yet, or was taken away: then it is shown as it was given.
 */
export function tagToday({ id, edition, tags, moves }: Taxonomy, tag: Tag): TaxonomyTag | null {
  const since = Number(tag.version);
  if (tag.taxonomy !== id || !Number.isInteger(since) || since > edition) return null;
  const key = destination(tag.tag, since, moves);
  return tags.find((known) => known.key === key) ?? null;
}

/** The tags that a rater is offered: all but those that were retired. */
export const offeredTags = ({ tags }: Taxonomy): readonly TaxonomyTag[] => tags.filter(({ retired }) => !retired);

/** A tag as judgements keep it. */
export const tagOf = ({ id, edition }: Taxonomy, key: string): Tag => ({
  taxonomy: id,
  version: String(edition),
  tag: key,
});
