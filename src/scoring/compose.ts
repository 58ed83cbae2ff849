import * as z from "zod/mini";
import { err, ok, type Result } from "../base";
import type { GroupReward, Need, Reward, Told } from "./reward";
import type { Rollout } from "./rollout";
import { type Score, type ScorePart, scoreOf } from "./score";
import { rewardNamed } from "./table";

export const REWARD_FILE_VERSION = 1;

const name = z.string().check(z.minLength(1), z.maxLength(100));
const weight = z.number().check(z.minimum(-1000), z.maximum(1000));
const bound = z.number().check(z.minimum(-1e6), z.maximum(1e6));
/** A reward of the table, or one part of it before it is weighed. */
const figure = { reward: name, part: z.optional(name) };
const condition = z.strictObject({ ...figure, above: z.optional(bound), below: z.optional(bound) });

const file = z.strictObject({
  format: z.literal("sightline-reward"),
  version: z.literal(REWARD_FILE_VERSION),
  name,
  description: z.optional(z.string().check(z.maxLength(1000))),
  terms: z
    .array(z.strictObject({ ...figure, weight, when: z.optional(z.array(condition).check(z.maxLength(16))) }))
    .check(z.minLength(1), z.maxLength(32)),
});

/** A reward put together from others, as a file holds it: each term counts where all of its conditions hold. */
export type RewardFile = z.infer<typeof file>;
type Figure = Pick<RewardFile["terms"][number], "reward" | "part">;

export interface ComposeRefusal {
  readonly code: "not-json" | "not-a-reward-file" | "newer-version" | "unknown-reward" | "unknown-part";
  readonly message: string;
}

const refuse = (code: ComposeRefusal["code"], message: string): Result<never, ComposeRefusal> => err({ code, message });

/** Reads a reward file as it stands. Refused with what is wrong with it and what to do. */
export function readRewardFile(text: string): Result<RewardFile, ComposeRefusal> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse("not-json", `This is not JSON: ${error instanceof Error ? error.message : ""}`);
  }
  const version = typeof value === "object" && value !== null && "version" in value ? value.version : null;
  if (typeof version === "number" && version > REWARD_FILE_VERSION)
    return refuse("newer-version", `It is of version ${version}; this reads version ${REWARD_FILE_VERSION}.`);
  const parsed = file.safeParse(value);
  return parsed.success ? ok(parsed.data) : refuse("not-a-reward-file", z.prettifyError(parsed.error));
}

/** The reward of a file. Refused as the file is, and where it names what there is not. */
export function parseRewardFile(text: string): Result<Reward, ComposeRefusal> {
  const read = readRewardFile(text);
  return read.ok ? composeReward(read.value) : read;
}

/** The reward of a file, or the one of the table that is called so where there is no file. */
export function composedOrNamed(called: string, file?: string): Result<Reward, ComposeRefusal> {
  if (file !== undefined) return parseRewardFile(file);
  const reward = rewardNamed(called);
  return reward ? ok(reward) : refuse("unknown-reward", `No reward is called "${called}".`);
}

export const printRewardFile = (composed: RewardFile): string => `${JSON.stringify(composed, null, 2)}\n`;

/** Puts a reward together. Refused where it names a reward or a part that there is not. */
export function composeReward(composed: RewardFile): Result<Reward, ComposeRefusal> {
  const figures: readonly Figure[] = composed.terms.flatMap((term) => [term, ...(term.when ?? [])]);
  const used = new Map<string, Reward>();
  for (const { reward: called, part } of figures) {
    const reward = rewardNamed(called);
    if (!reward) return refuse("unknown-reward", `No reward is called "${called}".`);
    if (part !== undefined && !reward.parts.includes(part))
      return refuse("unknown-part", `"${called}" has no part "${part}", but ${reward.parts.join(", ")}.`);
    used.set(called, reward);
  }
  return ok(createComposed(composed, [...used.values()]));
}

function createComposed(composed: RewardFile, used: readonly Reward[]): Reward {
  const source = { title: "Composed", reference: [...new Set(used.map((each) => each.source.title))].join(", ") };
  const facts = {
    name: composed.name,
    source,
    form: null,
    says: composed.description ?? composed.terms.map(saidTerm).join(" + "),
    needs: [...new Set<Need>(used.flatMap(({ needs }) => needs))],
    asks: [...new Set(used.flatMap(({ asks = [] }) => asks))],
    parts: composed.terms.map(nameOf),
    range: rangeOf(composed, used),
  };
  const score = (rollouts: readonly Rollout[], told: Told): readonly Score[] => {
    const scores = new Map(used.map((reward) => [reward.name, scoredAll(reward, rollouts, told)]));
    return rollouts.map((_, i) => {
      const read = (figure: Figure): Pick<ScorePart, "value" | "restsOn"> => readFigure(figure, scores, i);
      const parts = composed.terms.map((term): ScorePart => {
        const holds = (term.when ?? []).every((condition) => isWithin(read(condition).value, condition));
        return { ...read(term), name: nameOf(term), weight: holds ? term.weight : 0 };
      });
      const [first] = composed.terms;
      return scoreOf(facts, parts, (first && scores.get(first.reward)?.[i]?.parsed) ?? NOTHING);
    });
  };
  if (used.some(({ scores }) => scores === "group")) return { ...facts, scores: "group", score };
  return { ...facts, scores: "line", score: (rollout, told) => onlyOf(score([rollout], told)) };
}

const NOTHING = { answer: null, reference: null };

function onlyOf(scores: readonly Score[]): Score {
  const [score] = scores;
  if (!score) throw new Error("A rollout has no score");
  return score;
}

const scoredAll = (reward: Reward, rollouts: readonly Rollout[], told: Told): readonly Score[] =>
  reward.scores === "group" ? reward.score(rollouts, told) : rollouts.map((rollout) => reward.score(rollout, told));

const nameOf = ({ reward, part }: Figure): string => (part === undefined ? reward : `${reward}: ${part}`);

const saidTerm = (term: RewardFile["terms"][number]): string => `${term.weight} × ${nameOf(term)}`;

function readFigure({ reward, part }: Figure, scores: ReadonlyMap<string, readonly Score[]>, at: number) {
  const score = scores.get(reward)?.[at];
  if (!score) throw new Error(`A reward gave no score: ${reward}`);
  if (part === undefined) return { value: score.value, restsOn: score.parts.flatMap(({ restsOn }) => restsOn) };
  const found = score.parts.find((each) => each.name === part);
  if (!found) throw new Error(`A reward gave no such part: ${reward}, ${part}`);
  return found;
}

const isWithin = (
  value: number,
  { above, below }: { readonly above?: number | undefined; readonly below?: number | undefined },
): boolean => (above === undefined || value > above) && (below === undefined || value < below);

/** What the terms can add up to. Of a part nothing is known but that it is a number. */
function rangeOf({ terms }: RewardFile, used: readonly Reward[]): GroupReward["range"] {
  const ends = terms.map(({ reward, part, weight, when }): readonly [number, number] => {
    const range = part === undefined ? used.find(({ name }) => name === reward)?.range : undefined;
    const [least, most] = range ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    // A weight of nought makes nothing of what has no end.
    const [a, b] = weight === 0 ? [0, 0] : [weight * least, weight * most];
    return when ? [Math.min(a, b, 0), Math.max(a, b, 0)] : [Math.min(a, b), Math.max(a, b)];
  });
  return [ends.reduce((sum, [least]) => sum + least, 0), ends.reduce((sum, [, most]) => sum + most, 0)];
}
