import { useState } from "react";
import type { ChosenReward, RecordFilter, RewardRange } from "../../opening";
import { composedOrNamed, parseRewardFile, REWARDS, type Reward } from "../../scoring";
import type { OwnReward } from "../../workspace/scores";
import { saysOf, sourceOf, useRewardWords } from "../binding/rewardWords";
import { useOwnRewards } from "../binding/useOwnRewards";
import { useWorkspace } from "../binding/useWorkspace";
import { Button } from "../controls";
import { useLogWords } from "../logs/LogParts";

interface FilterProps {
  readonly filter: RecordFilter;
  onChange(filter: RecordFilter): void;
}

/** What the runs are scored by: a reward of a paper, or one of a person's own, kept in this browser or from its file. */
export function RewardChoice({ filter, onChange }: FilterProps) {
  return (
    <>
      <ChosenRewardField filter={filter} onChange={onChange} />
      {filter.reward ? <AboutReward reward={filter.reward} /> : null}
      {filter.reward ? <ScoreRange filter={filter} onChange={onChange} /> : null}
    </>
  );
}

const NONE = "";
/** Before the names of a person's own: they may be called as others are. */
const OWN = "own:";

function ChosenRewardField({ filter, onChange }: FilterProps) {
  const { edges } = useWorkspace();
  const words = useLogWords().reward;
  const [refused, setRefused] = useState<keyof typeof words.refusals | null>(null);
  const { reward } = filter;
  const own = ownWith(useOwnRewards(), reward);
  const choose = (chosen: ChosenReward | null): void => {
    setRefused(null);
    onChange(withReward(filter, chosen));
  };
  const open = async (): Promise<void> => {
    const [given] = (await edges.page.askForFiles({ accept: ".json" })) ?? [];
    if (!given) return;
    const file = await given.text();
    const parsed = parseRewardFile(file);
    if (parsed.ok) choose({ name: parsed.value.name, file });
    else setRefused(parsed.error.code);
  };
  return (
    <span className="logs-range">
      <label className="logs-check">
        {words.label}
        <select
          className="input"
          value={reward === null ? NONE : reward.file === null ? reward.name : `${OWN}${reward.name}`}
          onChange={({ target }) => choose(chosenBy(target.value, own))}
        >
          <option value={NONE}>{words.none}</option>
          {own.length === 0 ? null : (
            <optgroup label={words.own}>
              {own.map(({ name }) => (
                <option key={name} value={`${OWN}${name}`}>
                  {name}
                </option>
              ))}
            </optgroup>
          )}
          {REWARD_GROUPS.map(({ kind, rewards }) => (
            <optgroup key={kind} label={words[kind]}>
              {rewards.map(({ name, form }) => (
                <option key={name} value={name}>
                  {form ? words.inForm(name, words.form[form]) : name}
                </option>
              ))}
            </optgroup>
          ))}
        </select>
      </label>
      <Button onClick={() => void open()}>{words.openFile}</Button>
      {refused ? (
        <p className="logs-wrong" role="alert">
          {words.refusals[refused]}
        </p>
      ) : null}
    </span>
  );
}

/** What is kept here, and what a file gave while it is chosen, which stands for one of its name. */
function ownWith(kept: readonly OwnReward[], chosen: ChosenReward | null): readonly ChosenReward[] {
  const given = chosen?.file == null ? [] : [chosen];
  const others = kept.filter(({ reward: { name } }) => name !== given[0]?.name);
  return [...given, ...others.map(({ reward: { name }, file }) => ({ name, file }))];
}

function chosenBy(value: string, own: readonly ChosenReward[]): ChosenReward | null {
  if (value === NONE) return null;
  return own.find(({ name }) => value === `${OWN}${name}`) ?? { name: value, file: null };
}

/** Without a reward there is nothing to be sorted by, and no bounds of it. */
const withReward = (filter: RecordFilter, reward: ChosenReward | null): RecordFilter => ({
  ...filter,
  reward,
  rewardRange: { least: null, most: null },
  order: reward === null && filter.order === "reward" ? "place" : filter.order,
});

type RewardKind = "byRight" | "byRule" | "more";

/** A log tells the right answer at most; whether two answers are the same, a rule can say, and of thoughts nobody here. */
function kindOf({ needs, asks = [] }: Reward): RewardKind {
  const isEnough = needs.every((need) => need === "answer" || need === "judge");
  if (!isEnough || asks.some((kind) => kind !== "same-answer")) return "more";
  return needs.includes("judge") ? "byRule" : "byRight";
}

const REWARD_GROUPS = (["byRight", "byRule", "more"] as const).map((kind) => ({
  kind,
  rewards: REWARDS.filter((reward) => kindOf(reward) === kind),
}));

/** The formula in a sentence, and where it is from. */
function AboutReward({ reward: { name, file } }: { reward: ChosenReward }) {
  const words = useLogWords().reward;
  const rewards = useRewardWords();
  const opened = composedOrNamed(name, file ?? undefined);
  if (!opened.ok) return <p className="logs-wrong">{words.refusals[opened.error.code]}</p>;
  return (
    <p className="logs-facts run-reward-about">
      {saysOf(opened.value, rewards)} {words.source(sourceOf(opened.value, rewards))}
    </p>
  );
}

function ScoreRange({ filter, onChange }: FilterProps) {
  const words = useLogWords().reward;
  const { rewardRange } = filter;
  const bound = (end: keyof RewardRange) => (
    <label className="logs-check">
      {words[end]}
      <input
        className="input input-number"
        type="number"
        step="any"
        value={rewardRange[end] ?? ""}
        onChange={({ target }) =>
          onChange({ ...filter, rewardRange: { ...rewardRange, [end]: numberIn(target.value) } })
        }
      />
    </label>
  );
  return (
    <span className="logs-range">
      {bound("least")}
      {bound("most")}
    </span>
  );
}

/** Null where nothing is typed, or no number yet. */
const numberIn = (text: string): number | null => {
  const value = Number(text);
  return text.trim() === "" || !Number.isFinite(value) ? null : value;
};
