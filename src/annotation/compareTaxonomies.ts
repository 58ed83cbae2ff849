import type { Tag } from "../trace";
import { type Taxonomy, type TaxonomyTag, tagOf, tagToday } from "./taxonomy";

/**
 * What a taxonomy is to the one in hand: `other` by its id; `newer` or `older` editions of it; `apart` where both went
 * on from one edition in different ways, so that neither knows what the other's tags mean.
 */
export type TaxonomyRelation = "same" | "newer" | "older" | "apart" | "other";

export function relationOf(hand: Taxonomy, given: Taxonomy): TaxonomyRelation {
  if (hand.id !== given.id) return "other";
  if (hand.edition === given.edition) return isSame(hand, given) ? "same" : "apart";
  const [older, newer] = hand.edition < given.edition ? [hand, given] : [given, hand];
  const known = new Set(newer.moves.map((move) => JSON.stringify([move.edition, move.from, move.to])));
  const goesOn = older.moves.every(({ edition, from, to }) => known.has(JSON.stringify([edition, from, to])));
  const isLost = older.tags.some(
    ({ key }) => !newer.tags.some((tag) => tag.key === key) && !isMoved(newer, older, key),
  );
  if (!goesOn || isLost) return "apart";
  return newer === given ? "newer" : "older";
}

const isSame = (a: Taxonomy, b: Taxonomy): boolean => JSON.stringify(inOrder(a)) === JSON.stringify(inOrder(b));

const inOrder = ({ id, edition, title, tags, moves }: Taxonomy) => [
  ...[id, edition, title],
  tags.map(({ key, name, definition, example, source, parent, retired = false }) => [
    ...[key, name, definition, example, source, parent, retired],
  ]),
  moves.map(({ edition, from, to }) => [edition, from, to]),
];

const isMoved = ({ moves }: Taxonomy, { edition }: Taxonomy, key: string): boolean =>
  moves.some((move) => move.edition > edition && move.from === key);

/** What would be otherwise, tag by tag. */
export interface TaxonomyDifference {
  readonly added: readonly TaxonomyTag[];
  readonly renamed: readonly { readonly from: TaxonomyTag; readonly to: TaxonomyTag }[];
  readonly merged: readonly { readonly from: TaxonomyTag; readonly into: TaxonomyTag }[];
  readonly retired: readonly TaxonomyTag[];
  readonly restored: readonly TaxonomyTag[];
  /** Taken away with nothing in their place: judgements by them are shown as they were given. */
  readonly removed: readonly TaxonomyTag[];
  /** Kept by their key, with another name, definition, example, source or parent. */
  readonly described: readonly { readonly before: TaxonomyTag; readonly after: TaxonomyTag }[];
}

export function compareTaxonomies(before: Taxonomy, after: Taxonomy): TaxonomyDifference {
  const ways = before.tags.map((from) => ({ from, to: meaningIn(after, before, from.key) }));
  const reached = new Map<string, number>();
  for (const { to } of ways) if (to) reached.set(to.key, (reached.get(to.key) ?? 0) + 1);
  const isMerged = (from: TaxonomyTag, to: TaxonomyTag): boolean =>
    from.key !== to.key && (reached.get(to.key) ?? 0) > 1;
  const moved = ways.flatMap(({ from, to }) => (to && to.key !== from.key ? [{ from, to }] : []));
  const kept = ways.flatMap(({ from, to }) => (to?.key === from.key ? [{ before: from, after: to }] : []));
  return {
    added: after.tags.filter(({ key }) => !reached.has(key)),
    renamed: moved.filter(({ from, to }) => !isMerged(from, to)),
    merged: moved.filter(({ from, to }) => isMerged(from, to)).map(({ from, to }) => ({ from, into: to })),
    retired: kept.filter(({ before, after }) => !before.retired && after.retired).map(({ after }) => after),
    restored: kept.filter(({ before, after }) => before.retired && !after.retired).map(({ after }) => after),
    removed: ways.flatMap(({ from, to }) => (to ? [] : [from])),
    described: kept.filter(({ before, after }) => isDescribedAnew(before, after)),
  };
}

/** What a tag of one taxonomy means in another: by the moves between editions, or by its key where ids differ. */
const meaningIn = (after: Taxonomy, before: Taxonomy, key: string): TaxonomyTag | null =>
  after.id === before.id && after.edition >= before.edition
    ? tagToday(after, tagOf(before, key))
    : (after.tags.find((tag) => tag.key === key) ?? null);

const isDescribedAnew = (a: TaxonomyTag, b: TaxonomyTag): boolean =>
  a.name !== b.name ||
  a.definition !== b.definition ||
  a.example !== b.example ||
  a.source !== b.source ||
  a.parent !== b.parent;

/** How many judgements name a tag, and what it means before and after. */
export interface TagUse {
  readonly tag: Tag;
  readonly times: number;
  /** Null where the taxonomy does not know it. */
  readonly before: TaxonomyTag | null;
  readonly after: TaxonomyTag | null;
}

/** Of tags that judgements name, those that would mean something else: the most used first. */
export function changedUses(before: Taxonomy, after: Taxonomy, tags: Iterable<Tag>): readonly TagUse[] {
  const uses = new Map<string, { readonly tag: Tag; times: number }>();
  for (const tag of tags) {
    const name = JSON.stringify([tag.taxonomy, tag.version, tag.tag]);
    const use = uses.get(name);
    if (use) use.times++;
    else uses.set(name, { tag, times: 1 });
  }
  return [...uses.values()]
    .map(({ tag, times }) => ({ tag, times, before: tagToday(before, tag), after: tagToday(after, tag) }))
    .filter(({ before, after }) => before?.key !== after?.key)
    .sort((a, b) => b.times - a.times);
}
