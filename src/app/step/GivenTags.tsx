import { X } from "lucide-react";
import { useMemo } from "react";
import { tagToday } from "../../annotation";
import type { JudgementTarget, Tag } from "../../trace";
import { toggleTag } from "../../workspace/editing";
import { useOwnJudgementAbout, useView, useWords, useWorkspace } from "../binding/useWorkspace";

/** The tags that were given to what is judged, each to be taken away. One that no taxonomy here knows is shown as it was given. */
export function GivenTags({ target, disabled }: { target: JudgementTarget; disabled: boolean }) {
  const workspace = useWorkspace();
  const words = useWords();
  const given = useGivenTags(target);
  if (given.length === 0) return null;
  return (
    <ul className="given-tags" aria-label={words.step.tags}>
      {given.map(({ key, name }) => (
        <li key={key}>
          <span className="given-tag">
            {name}
            <button
              type="button"
              className="given-tag-remove"
              aria-label={words.step.removeTag(name)}
              disabled={disabled}
              onClick={() => toggleTag(workspace, target, key)}
            >
              <X size={12} aria-hidden="true" />
            </button>
          </span>
        </li>
      ))}
    </ul>
  );
}

const NO_TAGS: readonly Tag[] = [];

export function useGivenTags(target: JudgementTarget): readonly { readonly key: string; readonly name: string }[] {
  const words = useWords();
  const taxonomy = useView((state) => state.taxonomy);
  const tags = useOwnJudgementAbout(target)?.value.tags ?? NO_TAGS;
  return useMemo(
    () =>
      tags.map((tag) => {
        const today = tagToday(taxonomy, tag);
        return { key: today?.key ?? tag.tag, name: today ? words.ownTag(today.key, today.name) : tag.tag };
      }),
    [tags, taxonomy, words],
  );
}
