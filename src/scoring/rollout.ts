import type { ImageId } from "../action";
import type { Size } from "../geometry";
import type { Step, Trace } from "../trace";

/** One turn of the model: what it said until it was shown something, and what it was shown upon it. */
export interface RolloutTurn {
  /** The model's words to the letter. */
  readonly words: string;
  readonly steps: readonly Step[];
  readonly shown: readonly Step[];
}

/** One line of a trace as rewards read it: what was asked, said and shown, from the problem to the line's last step. */
export interface Rollout {
  readonly line: readonly Step[];
  readonly question: string;
  readonly turns: readonly RolloutTurn[];
  /** Sizes in pixels, for rewards that read boxes out of words. */
  readonly images: ReadonlyMap<ImageId, Size>;
}

/** Reads a line, whatever system wrote it. Of several problems on it, what comes after the last one counts. */
export function rolloutOf(line: readonly Step[], images: Trace["images"] = new Map()): Rollout {
  const start = line.findLastIndex(({ body }) => body.kind === "problem");
  const problem = line[start]?.body;
  const turns: { steps: Step[]; shown: Step[] }[] = [];
  for (const step of line.slice(start + 1)) {
    const turn = turns.at(-1);
    if (step.body.kind === "observation") {
      if (turn) turn.shown.push(step);
      else turns.push({ steps: [], shown: [step] });
    } else if (turn && turn.shown.length === 0) turn.steps.push(step);
    else turns.push({ steps: [step], shown: [] });
  }
  return {
    line,
    question: problem?.kind === "problem" ? problem.question : "",
    turns: turns.map((turn) => ({ ...turn, words: turn.steps.map(wordsOf).join("") })),
    images,
  };
}

/** The images that the problem gives. */
export function imagesGiven({ line }: Pick<Rollout, "line">): readonly ImageId[] {
  const problem = line.findLast(({ body }) => body.kind === "problem")?.body;
  return problem?.kind === "problem" ? problem.images : [];
}

/** The words of a model's step; of one that no words were kept of, those that most systems would have it in. */
function wordsOf({ raw, body }: Step): string {
  if (raw !== "") return raw;
  if (body.kind === "thought") return `<think>${body.text}</think>`;
  if (body.kind === "answer") return `<answer>${body.text}</answer>`;
  return body.kind === "unparsed" ? body.text : "";
}

/** All that the model said, its turns laid end to end: what trainers call the completion. */
export const completionOf = ({ turns }: Rollout): string => turns.map(({ words }) => words).join("");

/** The same with what it was shown between its turns, each picture as `picture`. */
export const responseOf = ({ turns }: Rollout, picture: string): string =>
  turns.map(({ words, shown }) => words + shown.map((step) => shownWords(step, picture)).join("")).join("");

/** What an observation says, each picture as `picture`. Imported ones keep `<image>` where a picture stood. */
export function shownWords({ raw, body }: Step, picture: string): string {
  if (raw !== "") return raw.replaceAll("<image>", () => picture);
  if (body.kind !== "observation") return "";
  return body.text + (body.image === null ? "" : picture);
}

/** Whether an observation shows a picture, kept or lost; words alone are an error, or the output of a program. */
export const showsPicture = ({ raw, body }: Step): boolean =>
  body.kind === "observation" && (body.image !== null || raw.includes("<image>"));

/** Whether a turn asks for something: it holds an action, or words that should have been one. */
export const asks = ({ steps }: RolloutTurn): boolean =>
  steps.some(({ body }) => body.kind === "action" || body.kind === "unparsed");
