// For tests of scores: lines as they come out of a log, told by their words.
import { type Action, type ImageId, parseImageId } from "../../action";
import { must } from "../../base";
import { imageBox } from "../../geometry";
import { plainStep, type Step, type StepBody } from "../../trace";
import { stepId } from "../../trace/testing";
import type { Judge } from "../judge";
import { plainReference, type Reference } from "../reference";
import { type Reward, scoreGroup, type Told } from "../reward";
import { type Rollout, rolloutOf } from "../rollout";
import type { Score } from "../score";

export const PICTURE: ImageId = must(parseImageId("a".repeat(64)));

let count = 0;
const step = (body: StepBody, raw = ""): Step => ({
  ...plainStep({ id: stepId(`s${++count}`), parent: null, author: "model", atMillis: 0, body }),
  raw,
});

export const problem = (images: readonly ImageId[] = [PICTURE], question = "What?"): Step =>
  step({ kind: "problem", question, images });

/** Words that are neither an action nor an answer. */
export const says = (raw: string): Step => step({ kind: "thought", text: raw }, raw);

/** A last step that is read as this answer. */
export const answers = (text: string, raw = `<answer>${text}</answer>`): Step => step({ kind: "answer", text }, raw);

export const looks = (raw = "<tool_call>…</tool_call>"): Step => {
  const action: Action = { kind: "zoom", image: PICTURE, box: imageBox(0, 0, 10, 10) };
  return step({ kind: "action", action, declared: null }, raw);
};

export const shown = (text = ""): Step => step({ kind: "observation", image: PICTURE, text });
export const told = (text: string): Step => step({ kind: "observation", image: null, text });

export const rollout = (...steps: readonly Step[]): Rollout =>
  rolloutOf([problem(), ...steps], new Map([[PICTURE, imageRecord(280, 280)]]));

/** One turn that ends in no answer which is read as such: what rewards see that read the words themselves. */
export const completion = (words: string): Rollout => rollout(says(words));

export const imageRecord = (width: number, height: number) =>
  ({ id: PICTURE, width, height, name: "", origin: { kind: "source" } }) as const;

/** Says the same of everything it is asked. */
export const judging = (verdict: boolean | null, name = "test"): Judge => ({ name, judge: () => verdict });

export const reference = (answer: string | null, more: Partial<Reference> = {}): Reference => ({
  ...plainReference(answer),
  ...more,
});

export const given = (answer: string | null, more: Partial<Reference> = {}, judge: Judge | null = null): Told => ({
  reference: reference(answer, more),
  judge,
});

/** The scores of a group; throws where the reward refuses. */
export const scored = (reward: Reward, rollouts: readonly Rollout[], to: Told): readonly Score[] =>
  must(scoreGroup(reward, rollouts, to));

export function scoreIn(reward: Reward, one: Rollout, to: Told): Score {
  const [score] = scored(reward, [one], to);
  if (!score) throw new Error("No score");
  return score;
}

export const worthOf = (reward: Reward, one: Rollout, to: Told): number => scoreIn(reward, one, to).value;

export function partOf({ parts }: Score, name: string): number {
  const found = parts.find((part) => part.name === name);
  if (!found) throw new Error(`No such part: ${name}`);
  return found.value;
}
