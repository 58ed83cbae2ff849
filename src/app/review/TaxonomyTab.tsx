import { Download, Plus, Undo2, Upload } from "lucide-react";
import { useState } from "react";
import { useStore } from "zustand";
import {
  nextEdition,
  OWN_TAXONOMY,
  relationOf,
  type Taxonomy,
  type TaxonomyChange,
  type TaxonomyTag,
} from "../../annotation";
import {
  changeDraft,
  chooseTaxonomyFile,
  declineOffered,
  discardDraft,
  offerOwn,
  saveTaxonomy,
  takeTaxonomy,
  undoDraft,
} from "../../workspace/review";
import type { TaxonomyFileRefusal } from "../../workspace/state";
import { useView, useWords, useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { refusalWords } from "./refusals";
import { useReviewWords } from "./reviewWords";
import { TagList } from "./TagList";
import { TaxonomyChanges } from "./TaxonomyChanges";

/** The kinds of failure that a team names: the edition in hand, the next one while it is made, a file that is offered. */
export function TaxonomyTab() {
  const { review } = useWorkspace();
  const { offered, refusal } = useStore(review);
  return (
    <>
      {refusal ? <Refused refusal={refusal} /> : null}
      {offered ? <Offered taxonomy={offered} /> : <Edited />}
    </>
  );
}

function Refused({ refusal }: { refusal: TaxonomyFileRefusal }) {
  const words = useReviewWords();
  return (
    <p className="dialog-failure" role="alert">
      {refusalWords(words, refusal)}
    </p>
  );
}

/** A taxonomy from a file, with all that would be otherwise, before it is. */
function Offered({ taxonomy }: { taxonomy: Taxonomy }) {
  const workspace = useWorkspace();
  const words = useReviewWords();
  const { ownTaxonomy } = useWords();
  const hand = useView((state) => state.taxonomy);
  const relation = relationOf(hand, taxonomy);
  const isGrave = relation === "older" || relation === "apart";
  return (
    <section className="dialog-section">
      <h3>{words.offeredTitle(ownTaxonomy(taxonomy.title), taxonomy.edition)}</h3>
      <p className={isGrave ? "review-bad" : ""} role="status">
        {words.relations[relation]}
      </p>
      <TaxonomyChanges before={hand} after={taxonomy} />
      <div className="review-row">
        <Button data-first tone="human" onClick={() => takeTaxonomy(workspace, taxonomy)}>
          {words.take1}
        </Button>
        <Button onClick={() => declineOffered(workspace)}>{words.keep}</Button>
      </div>
    </section>
  );
}

function Edited() {
  const words = useReviewWords();
  const { ownTaxonomy } = useWords();
  const { taxonomy, taxonomyDraft } = useView(({ taxonomy, taxonomyDraft }) => ({ taxonomy, taxonomyDraft }));
  const { refusal, change, clear } = useChanges();
  const shown = taxonomyDraft ?? nextEdition(taxonomy);
  return (
    <>
      <section className="dialog-section">
        <h3>{words.hand(ownTaxonomy(taxonomy.title), taxonomy.edition)}</h3>
        <p className="review-note">{words.handHelp}</p>
        <FileButtons />
      </section>
      {taxonomyDraft ? <Draft before={taxonomy} draft={taxonomyDraft} onLeave={clear} /> : null}
      <section className="dialog-section">
        <h3>{words.tagList}</h3>
        <Title title={ownTaxonomy(shown.title)} onChange={(title) => change({ kind: "entitle", title })} />
        {refusal ? (
          <p className="dialog-failure" role="alert">
            {refusal}
          </p>
        ) : null}
        <TagList taxonomy={shown} change={change} />
        <AddTag taxonomy={shown} change={change} />
      </section>
    </>
  );
}

/** Makes a change and says why where it cannot be made. */
function useChanges() {
  const workspace = useWorkspace();
  const words = useReviewWords();
  const [refusal, setRefusal] = useState<string | null>(null);
  const change = (one: TaxonomyChange): boolean => {
    const changed = changeDraft(workspace, one);
    setRefusal(changed.ok ? null : refusalWords(words, changed.error));
    return changed.ok;
  };
  return { refusal, change, clear: () => setRefusal(null) };
}

function FileButtons() {
  const workspace = useWorkspace();
  const words = useReviewWords();
  const isOwn = useView(({ taxonomy }) => relationOf(taxonomy, OWN_TAXONOMY) === "same");
  return (
    <div className="review-row">
      <Button onClick={() => void chooseTaxonomyFile(workspace)}>
        <Upload size={14} aria-hidden="true" />
        {words.import}
      </Button>
      <Button onClick={() => saveTaxonomy(workspace)}>
        <Download size={14} aria-hidden="true" />
        {words.export}
      </Button>
      {isOwn ? null : <Button onClick={() => offerOwn(workspace)}>{words.own}</Button>}
    </div>
  );
}

/** The next edition: what it changes, and the ways to put it to use or to leave it. */
function Draft({ before, draft, onLeave }: { before: Taxonomy; draft: Taxonomy; onLeave(): void }) {
  const workspace = useWorkspace();
  const words = useReviewWords();
  const mayUndo = useStore(workspace.review, ({ draftsBefore }) => draftsBefore.length > 0);
  const leave = (act: () => void): void => {
    onLeave();
    act();
  };
  return (
    <section className="dialog-section review-draft">
      <h3>{words.changes}</h3>
      <p className="review-note" role="status">
        {words.draft(draft.edition)}
      </p>
      <TaxonomyChanges before={before} after={draft} />
      <div className="review-row">
        <Button tone="human" onClick={() => leave(() => takeTaxonomy(workspace, draft))}>
          {words.use}
        </Button>
        <Button disabled={!mayUndo} onClick={() => leave(() => undoDraft(workspace))}>
          <Undo2 size={14} aria-hidden="true" />
          {words.undo}
        </Button>
        <Button onClick={() => leave(() => discardDraft(workspace))}>{words.discard}</Button>
      </div>
    </section>
  );
}

function Title({ title, onChange }: { title: string; onChange(title: string): void }) {
  const words = useReviewWords();
  const [text, setText] = useState<string | null>(null);
  const commit = (): void => {
    if (text !== null && text.trim() !== "" && text.trim() !== title) onChange(text.trim());
    setText(null);
  };
  return (
    <label className="review-choice">
      {words.taxonomyTitle}
      <input
        className="input"
        maxLength={200}
        value={text ?? title}
        onChange={({ target }) => setText(target.value)}
        onBlur={commit}
        onKeyDown={({ key }) => key === "Enter" && commit()}
      />
    </label>
  );
}

/** Adds a tag with a key that is free; its name and meaning are written then. */
function AddTag({ taxonomy, change }: { taxonomy: Taxonomy; change(one: TaxonomyChange): boolean }) {
  const words = useReviewWords();
  const add = (): void => {
    const tag: TaxonomyTag = {
      key: freeKey(taxonomy),
      name: words.newTag,
      definition: "",
      example: "",
      source: "",
      parent: null,
    };
    change({ kind: "add", tag });
  };
  return (
    <Button onClick={add}>
      <Plus size={14} aria-hidden="true" />
      {words.add}
    </Button>
  );
}

/** `new-tag`, or the first of `new-tag-2` and so on that no tag has. */
function freeKey({ tags }: Taxonomy): string {
  const taken = new Set(tags.map(({ key }) => key));
  for (let count = 1; ; count++) {
    const key = count === 1 ? "new-tag" : `new-tag-${count}`;
    if (!taken.has(key)) return key;
  }
}
