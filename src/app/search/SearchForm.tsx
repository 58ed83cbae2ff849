import { useState } from "react";
import { type JudgePlan, METHODS, type MethodName, type MethodPlan } from "../../driver";
import { composedOrNamed, REWARDS } from "../../scoring";
import { modelsBeside, type SearchAsked, startSearch } from "../../workspace/search";
import { useOwnRewards } from "../binding/useOwnRewards";
import { useLine, useReadOnly, useView, useWorkspace } from "../binding/useWorkspace";
import { Button, Choice, Field, NumberField } from "../controls";
import type { SearchWords } from "../words/search";
import { numbersOf, temperaturesIn, USUAL, withJudge, withMethod, withNumber } from "./asked";
import { useSearchWords } from "./useSearch";

interface FormProps {
  readonly asked: SearchAsked;
  readonly onChange: (asked: SearchAsked) => void;
}

/** What to search with, who judges, and what it may cost. */
export function SearchForm({ onStart }: { onStart(): void }) {
  const workspace = useWorkspace();
  const words = useSearchWords();
  const [asked, setAsked] = useState(USUAL);
  const readOnly = useReadOnly();
  const isBusy = useView(({ starting, batching, searching }) => starting || batching || searching);
  const { current } = useLine();
  const isAction = current?.body.kind === "action" && current.generation !== null;
  const lacksAction = asked.method.name === "coordinate-beam" && !isAction;
  const props = { asked, onChange: setAsked };
  return (
    <form
      className="search-form"
      onSubmit={(event) => {
        event.preventDefault();
        // It is watched from here on; where it is refused, the panel says so.
        onStart();
        void startSearch(workspace, asked);
      }}
    >
      <p className="search-note">{words.about}</p>
      <MethodFields {...props} />
      {asked.method.name === "comcts" ? <Actors {...props} /> : null}
      <JudgeFields {...props} />
      <CostFields {...props} />
      <Button type="submit" tone="model" disabled={readOnly || isBusy || lacksAction}>
        {words.start}
      </Button>
      {isBusy ? <p className="search-note">{words.busy}</p> : null}
      {lacksAction ? <p className="search-note">{words.needsAction}</p> : null}
    </form>
  );
}

function MethodFields({ asked, onChange }: FormProps) {
  const words = useSearchWords();
  const { method } = asked;
  const change = (next: MethodPlan): void => onChange({ ...asked, method: next });
  return (
    <>
      <Select
        label={words.method}
        value={method.name}
        options={METHODS.map((name) => [name, words.methods[name]])}
        onChange={(name: MethodName) => onChange(withMethod(asked, name))}
      />
      {method.name === "best-of-n" ? (
        <Choice
          label={words.pick}
          value={method.pick}
          options={(["rating", "self-consistency"] as const).map((value) => ({ value, name: words.picks[value] }))}
          onChange={(pick) => change({ ...method, pick })}
        />
      ) : null}
      {method.name === "comcts" || method.name === "swires" ? (
        <Choice
          label={words.form}
          value={method.form}
          options={FORMS.map((value) => ({ value, name: words.forms[value] }))}
          onChange={(form) => change(inForm(method, form))}
        />
      ) : null}
      <div className="search-numbers">
        {numbersOf(method).map(([name, value]) => (
          <NumberField
            key={`${method.name} ${name}`}
            label={optionName(words, name)}
            value={value}
            min={1}
            max={name === "mostPaths" || name === "simulations" ? 10_000 : 64}
            onChange={(next) => change(withNumber(method, name, next ?? value))}
          />
        ))}
      </div>
    </>
  );
}

const FORMS = ["code", "paper"] as const;

/** CoMCTS has its bound from the same place as the rest. */
const inForm = (
  method: Extract<MethodPlan, { name: "comcts" | "swires" }>,
  form: (typeof FORMS)[number],
): MethodPlan => (method.name === "comcts" ? { ...method, form, bound: form } : { ...method, form });

const optionName = ({ options }: SearchWords, name: string): string =>
  Object.entries(options).find(([key]) => key === name)?.[1] ?? name;

/** Which models make the paths beside the chosen one. */
function Actors({ asked, onChange }: FormProps) {
  const workspace = useWorkspace();
  const words = useSearchWords();
  // Which models fit hangs on these parts of the view.
  useView(({ served, hubNames, folderCard, cardId }) => ({ served, hubNames, folderCard, cardId }));
  const { actors = [], ...rest } = asked;
  const cards = modelsBeside(workspace);
  const toggle = (id: string): void => {
    const next = actors.includes(id) ? actors.filter((other) => other !== id) : [...actors, id];
    onChange(next.length > 0 ? { ...rest, actors: next } : rest);
  };
  return (
    <fieldset className="search-actors">
      <legend className="field-label">{words.actorsBeside}</legend>
      {cards.map(({ id, name }) => (
        <label key={id}>
          <input type="checkbox" checked={actors.includes(id)} onChange={() => toggle(id)} /> {name}
        </label>
      ))}
      <p className="search-note">{cards.length === 0 ? words.noOtherActor : words.actorsHelp}</p>
    </fieldset>
  );
}

const JUDGES = ["reward", "likelihood", "model", "person"] as const;

function JudgeFields({ asked, onChange }: FormProps) {
  const words = useSearchWords();
  const { judge, method } = asked;
  if (method.name === "coordinate-beam" || (method.name === "best-of-n" && method.pick === "self-consistency"))
    return null;
  const change = (kind: (typeof JUDGES)[number]): void =>
    onChange(withJudge(asked, kind === "reward" ? { kind, reward: "gym-reward", completions: 1 } : { kind }));
  return (
    <>
      <Choice
        label={words.judge}
        value={judge.kind}
        options={JUDGES.map((value) => ({ value, name: words.judges[value] }))}
        onChange={change}
      />
      {judge.kind === "reward" ? (
        <div className="search-numbers">
          <RewardField judge={judge} onChange={(next) => onChange(withJudge(asked, next))} />
          <NumberField
            label={words.completions}
            value={judge.completions}
            min={1}
            max={16}
            onChange={(completions) => onChange(withJudge(asked, { ...judge, completions: completions ?? 1 }))}
          />
        </div>
      ) : null}
      {judge.kind === "model" || (judge.kind === "reward" && asksJudge(judge)) ? (
        <AskedModel judge={judge} onChange={(next) => onChange(withJudge(asked, next))} />
      ) : null}
    </>
  );
}

type JudgeByReward = Extract<JudgePlan, { kind: "reward" }>;

/** Before the names of a person's own rewards: they may be called as others are. */
const OWN = "own:";

/** A paper's reward, or one that the person keeps in this browser, whose file goes into the plan. */
function RewardField({ judge, onChange }: { judge: JudgeByReward; onChange(judge: JudgeByReward): void }) {
  const words = useSearchWords();
  const own = useOwnRewards();
  const { file: given, ...plain } = judge;
  return (
    <Select
      label={words.reward}
      value={given === undefined ? judge.reward : `${OWN}${judge.reward}`}
      options={[
        ...own.map(({ reward: { name } }) => [`${OWN}${name}`, name] as const),
        ...REWARDS.map(({ name }) => [name, name] as const),
      ]}
      onChange={(chosen: string) => {
        const kept = own.find(({ reward: { name } }) => chosen === `${OWN}${name}`);
        onChange(kept ? { ...plain, reward: kept.reward.name, file: kept.file } : { ...plain, reward: chosen });
      }}
    />
  );
}

function asksJudge({ reward, file }: JudgeByReward): boolean {
  const opened = composedOrNamed(reward, file);
  return opened.ok && opened.value.needs.includes("judge");
}

const ITSELF = "";

/** Which model is asked: the one that is searched with, or another that fits beside it. */
function AskedModel({ judge, onChange }: { judge: AskedJudge; onChange(judge: AskedJudge): void }) {
  const workspace = useWorkspace();
  const words = useSearchWords();
  // Which models fit hangs on these parts of the view.
  useView(({ served, hubNames, folderCard, cardId }) => ({ served, hubNames, folderCard, cardId }));
  const { by, ...own } = judge;
  const options = modelsBeside(workspace).map(({ id, name }) => [id, name] as const);
  return (
    <>
      <Select
        label={words.askedModel}
        value={by ?? ITSELF}
        options={[[ITSELF, words.itself], ...options]}
        onChange={(id: string) => onChange(id === ITSELF ? own : { ...own, by: id })}
      />
      {options.length === 0 ? <p className="search-note">{words.noOtherModel}</p> : null}
    </>
  );
}

type AskedJudge = Extract<JudgePlan, { kind: "model" | "reward" }>;

const MOST = 1_000_000_000;

function CostFields({ asked, onChange }: FormProps) {
  const words = useSearchWords();
  const { budget } = asked;
  const spend = (change: Partial<SearchAsked["budget"]>): void =>
    onChange({ ...asked, budget: { ...budget, ...change } });
  const limit = { min: 1, max: MOST, placeholder: words.noLimit };
  return (
    <fieldset className="search-budget">
      <legend className="field-label">{words.budget}</legend>
      <NumberField label={words.tokens} value={budget.tokens} {...limit} onChange={(tokens) => spend({ tokens })} />
      <NumberField label={words.nodes} value={budget.nodes} {...limit} onChange={(nodes) => spend({ nodes })} />
      <NumberField
        label={words.seconds}
        value={budget.millis === null ? null : budget.millis / 1000}
        {...limit}
        onChange={(seconds) => spend({ millis: seconds === null ? null : seconds * 1000 })}
      />
      <NumberField
        label={words.seed}
        value={asked.seed}
        min={0}
        max={MOST}
        onChange={(seed) => onChange({ ...asked, seed: seed ?? 1 })}
      />
      <Temperatures asked={asked} onChange={onChange} />
    </fieldset>
  );
}

function Temperatures({ asked, onChange }: FormProps) {
  const words = useSearchWords();
  const [text, setText] = useState<string | null>(null);
  const commit = (): void => {
    const temperatures = text === null ? null : temperaturesIn(text);
    if (temperatures) onChange({ ...asked, temperatures });
    setText(null);
  };
  return (
    <Field label={words.temperature} help={words.temperatureHelp}>
      {(id) => (
        <input
          id={id}
          className="input"
          value={text ?? asked.temperatures.join(", ")}
          onChange={({ target }) => setText(target.value)}
          onBlur={commit}
        />
      )}
    </Field>
  );
}

/** One of many, by the browser's own list. */
function Select<T extends string>(props: {
  label: string;
  value: T;
  options: readonly (readonly [value: T, name: string])[];
  onChange(value: T): void;
}) {
  return (
    <Field label={props.label}>
      {(id) => (
        <select
          id={id}
          className="input"
          value={props.value}
          onChange={({ target }) => {
            const chosen = props.options.find(([value]) => value === target.value);
            if (chosen) props.onChange(chosen[0]);
          }}
        >
          {props.options.map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
