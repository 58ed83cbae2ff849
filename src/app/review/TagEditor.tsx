import { useId, useState } from "react";
import type { Taxonomy, TaxonomyChange, TaxonomyTag } from "../../annotation";
import { useWords } from "../binding/useWorkspace";
import { Button, Field } from "../controls";
import { useReviewWords } from "./reviewWords";

interface TagEditorProps {
  readonly taxonomy: Taxonomy;
  readonly tag: TaxonomyTag;
  change(one: TaxonomyChange): boolean;
  /** Told what the tag is called by now. */
  onRekey(key: string): void;
  /** Told whose row the focus goes to; null where it is gone. */
  onClose(key: string | null): void;
}

/** Everything of a tag, each part taken when its field is left. */
export function TagEditor(props: TagEditorProps) {
  const { tag, change } = props;
  const words = useReviewWords();
  const describe = (said: Extract<TaxonomyChange, { kind: "describe" }>["said"]): boolean =>
    change({ kind: "describe", key: tag.key, said });
  const rename = (to: string): void => {
    if (change({ kind: "rename", key: tag.key, to })) props.onRekey(to);
  };
  return (
    <div className="review-tag-editor">
      <TextField label={words.tag.name} value={tag.name} most={100} required onChange={(name) => describe({ name })} />
      <TextField label={words.tag.key} help={words.tag.keyHelp} value={tag.key} most={60} required onChange={rename} />
      <TextField
        label={words.tag.definition}
        value={tag.definition}
        most={2000}
        rows={2}
        onChange={(definition) => describe({ definition })}
      />
      <TextField
        label={words.tag.example}
        value={tag.example}
        most={2000}
        rows={2}
        onChange={(example) => describe({ example })}
      />
      <TextField label={words.tag.source} value={tag.source} most={2000} onChange={(source) => describe({ source })} />
      <ParentField {...props} />
      <Ends {...props} />
    </div>
  );
}

function TextField(props: {
  label: string;
  value: string;
  most: number;
  help?: string;
  rows?: number;
  required?: boolean;
  onChange(text: string): void;
}) {
  const [text, setText] = useState<string | null>(null);
  const commit = (): void => {
    const said = text?.trim() ?? props.value;
    setText(null);
    if (said !== props.value && (said !== "" || !props.required)) props.onChange(said);
  };
  const given = {
    className: "input",
    maxLength: props.most,
    value: text ?? props.value,
    onChange: ({ target }: { target: { value: string } }) => setText(target.value),
    onBlur: commit,
  };
  return (
    <Field label={props.label} {...(props.help ? { help: props.help } : {})}>
      {(id) =>
        props.rows ? (
          <textarea id={id} rows={props.rows} {...given} />
        ) : (
          <input
            id={id}
            {...given}
            onKeyDown={({ key, nativeEvent }) => key === "Enter" && !nativeEvent.isComposing && commit()}
          />
        )
      }
    </Field>
  );
}

function ParentField({ taxonomy, tag, change }: TagEditorProps) {
  const words = useReviewWords();
  return (
    <Field label={words.tag.parent}>
      {(id) => (
        <TagChoice
          id={id}
          taxonomy={taxonomy}
          without={tag.key}
          value={tag.parent ?? ""}
          none={words.tag.noParent}
          onChange={(parent) => change({ kind: "describe", key: tag.key, said: { parent: parent || null } })}
        />
      )}
    </Field>
  );
}

/** The ways in which a tag comes to an end: out of the list, into another, or away. */
function Ends({ taxonomy, tag, change, onClose }: TagEditorProps) {
  const words = useReviewWords();
  const id = useId();
  const next = neighbourOf(taxonomy, tag.key);
  return (
    <>
      <div className="review-row">
        <Button onClick={() => change({ kind: tag.retired ? "restore" : "retire", key: tag.key })}>
          {tag.retired ? words.tag.restore : words.tag.retire}
        </Button>
        <label htmlFor={id} className="review-merge">
          {words.tag.merge}
          <TagChoice
            id={id}
            taxonomy={taxonomy}
            without={tag.key}
            value=""
            none={words.tag.mergeChoose}
            onChange={(into) => into !== "" && change({ kind: "merge", key: tag.key, into }) && onClose(into)}
          />
        </label>
        <Button
          disabled={taxonomy.tags.length === 1}
          onClick={() => change({ kind: "remove", key: tag.key }) && onClose(next)}
        >
          {words.tag.remove}
        </Button>
        <Button onClick={() => onClose(tag.key)}>{words.tag.close}</Button>
      </div>
      <p className="review-note">
        {words.tag.retire}: {words.tag.retireHelp} {words.tag.remove}: {words.tag.removeHelp}
      </p>
    </>
  );
}

function neighbourOf({ tags }: Taxonomy, key: string): string | null {
  const at = tags.findIndex((tag) => tag.key === key);
  return (tags[at + 1] ?? tags[at - 1])?.key ?? null;
}

function TagChoice(props: {
  id: string;
  taxonomy: Taxonomy;
  without: string;
  value: string;
  none: string;
  onChange(key: string): void;
}) {
  const common = useWords();
  return (
    <select id={props.id} className="input" value={props.value} onChange={({ target }) => props.onChange(target.value)}>
      <option value="">{props.none}</option>
      {props.taxonomy.tags
        .filter(({ key }) => key !== props.without)
        .map(({ key, name }) => (
          <option key={key} value={key}>
            {common.ownTag(key, name)}
          </option>
        ))}
    </select>
  );
}
