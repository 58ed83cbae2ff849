import { type Scene, sceneAt } from "../../stage";
import { type Chapter, lineTo, type Trace, type TraceId } from "../../trace";
import { guessSceneAt } from "../picture/guessScene";
import type { SceneOfStep } from "./shots";

/** The story of a trace as scenes, and how many of its chapters nobody here has. */
export interface StoryScenes {
  readonly scenes: readonly SceneOfStep[];
  readonly missing: number;
}

/** The other traces that the story of a trace tells of. */
export const tracesToldOf = ({ story }: Trace): readonly TraceId[] => [
  ...new Set(story.flatMap(({ elsewhere }) => elsewhere?.trace ?? [])),
];

/**
 * The chapters in their order, each as a person who tells them sees it: what is asked of the audience stands over the
 * picture before the step. A chapter whose trace or step is not there is counted and left out.
 */
export function scenesOfStory(home: Trace, others: ReadonlyMap<TraceId, Trace>): StoryScenes {
  const told = home.story.map((chapter, i) => {
    const trace = chapter.elsewhere ? others.get(chapter.elsewhere.trace) : home;
    return trace?.steps.has(chapter.step) ? scenesOfChapter(trace, chapter, i + 1) : null;
  });
  return { scenes: told.flatMap((scenes) => scenes ?? []), missing: told.filter((scenes) => scenes === null).length };
}

function scenesOfChapter(trace: Trace, chapter: Chapter, number: number): readonly SceneOfStep[] {
  const line = lineTo(trace, chapter.step);
  const step = line.at(-1);
  if (!step) return [];
  const { caption, question } = chapter;
  const shown: SceneOfStep = {
    trace,
    step,
    number,
    scene: sceneOfChapter(trace, chapter),
    said: caption === "" ? null : { kind: "caption", text: caption },
  };
  if (question === "") return [shown];
  const { hidden } = guessSceneAt(trace, line, line.length - 1);
  return [{ ...shown, scene: hidden, said: { kind: "question", text: question } }, shown];
}

/** The step as it shows itself, or from where a person looked at it: at its crop in the picture, or at the crop itself. */
function sceneOfChapter(trace: Trace, { step, view }: Chapter): Scene {
  const line = lineTo(trace, step);
  const scene = (cropItself: boolean): Scene => sceneAt(trace, line, line.length - 1, { cropItself, draft: null });
  const inPlace = scene(false);
  if (!view) return inPlace;
  const looked = [inPlace, scene(true)].find(({ image }) => image?.id === view.image);
  return looked ? { ...looked, region: view.box } : inPlace;
}
