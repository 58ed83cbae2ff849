import { err, ok, type Result } from "../base";
import { flawOf, type TagMove, type Taxonomy, type TaxonomyRefusal, type TaxonomyTag } from "./taxonomy";

/** One change that a team makes to its taxonomy. */
export type TaxonomyChange =
  | { readonly kind: "add"; readonly tag: TaxonomyTag }
  /** Everything of a tag but its key. */
  | { readonly kind: "describe"; readonly key: string; readonly said: Partial<Omit<TaxonomyTag, "key" | "retired">> }
  | { readonly kind: "rename"; readonly key: string; readonly to: string }
  /** Judgements that named `key` mean `into` from now on. */
  | { readonly kind: "merge"; readonly key: string; readonly into: string }
  | { readonly kind: "remove"; readonly key: string }
  /** Offered no more, or offered again; judgements keep it. */
  | { readonly kind: "retire" | "restore"; readonly key: string }
  | { readonly kind: "move"; readonly key: string; readonly before: string | null }
  | { readonly kind: "entitle"; readonly title: string };

/** The edition to edit: judgements of the one before keep what they name. */
export const nextEdition = (taxonomy: Taxonomy): Taxonomy => ({ ...taxonomy, edition: taxonomy.edition + 1 });

/** The taxonomy with a change made to the edition in hand, or why it cannot be. */
export function changeTaxonomy(taxonomy: Taxonomy, change: TaxonomyChange): Result<Taxonomy, TaxonomyRefusal> {
  const named = namedBy(change).find((key) => !taxonomy.tags.some((tag) => tag.key === key));
  if (named !== undefined) return err({ code: "no-such-tag", key: named });
  if (change.kind === "merge" && change.key === change.into) return err({ code: "cycle", keys: [change.key] });
  const changed = apply(taxonomy, change);
  const flaw = flawOf(changed);
  return flaw ? err(flaw) : ok(changed);
}

/** The keys that have to be there for a change. */
function namedBy(change: TaxonomyChange): readonly string[] {
  if (change.kind === "merge") return [change.key, change.into];
  if (change.kind === "move") return change.before === null ? [change.key] : [change.key, change.before];
  return "key" in change ? [change.key] : [];
}

function apply(taxonomy: Taxonomy, change: TaxonomyChange): Taxonomy {
  const { tags } = taxonomy;
  switch (change.kind) {
    case "add":
      return { ...taxonomy, tags: [...tags, change.tag] };
    case "describe":
      return { ...taxonomy, tags: tags.map((tag) => (tag.key === change.key ? { ...tag, ...change.said } : tag)) };
    case "rename":
      return renamed(taxonomy, change.key, change.to);
    case "merge":
      return withoutTag(taxonomy, change.key, change.into);
    case "remove":
      return withoutTag(taxonomy, change.key, null);
    case "retire":
      return { ...taxonomy, tags: tags.map((tag) => (tag.key === change.key ? { ...tag, retired: true } : tag)) };
    case "restore":
      return { ...taxonomy, tags: tags.map((tag) => (tag.key === change.key ? offered(tag) : tag)) };
    case "move":
      return { ...taxonomy, tags: movedBefore(tags, change.key, change.before) };
    case "entitle":
      return { ...taxonomy, title: change.title };
  }
}

const offered = ({ retired: _, ...tag }: TaxonomyTag): TaxonomyTag => tag;

function renamed(taxonomy: Taxonomy, key: string, to: string): Taxonomy {
  const tags = taxonomy.tags.map((tag) => ({
    ...tag,
    key: tag.key === key ? to : tag.key,
    parent: tag.parent === key ? to : tag.parent,
  }));
  return { ...taxonomy, tags, moves: withMove(taxonomy, key, to) };
}

/** Its parts go to where it goes, or to the top. */
function withoutTag(taxonomy: Taxonomy, key: string, into: string | null): Taxonomy {
  const tags = taxonomy.tags
    .filter((tag) => tag.key !== key)
    .map((tag) => (tag.parent === key ? { ...tag, parent: tag.key === into ? null : into } : tag));
  return { ...taxonomy, tags, moves: withMove(taxonomy, key, into) };
}

/**
 * A move of the edition in hand. What this edition had already moved to `from` goes straight to `to`, so that a name
 * given and taken back within one edition leaves no ring. A key that this edition moved away before is a new tag of the
 * same name now, which no older judgement means.
 */
function withMove({ moves, edition }: Taxonomy, from: string, to: string | null): readonly TagMove[] {
  const isOfThis = (move: TagMove) => move.edition === edition;
  const followed = moves
    .map((move) => (isOfThis(move) && move.to === from ? { ...move, to } : move))
    .filter((move) => !isOfThis(move) || move.from !== move.to);
  const isMoved = followed.some((move) => isOfThis(move) && move.from === from);
  return isMoved || from === to ? followed : [...followed, { edition, from, to }];
}

function movedBefore(tags: readonly TaxonomyTag[], key: string, before: string | null): readonly TaxonomyTag[] {
  const moved = tags.filter((tag) => tag.key === key);
  const others = tags.filter((tag) => tag.key !== key);
  const at = before === null || before === key ? others.length : others.findIndex((tag) => tag.key === before);
  return [...others.slice(0, at), ...moved, ...others.slice(at)];
}
