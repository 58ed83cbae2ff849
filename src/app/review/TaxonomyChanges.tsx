import { useMemo } from "react";
import { useStore } from "zustand";
import { changedUses, compareTaxonomies, type Taxonomy, type TaxonomyTag } from "../../annotation";
import { tagsIn } from "../../workspace/review";
import { useTrace, useWords, useWorkspace } from "../binding/useWorkspace";
import { useReviewWords } from "./reviewWords";

/** What is otherwise in another edition, and how many judgements in this browser it gives another meaning. */
export function TaxonomyChanges({ before, after }: { before: Taxonomy; after: Taxonomy }) {
  const words = useReviewWords();
  const common = useWords();
  const named = ({ key, name }: TaxonomyTag): string => common.ownTag(key, name);
  const said = (tag: TaxonomyTag): string => `${named(tag)} (${tag.key})`;
  const told = useMemo(() => compareTaxonomies(before, after), [before, after]);
  const lists: readonly (readonly [string, readonly string[]])[] = [
    [words.added, told.added.map(said)],
    [words.renamed, told.renamed.map(({ from, to }) => words.becomes(said(from), said(to)))],
    [words.mergedTags, told.merged.map(({ from, into }) => words.becomes(said(from), said(into)))],
    [words.retired, told.retired.map(said)],
    [words.restored, told.restored.map(said)],
    [words.removed, told.removed.map(said)],
    [
      words.described,
      told.described.map(({ before, after }) =>
        named(before) === named(after) ? said(after) : words.becomes(named(before), named(after)),
      ),
    ],
  ];
  const some = lists.filter(([, items]) => items.length > 0);
  return (
    <>
      {some.length === 0 ? <p className="review-note">{words.noChange}</p> : null}
      <dl className="review-changes" aria-label={words.changes}>
        {some.map(([name, items]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{items.join(", ")}</dd>
          </div>
        ))}
      </dl>
      <Uses before={before} after={after} />
    </>
  );
}

/** Judgements of the open trace and of all that are kept which the other edition gives another meaning. */
function Uses({ before, after }: { before: Taxonomy; after: Taxonomy }) {
  const words = useReviewWords();
  const common = useWords();
  const { review } = useWorkspace();
  const kept = useStore(review, (state) => state.kept);
  const open = useTrace();
  const uses = useMemo(() => {
    // The open trace is among those that are kept, once anything was judged in it.
    const tags = kept && kept.done > 0 ? kept.tags : open ? tagsIn(open) : [];
    return changedUses(before, after, tags);
  }, [kept, open, before, after]);
  const named = (tag: TaxonomyTag | null, given: string): string =>
    tag ? `${common.ownTag(tag.key, tag.name)} (${tag.key})` : `${given} (${words.unknownTag})`;
  return (
    <>
      <p className="review-note" role="status">
        {kept?.reading ? words.reading(kept.done, kept.total) : uses.length === 0 ? words.noUses : words.uses}
      </p>
      <ul className="review-uses">
        {uses.map(({ tag, times, before: was, after: is }) => (
          <li key={JSON.stringify(tag)}>{words.use1(times, named(was, tag.tag), named(is, tag.tag))}</li>
        ))}
      </ul>
    </>
  );
}
