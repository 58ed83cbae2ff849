import type { ImageId } from "../../action";
import { captionOf, type Shot } from "../../film";
import { doerOf } from "../../session";
import { type Scene, sceneAt } from "../../stage";
import type { Step, Trace } from "../../trace";
import type { Words } from "../words";
import { detail, gist, kindName } from "../words/names";

/** More shots than this are no film that anybody watches, and their pictures would fill the memory. */
export const MOST_SHOTS = 300;

/** A step with what the page shows of it. */
export interface SceneOfStep {
  readonly trace: Trace;
  readonly step: Step;
  /** Counted from 1: the place of the step on its line, or of its chapter in the story. */
  readonly number: number;
  readonly scene: Scene;
  /** What is said in place of the step's own words; null says those. */
  readonly said: { readonly kind: "caption" | "question"; readonly text: string } | null;
}

/** The steps of a line from one to another, counted from 1 and both included. */
export const scenesOf = (trace: Trace, line: readonly Step[], from: number, to: number): readonly SceneOfStep[] =>
  line.slice(from - 1, to).map((step, i) => {
    const index = from - 1 + i;
    const scene = sceneAt(trace, line, index, { cropItself: false, draft: null });
    return { trace, step, number: index + 1, scene, said: null };
  });

/** All that a step says, where its picture does not say it. */
export function saidBy({ body }: Step, words: Words): string {
  const plain = { body, title: "" };
  const isShown = body.kind === "action" || body.kind === "observation";
  const said = isShown ? detail(plain, words) : gist(plain, words);
  return said === kindName(plain, words) ? "" : said;
}

/** What is said over a scene: what a person says of it, else what its step says. */
export const saidOver = ({ step, said }: SceneOfStep, words: Words): string => said?.text ?? saidBy(step, words);

/** What a scene is called; a question to the audience gives away nothing of the step that answers it. */
export const headingOf = ({ step, said }: SceneOfStep, words: Words, question: string): string =>
  said?.kind === "question" ? question : kindName(step, words);

/** `question` is what a question to the audience is called. */
export const shotOf = (
  shown: SceneOfStep,
  words: Words,
  question: string,
  pixels: (image: ImageId) => ImageBitmap | null,
): Shot => {
  const { trace, step, number, scene } = shown;
  return {
    heading: `${number} · ${headingOf(shown, words, question)}`,
    caption: captionOf(saidOver(shown, words)),
    side: doerOf(trace, step) === "human" ? "human" : "model",
    image: scene.image && stageImage(scene.image, pixels(scene.image.id)),
    region: scene.region,
    marks: scene.marks,
  };
};

const stageImage = ({ id, width, height }: NonNullable<Scene["image"]>, bitmap: ImageBitmap | null) => ({
  id,
  width,
  height,
  bitmap,
  isMissing: bitmap === null,
});
