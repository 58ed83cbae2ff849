import { Check, Tags } from "lucide-react";
import { Popover } from "radix-ui";
import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { offeredTags, type Taxonomy } from "../../annotation";
import type { JudgementTarget } from "../../trace";
import { keyOf } from "../../workspace/commands";
import { toggleTag } from "../../workspace/editing";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { hinted } from "../controls";
import type { Words } from "../words";
import { useGivenTags } from "./GivenTags";

/** The kinds of failure that the person gave what is judged, and the list to choose them from. */
export function TagPicker({ target, disabled }: { target: JudgementTarget; disabled: boolean }) {
  const { view } = useWorkspace();
  const words = useWords();
  const open = useView((state) => state.tagging);
  const given = useGivenTags(target);
  return (
    <Popover.Root open={open && !disabled} onOpenChange={(tagging) => view.setState({ tagging })}>
      <Popover.Trigger asChild>
        <button
          type="button"
          className="judge-toggle"
          disabled={disabled}
          aria-pressed={given.length > 0}
          {...hinted(words.commands.tags, keyOf("tags"), "top")}
        >
          <Tags size={14} aria-hidden="true" />
          {words.step.tags}
        </button>
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          aria-label={words.commands.tags}
          className="menu tag-menu"
          side="top"
          align="end"
          sideOffset={6}
          collisionPadding={8}
          // Whoever goes on to the note is there already, or on the way: what is typed is not meant for this button.
          onCloseAutoFocus={(event) => {
            if (view.getState().noting || document.activeElement !== document.body) event.preventDefault();
          }}
        >
          <TagList target={target} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };

/** The list, narrowed by what is typed; the arrows walk it, Enter gives or takes the tag that is marked. */
function TagList({ target }: { target: JudgementTarget }) {
  const workspace = useWorkspace();
  const words = useWords();
  const tags = useView((state) => offeredTags(state.taxonomy));
  const given = new Set(useGivenTags(target).map(({ key }) => key));
  const [sought, setSought] = useState("");
  const found = useMemo(() => tagsWith(sought, tags, words), [tags, sought, words]);
  const { list, marked, setMarked, walk } = useMarked(found.length);
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = STEPS[event.key];
    const chosen = event.key === "Enter" && !event.nativeEvent.isComposing ? found[marked] : undefined;
    if (by) walk(by);
    if (chosen) toggleTag(workspace, target, chosen.key);
    if (by || chosen) event.preventDefault();
  };
  return (
    <>
      <input
        className="input"
        role="combobox"
        aria-expanded="true"
        aria-controls="tag-list"
        aria-activedescendant={found[marked] ? `tag-${found[marked].key}` : undefined}
        aria-label={words.step.findTag}
        placeholder={words.step.findTag}
        value={sought}
        onChange={({ target }) => {
          setSought(target.value);
          setMarked(0);
        }}
        onKeyDown={onKeyDown}
      />
      <div
        ref={list}
        id="tag-list"
        className="tag-list"
        role="listbox"
        aria-multiselectable="true"
        aria-label={words.step.tags}
      >
        {found.map(({ key, name, definition }, index) => (
          <TagOption
            key={key}
            id={`tag-${key}`}
            name={name}
            definition={definition}
            given={given.has(key)}
            marked={index === marked}
            onMark={() => setMarked(index)}
            onChoose={() => toggleTag(workspace, target, key)}
          />
        ))}
      </div>
      {found.length === 0 ? <p className="step-aside">{words.step.noSuchTag}</p> : null}
    </>
  );
}

/** The row that the keys act on; walking goes round at the ends, and the list scrolls along. */
function useMarked(count: number) {
  const list = useRef<HTMLDivElement | null>(null);
  const [marked, setMarked] = useState(0);
  const walk = (by: number): void => {
    const next = (marked + by + count) % Math.max(1, count);
    setMarked(next);
    list.current?.children[next]?.scrollIntoView({ block: "nearest" });
  };
  return { list, marked, setMarked, walk };
}

/** The kinds of failure that have these words in their name or meaning, in the person's language. */
function tagsWith(sought: string, tags: Taxonomy["tags"], words: Words): Taxonomy["tags"] {
  const wanted = sought.trim().toLowerCase();
  return tags
    .map((tag) => ({
      ...tag,
      name: words.ownTag(tag.key, tag.name),
      definition: words.ownTag(tag.key, tag.definition),
    }))
    .filter(({ name, definition, key }) => `${name} ${definition} ${key}`.toLowerCase().includes(wanted));
}

function TagOption(props: {
  id: string;
  name: string;
  definition: string;
  given: boolean;
  marked: boolean;
  onMark: () => void;
  onChoose: () => void;
}) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the focus and takes the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the field, which names the marked row
    <div
      id={props.id}
      role="option"
      className="tag-option"
      aria-selected={props.given}
      data-marked={props.marked}
      onPointerMove={props.onMark}
      onClick={props.onChoose}
    >
      <Check size={14} aria-hidden="true" />
      <span>
        <span className="tag-name">{props.name}</span>
        <span className="tag-definition">{props.definition}</span>
      </span>
    </div>
  );
}
