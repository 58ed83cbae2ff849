import { useState } from "react";
import {
  type ComposeRefusal,
  composeReward,
  printRewardFile,
  REWARDS,
  type RewardFile,
  readRewardFile,
} from "../../scoring";
import { forgetReward, keepReward, type OwnReward } from "../../workspace/scores";
import { partName, useRewardWords } from "../binding/rewardWords";
import { useOwnRewards } from "../binding/useOwnRewards";
import { useWorkspace } from "../binding/useWorkspace";
import { Button, Field } from "../controls";
import { useSearchWords } from "../search/useSearch";

type Term = RewardFile["terms"][number];

const FIRST: RewardFile = {
  format: "sightline-reward",
  version: 1,
  name: "my-reward",
  terms: [{ reward: REWARDS[0]?.name ?? "", weight: 1 }],
};

/** A reward put together from others, scored as it is made; kept in this browser, or as a file. */
export function ComposeReward({ onCompose }: { onCompose(reward: OwnReward): void }) {
  const workspace = useWorkspace();
  const words = useSearchWords();
  const [file, setFile] = useState(FIRST);
  const [refusal, setRefusal] = useState<ComposeRefusal["code"] | null>(null);
  const change = (next: RewardFile): void => {
    setFile(next);
    const composed = composeReward(next);
    setRefusal(composed.ok ? null : composed.error.code);
    if (composed.ok) onCompose({ reward: composed.value, file: printRewardFile(next) });
  };
  const take = (text: string): void => {
    const read = readRewardFile(text);
    if (read.ok) change(read.value);
    else setRefusal(read.error.code);
  };
  return (
    <details className="dialog-section">
      <summary>{words.scores.compose}</summary>
      <p className="search-note">{words.scores.composeAbout}</p>
      {refusal ? (
        <p className="search-refusal" role="alert">
          {words.refusals[refusal] ?? refusal}
        </p>
      ) : null}
      <Field label={words.scores.composedName}>
        {(id) => (
          <input
            id={id}
            className="input"
            value={file.name}
            maxLength={100}
            onChange={({ target }) => setFile({ ...file, name: target.value || FIRST.name })}
          />
        )}
      </Field>
      {file.terms.map((term, i) => (
        <TermFields
          // biome-ignore lint/suspicious/noArrayIndexKey: terms have no name of their own, and the same one may come twice
          key={i}
          term={term}
          onChange={(next) => change({ ...file, terms: file.terms.with(i, next) })}
          onRemove={file.terms.length > 1 ? () => change({ ...file, terms: file.terms.toSpliced(i, 1) }) : null}
        />
      ))}
      <ComposeButtons
        file={file}
        onAdd={() => change({ ...file, terms: [...file.terms, ...FIRST.terms] })}
        onKeep={() => {
          change(file);
          void keepReward(workspace, file);
        }}
        onOpen={take}
      />
      <KeptRewards onEdit={take} />
    </details>
  );
}

interface ButtonsProps {
  readonly file: RewardFile;
  onAdd(): void;
  onKeep(): void;
  onOpen(text: string): void;
}

function ComposeButtons({ file, onAdd, onKeep, onOpen }: ButtonsProps) {
  const { edges } = useWorkspace();
  const words = useSearchWords().scores;
  const open = async (): Promise<void> => {
    const [given] = (await edges.page.askForFiles({ accept: ".json" })) ?? [];
    if (given) onOpen(await given.text());
  };
  const save = (): void =>
    edges.page.saveFile(new Blob([printRewardFile(file)], { type: "application/json" }), `${file.name}.json`);
  return (
    <div className="search-buttons">
      <Button onClick={onAdd}>{words.addTerm}</Button>
      <Button onClick={onKeep}>{words.keep}</Button>
      <Button onClick={save}>{words.save}</Button>
      <Button onClick={() => void open()}>{words.open}</Button>
    </div>
  );
}

/** What is kept in this browser: to be changed, or let go. */
function KeptRewards({ onEdit }: { onEdit(file: string): void }) {
  const workspace = useWorkspace();
  const words = useSearchWords().scores;
  const own = useOwnRewards();
  if (own.length === 0) return null;
  return (
    <>
      <h4 className="scores-kept-title">{words.kept}</h4>
      <ul className="scores-kept">
        {own.map(({ reward: { name }, file }) => (
          <li key={name}>
            <Button aria-label={words.edit(name)} onClick={() => onEdit(file)}>
              {name}
            </Button>
            <Button aria-label={words.forget(name)} onClick={() => void forgetReward(workspace, name)}>
              ×
            </Button>
          </li>
        ))}
      </ul>
    </>
  );
}

const WHOLE = "";

function TermFields(props: { term: Term; onChange(term: Term): void; onRemove: (() => void) | null }) {
  const { term, onChange } = props;
  const words = useSearchWords().scores;
  const rewards = useRewardWords();
  const parts = REWARDS.find(({ name }) => name === term.reward)?.parts ?? [];
  const { part: _, ...whole } = term;
  const above = term.when?.[0]?.above;
  return (
    <div className="scores-term">
      <NumberInput
        label={words.weight}
        value={term.weight}
        onChange={(weight) => onChange({ ...term, weight: weight ?? 0 })}
      />
      <select
        className="input"
        aria-label={words.name}
        value={term.reward}
        onChange={({ target }) => onChange({ reward: target.value, weight: term.weight })}
      >
        {REWARDS.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
      <select
        className="input"
        aria-label={words.part}
        value={term.part ?? WHOLE}
        onChange={({ target }) => onChange(target.value === WHOLE ? whole : { ...term, part: target.value })}
      >
        <option value={WHOLE}>{words.whole}</option>
        {parts.map((name) => (
          <option key={name} value={name}>
            {partName(name, rewards)}
          </option>
        ))}
      </select>
      <NumberInput
        label={words.above}
        value={above ?? null}
        onChange={(least) => {
          const { when: _when, ...always } = term;
          const figure = term.part === undefined ? { reward: term.reward } : { reward: term.reward, part: term.part };
          onChange(least === null ? always : { ...always, when: [{ ...figure, above: least }] });
        }}
      />
      {props.onRemove ? (
        <Button aria-label={words.removeTerm(term.part ?? term.reward)} onClick={props.onRemove}>
          ×
        </Button>
      ) : null}
    </div>
  );
}

/** Any number, taken as it is typed; empty is null, and what is no number is not taken. */
function NumberInput(props: { label: string; value: number | null; onChange(value: number | null): void }) {
  const [text, setText] = useState<string | null>(null);
  return (
    <input
      className="input input-number"
      inputMode="decimal"
      aria-label={props.label}
      placeholder={props.label}
      title={props.label}
      value={text ?? props.value ?? ""}
      onChange={({ target }) => {
        setText(target.value);
        const value = Number(target.value);
        if (target.value.trim() === "") props.onChange(null);
        else if (Number.isFinite(value)) props.onChange(value);
      }}
      onBlur={() => setText(null)}
    />
  );
}
