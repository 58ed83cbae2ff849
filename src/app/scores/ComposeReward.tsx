import { useState } from "react";
import {
  type ComposeRefusal,
  composeReward,
  parseRewardFile,
  printRewardFile,
  REWARDS,
  type Reward,
  type RewardFile,
} from "../../scoring";
import { useWorkspace } from "../binding/useWorkspace";
import { Button, Field } from "../controls";
import { useSearchWords } from "../search/useSearch";
import { partName, useRewardWords } from "./rewardWords";

type Term = RewardFile["terms"][number];

const FIRST: RewardFile = {
  format: "sightline-reward",
  version: 1,
  name: "my-reward",
  terms: [{ reward: REWARDS[0]?.name ?? "", weight: 1 }],
};

/** A reward put together from others, scored as it is made, and kept as a file. */
export function ComposeReward({ onCompose }: { onCompose(reward: Reward): void }) {
  const { edges } = useWorkspace();
  const words = useSearchWords();
  const [file, setFile] = useState(FIRST);
  const [refusal, setRefusal] = useState<ComposeRefusal["code"] | null>(null);
  const take = (composed: ReturnType<typeof composeReward>): void => {
    setRefusal(composed.ok ? null : composed.error.code);
    if (composed.ok) onCompose(composed.value);
  };
  const change = (next: RewardFile): void => {
    setFile(next);
    take(composeReward(next));
  };
  const open = async (): Promise<void> => {
    const [given] = (await edges.page.askForFiles({ accept: ".json" })) ?? [];
    if (given) take(parseRewardFile(await given.text()));
  };
  const save = (): void =>
    edges.page.saveFile(new Blob([printRewardFile(file)], { type: "application/json" }), `${file.name}.json`);
  return (
    <details className="dialog-section">
      <summary>{words.scores.compose}</summary>
      <p className="search-note">{words.scores.composeAbout}</p>
      {refusal ? <p className="search-refusal">{words.refusals[refusal] ?? refusal}</p> : null}
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
      <div className="search-buttons">
        <Button onClick={() => change({ ...file, terms: [...file.terms, ...FIRST.terms] })}>
          {words.scores.addTerm}
        </Button>
        <Button onClick={save}>{words.scores.save}</Button>
        <Button onClick={() => void open()}>{words.scores.open}</Button>
      </div>
    </details>
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
