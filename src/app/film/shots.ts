import type { ImageId } from "../../action";
import { captionOf, type Shot } from "../../film";
import { doerOf } from "../../session";
import type { Step, Trace } from "../../trace";
import { type Scene, sceneAt } from "../picture/scene";
import type { Words } from "../words";
import { detail, gist, kindName } from "../words/names";

/** More shots than this are no film that anybody watches, and their pictures would fill the memory. */
export const MOST_SHOTS = 300;

/** A step of a line with what the page shows of it. */
export interface SceneOfStep {
  readonly step: Step;
  /** Counted from 1, on the whole line. */
  readonly number: number;
  readonly scene: Scene;
}

/** The steps of a line from one to another, counted from 1 and both included. */
export const scenesOf = (trace: Trace, line: readonly Step[], from: number, to: number): readonly SceneOfStep[] =>
  line.slice(from - 1, to).map((step, i) => {
    const index = from - 1 + i;
    return { step, number: index + 1, scene: sceneAt(trace, line, index, { cropItself: false, draft: null }) };
  });

/** All that a step says, where its picture does not say it. */
export function saidBy({ body }: Step, words: Words): string {
  const plain = { body, title: "" };
  const isShown = body.kind === "action" || body.kind === "observation";
  const said = isShown ? detail(plain, words) : gist(plain, words);
  return said === kindName(plain, words) ? "" : said;
}

export const shotOf = (
  { step, number, scene }: SceneOfStep,
  trace: Trace,
  words: Words,
  pixels: (image: ImageId) => ImageBitmap | null,
): Shot => ({
  heading: `${number} · ${kindName(step, words)}`,
  caption: captionOf(saidBy(step, words)),
  side: doerOf(trace, step) === "human" ? "human" : "model",
  image: scene.image && stageImage(scene.image, pixels(scene.image.id)),
  region: scene.region,
  marks: scene.marks,
});

const stageImage = ({ id, width, height }: NonNullable<Scene["image"]>, bitmap: ImageBitmap | null) => ({
  id,
  width,
  height,
  bitmap,
  isMissing: bitmap === null,
});
