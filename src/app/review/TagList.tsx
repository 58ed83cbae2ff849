import { ArrowDown, ArrowUp, Pencil } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import type { Taxonomy, TaxonomyChange, TaxonomyTag } from "../../annotation";
import { useWords } from "../binding/useWorkspace";
import { IconButton } from "../controls";
import { useReviewWords } from "./reviewWords";
import { TagEditor } from "./TagEditor";

interface TagListProps {
  readonly taxonomy: Taxonomy;
  change(one: TaxonomyChange): boolean;
}

/** The tags in their order; one at a time is open to be edited. */
export function TagList({ taxonomy, change }: TagListProps) {
  const words = useReviewWords();
  const [open, setOpen] = useState<string | null>(null);
  const list = useRef<HTMLUListElement | null>(null);
  const count = useRef(taxonomy.tags.length);
  const last = taxonomy.tags.at(-1)?.key ?? null;
  // A tag that was just added stands at the end and is there to be written; nothing else tells the list of it.
  useEffect(() => {
    if (taxonomy.tags.length === count.current + 1) setOpen(last);
    count.current = taxonomy.tags.length;
  }, [taxonomy.tags.length, last]);
  /** The keyboard keeps its place where the button that was pressed goes with its tag. */
  const close = (key: string | null): void => {
    setOpen(null);
    const row = key === null ? null : list.current?.querySelector<HTMLElement>(`[data-key="${key}"] button`);
    (row ?? list.current)?.focus();
  };
  return (
    <ul ref={list} className="review-tags" aria-label={words.tagList} tabIndex={-1}>
      {taxonomy.tags.map((tag, at) => (
        <li key={tag.key} data-key={tag.key} className="review-tag">
          <TagRow
            taxonomy={taxonomy}
            at={at}
            open={open === tag.key}
            change={change}
            onOpen={() => setOpen(open === tag.key ? null : tag.key)}
          />
          {open === tag.key ? (
            <TagEditor taxonomy={taxonomy} tag={tag} change={change} onRekey={setOpen} onClose={close} />
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function TagRow(props: TagListProps & { at: number; open: boolean; onOpen(): void }) {
  const { taxonomy, at, change } = props;
  const words = useReviewWords();
  const common = useWords();
  const { tags } = taxonomy;
  const tag = tags[at];
  if (!tag) return null;
  const name = common.ownTag(tag.key, tag.name);
  return (
    <div className="review-tag-row">
      <div className="review-tag-said">
        <strong>{name}</strong> <code>{tag.key}</code>
        {tag.retired ? <span className="review-retired">{words.tag.retired}</span> : null}
        <p className="review-note">{common.ownTag(tag.key, tag.definition)}</p>
      </div>
      <IconButton
        label={words.tag.edit(name)}
        icon={<Pencil size={14} />}
        aria-expanded={props.open}
        onClick={props.onOpen}
      />
      <IconButton
        label={words.tag.up(name)}
        icon={<ArrowUp size={14} />}
        disabled={at === 0}
        onClick={() => change({ kind: "move", key: tag.key, before: tags[at - 1]?.key ?? null })}
      />
      <IconButton
        label={words.tag.down(name)}
        icon={<ArrowDown size={14} />}
        disabled={at === tags.length - 1}
        onClick={() => change({ kind: "move", key: tag.key, before: behind(tags, at) })}
      />
    </div>
  );
}

/** Before which tag one comes to stand that goes one place down; null for the end. */
const behind = (tags: readonly TaxonomyTag[], at: number): string | null => tags[at + 2]?.key ?? null;
